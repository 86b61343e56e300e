"""For which sizes something holds, against trying the sizes one after another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shapelens.shapes.conditions import (
    EVERY_SIZE,
    SizeSet,
    intersection,
    sizes_where,
    union,
    value_at,
    where_at_least,
    where_equal,
)
from shapelens.shapes.expressions import Size, axis, ceil_divide, maximum, minimum, substitute
from shapelens.shapes.unknown import Unknown

H = axis("H")
TRIED = range(1, 401)


def _convolution(size: Size, kernel: int, stride: int, same: bool) -> Size:
    return ceil_divide(size, stride) if same else (size - kernel) // stride + 1


SMALL = st.integers(min_value=1, max_value=4)
# what layers do to a size, and what they join
EXPRESSIONS: st.SearchStrategy[Size] = st.recursive(
    st.just(H) | st.integers(min_value=-5, max_value=40),
    lambda inner: (
        st.builds(_convolution, inner, SMALL, SMALL, st.booleans())
        | st.builds(lambda size, factor: size * factor, inner, SMALL)
        | st.builds(lambda size, border: size + border, inner, st.integers(min_value=-6, max_value=6))
        | st.builds(lambda one, other: one + other, inner, inner)
        | st.builds(lambda one, other: one - other, inner, inner)
        | st.builds(lambda one, other: maximum([one, other]), inner, inner)
        | st.builds(lambda one, other: minimum([one, other]), inner, inner)
    ),
    max_leaves=8,
)


def _members(sizes: SizeSet) -> list[int]:
    return [size for size in TRIED if size in sizes]


@given(EXPRESSIONS, EXPRESSIONS)
def test_where_two_are_equal(left: Size, right: Size) -> None:
    found = where_equal(left, right)
    if found is not None:
        assert _members(found) == [n for n in TRIED if substitute(left, {"H": n}) == substitute(right, {"H": n})]


@given(EXPRESSIONS, st.integers(min_value=-3, max_value=30))
def test_where_one_is_large_enough(size: Size, least: int) -> None:
    found = where_at_least(size, least)
    if found is not None:
        assert _members(found) == [n for n in TRIED if value_at(substitute(size, {"H": n}), 0) >= least]


@given(EXPRESSIONS, st.integers(min_value=1, max_value=400))
def test_a_number_put_in(size: Size, number: int) -> None:
    assert value_at(size, number) == substitute(size, {"H": number})


# the same examples each time: one in many thousands has a period beyond the limit
@settings(derandomize=True)
@given(EXPRESSIONS, EXPRESSIONS)
def test_what_layers_make_is_nearly_always_decided(left: Size, right: Size) -> None:
    # undecided is only what has no axis at all
    assert (where_equal(left, right) is None) == (isinstance(left, int) and isinstance(right, int))


SETS = st.builds(
    lambda start, period, residues, below: sizes_where(
        lambda size: size % period in residues if size >= start else size in below, start, period
    ),
    st.integers(min_value=1, max_value=20),
    st.integers(min_value=1, max_value=12),
    st.frozensets(st.integers(min_value=0, max_value=11)),
    st.frozensets(st.integers(min_value=1, max_value=19)),
)


@given(SETS, SETS)
def test_sets_together(one: SizeSet, other: SizeSet) -> None:
    both, either = intersection([one, other]), union([one, other])
    assert both is not None
    assert either is not None
    assert _members(both) == [n for n in TRIED if n in one and n in other]
    assert _members(either) == [n for n in TRIED if n in one or n in other]
    assert union([both, one]) == one
    assert intersection([either, one]) == one


@given(SETS, st.integers(min_value=1, max_value=60))
def test_the_next_of_a_set(sizes: SizeSet, size: int) -> None:
    assert sizes.at_least(size) == next((n for n in TRIED if n in sizes and n >= size), None)
    assert sizes.at_most(size) == next((n for n in reversed(TRIED) if n in sizes and n <= size), None)
    assert sizes.is_empty == (not _members(sizes))


def _halved(size: Size, times: int) -> Size:
    return size if times == 0 else _halved(size // 2, times - 1)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (H, 16 * (H // 16), SizeSet(1, 16, frozenset({0}), frozenset())),
        (H, 16 * _halved(H, 4), SizeSet(1, 16, frozenset({0}), frozenset())),
        (H, 2 * ceil_divide(H, 2), SizeSet(1, 2, frozenset({0}), frozenset())),
        (H, 2 * (H // 2) + 1, SizeSet(1, 2, frozenset({1}), frozenset())),
        (H // 2, ceil_divide(H, 2) - 1, SizeSet(1, 2, frozenset({1}), frozenset())),
        (H, H + 1, SizeSet(1, 1, frozenset(), frozenset())),
        (H, 8, SizeSet(9, 1, frozenset(), frozenset({8}))),
        (minimum([H, 100]), H, SizeSet(101, 1, frozenset(), frozenset(range(1, 101)))),
        ((H - 1) // 2 + 1, ceil_divide(H, 2), EVERY_SIZE),
    ],
)
def test_sets_that_people_meet(left: Size, right: Size, expected: SizeSet) -> None:
    assert where_equal(left, right) == expected


def test_a_set_is_in_its_least_form() -> None:
    assert sizes_where(lambda size: size % 2 == 0, 9, 12) == SizeSet(1, 2, frozenset({0}), frozenset())
    assert sizes_where(lambda size: size > 31, 40, 6) == SizeSet(32, 1, frozenset({0}), frozenset())


def test_what_is_not_decided() -> None:
    assert where_equal(H * H, H) is None
    assert where_equal(H, axis("W")) is None
    assert where_equal(H, Unknown("it is read from a file")) is None
    assert where_equal(H, 100_003 * (H // 100_003)) is None
    assert intersection([where_equal(H, n * (H // n)) or EVERY_SIZE for n in (97, 101, 103)]) is None
