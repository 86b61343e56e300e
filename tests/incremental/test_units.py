"""A unit keeps its number from one revision to the next; no two have the same."""

from __future__ import annotations

from random import Random

import pytest
from tests.fuzz.mutate import programs
from tests.incremental.edits import versions

from shapelens.interpreter.domain.positions import Lines, Unit
from shapelens.interpreter.incremental.units import Units, next_units
from shapelens.syntax.parse import parse
from shapelens.syntax.spans import Span


def _units(text: str, previous: Units | None = None, last: int = 0) -> Units:
    units = next_units(previous or Units(), parse(text).chunks, last)
    assert units.above == {unit.number: chunk.offset for unit, chunk in zip(units.units, units.chunks, strict=True)}
    return units


def _numbers(units: Units) -> list[int]:
    return [unit.number for unit in units.units]


@pytest.mark.parametrize("seed", range(5))
def test_no_two_units_have_one_number(seed: int) -> None:
    text = programs()[seed]
    units, last = _units(text), 0
    for version in versions(text, Random(seed), 30):
        last = max([last, *_numbers(units)])
        units = _units(version, units, last)
        numbers = _numbers(units)
        assert len(set(numbers)) == len(numbers)
        assert [unit.statements for unit in units.units] == [chunk.statements for chunk in parse(version).chunks]


def test_a_unit_that_is_edited_or_moved_keeps_its_number() -> None:
    before = _units("a = 1\nb = 2\nc = 3\n")
    assert _numbers(before) == [1, 2, 3]
    assert _numbers(_units("a = 1\nb = 7\nc = 3\n", before, 3)) == [1, 2, 3]
    assert _numbers(_units("a = 1\nnew = 0\nb = 2\nc = 3\n", before, 3)) == [1, 4, 2, 3]
    assert _numbers(_units("b = 2\na = 1\nc = 3\n", before, 3)) == [2, 1, 3]
    assert _numbers(_units("a = 1\nc = 3\n", before, 9)) == [1, 3]


def test_a_place_is_put_into_lines_of_the_text() -> None:
    unit = Unit(5, ())
    span = Span(2, 3, 4, 5).shifted(unit.origin)
    assert Lines({5: 10}).place((span, "x")) == (Span(12, 3, 14, 5), "x")
    plain = (1, ("x", None))
    assert Lines({5: 10}).place(plain) is plain
