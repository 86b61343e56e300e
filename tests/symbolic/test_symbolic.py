"""A fast share of the comparison of symbolic sizes with real Keras (`make fidelity` runs it at length)."""

from __future__ import annotations

from tests.symbolic.compare import Tally, compare, compare_runs
from tests.symbolic.programs import draw_program


def test_numbers_put_into_the_expressions_are_the_sizes_that_keras_gives() -> None:
    tally = Tally()
    for number in range(200):
        compare(number, 4, tally)
    assert not tally.differing, "\n\n".join(tally.differing)
    assert not tally.empty
    # both ways to agree, and the conditions, took part
    assert tally.accepted > 300
    assert tally.rejected > 200
    assert tally.conditions > 80
    assert tally.shapes > 4000


def test_a_model_with_open_sizes_runs_where_its_joins_hold_and_fails_where_they_do_not() -> None:
    tally = Tally()
    for number in range(0, 200, 8):
        compare_runs(number, 3, tally)
    assert not tally.differing, "\n\n".join(tally.differing)
    assert tally.runs > 40


def test_the_programs_are_of_every_kind() -> None:
    programs = [draw_program(number) for number in range(200)]
    assert {(program.kind, program.rank) for program in programs} == {
        (kind, rank) for kind in ("chain", "encoder-decoder", "branches") for rank in (1, 2, 3)
    }
