"""Errors are judged by whether their statement ran: tried on an engine that is broken on purpose."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from tests.traced.measure import Measured, measure
from tests.traced.report import figures, format_table
from tests.traced.reported import Outcome
from tests.traced.truth import Ran, Traced, TracedCall

from shapelens.diagnostics.diagnostic import Diagnostic, RelatedPlace
from shapelens.syntax.spans import Span

PROGRAM = """import keras
x = keras.layers.Dense(4)(keras.Input((3,)))
y = keras.layers.Dense(2)(x) if len(x.shape) == 2 else keras.layers.Flatten()(x)
try:
    keras.layers.Conv2D(4, 3)(x)
except ValueError:
    z = 1


def unused():
    return keras.layers.Dense(5)(x)


keras.layers.Conv2D(4, 3)(y)
"""
RAN = Span(2, 5, 2, 45)
SKIPPED = Span(3, 56, 3, 81)
CAUGHT = Span(5, 5, 5, 33)
UNUSED = Span(11, 12, 11, 36)
ENDED = Span(14, 1, 14, 29)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    return tmp_path / "program.py"


def traced(program: Path, error: str | None) -> Traced:
    path = str(program)
    statements = [
        Ran(path, Span(line, column, end_line, 90), begun, ended)
        for line, column, end_line, begun, ended in [
            (2, 1, 2, True, True),
            (3, 1, 3, True, True),
            (4, 1, 7, True, True),
            (5, 5, 5, True, False),
            (7, 5, 7, True, True),
            (10, 1, 11, True, True),
            (11, 5, 11, False, False),
            (14, 1, 14, True, error is None),
        ]
    ]
    call = TracedCall(path, 2, 5, 2, 45, "layer", "Dense", ([None, 4],), (), ())
    failed = () if error is None else ((path, 14),)
    return Traced(program, error, 0.1, (call,), tuple(statements), ((path, SKIPPED), (path, UNUSED)), failed)


def measured_with(reports: list[Diagnostic], program: Path, error: str | None = "line 14: ValueError") -> Measured:
    """What is measured of an engine whose checks report these, and nothing else."""
    with patch("tests.traced.measure.diagnose", lambda *_: reports):
        return measure(traced(program, error))


def error_at(span: Span, *related: Span) -> Diagnostic:
    places = tuple(RelatedPlace(place, "decided here") for place in related)
    return Diagnostic(span, "SL999", "always", "error", "always wrong", places)


@pytest.mark.parametrize(
    ("span", "outcome"),
    [(RAN, "false"), (SKIPPED, "not reached"), (CAUGHT, "false"), (UNUSED, "not reached"), (ENDED, "true")],
    ids=["ran", "in an arm not taken", "caught", "in a function not called", "ended the program"],
)
def test_a_check_that_always_errs_is_seen(program: Path, span: Span, outcome: Outcome) -> None:
    measured = measured_with([error_at(span)], program)
    assert [found.outcome for found in measured.reports] == [outcome]
    assert len(measured.errors(outcome)) == 1


def test_an_error_at_the_cause_is_as_true_as_the_place_it_names(program: Path) -> None:
    assert [found.outcome for found in measured_with([error_at(RAN, ENDED)], program).reports] == ["true"]
    whole = measured_with([error_at(RAN, ENDED)], program, error=None)
    assert [found.outcome for found in whole.reports] == ["false"]


def test_false_errors_are_counted_and_cost_the_program_its_place(program: Path) -> None:
    right = figures([measured_with([], program)])
    wrong = figures([measured_with([error_at(RAN), error_at(UNUSED)], program)])
    assert (right.errors, right.wholly_right) == (0, 1)
    assert (wrong.errors, wrong.unreached_errors, wrong.wholly_right) == (1, 1, 0)
    assert "errors: 1 false, 0 true, 1 not reached" in format_table(
        [("p", measured_with([error_at(RAN), error_at(UNUSED)], program))]
    )


def test_a_rule_that_gives_another_number_is_seen(program: Path) -> None:
    kept = traced(program, None)
    assert [item.verdict for item in measure(kept).calls] == ["right"]
    other = program.read_text(encoding="utf-8").replace("Dense(4)", "Dense(9)", 1)
    program.write_text(other, encoding="utf-8")
    assert [item.verdict for item in measure(kept).calls] == ["wrong"]
    assert figures([measure(kept)]).wholly_right == 0
