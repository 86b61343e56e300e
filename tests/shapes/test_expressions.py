"""Symbolic sizes against Python's own arithmetic: putting numbers in gives what the numbers give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shapelens.shapes.expressions import (
    Polynomial,
    Size,
    axes_of,
    axis,
    ceil_divide,
    least_value,
    maximum,
    minimum,
    open_quotient,
    product,
    substitute,
)
from shapelens.shapes.unknown import Unknown

NAMES = ("batch", "H", "W")
NUMBERS = st.integers(min_value=-40, max_value=40)
VALUES = st.fixed_dictionaries({name: st.integers(min_value=0, max_value=60) for name in NAMES})


@dataclass(frozen=True)
class Twin:
    """One computation, symbolically and as a function of the numbers."""

    symbolic: Size
    concrete: Callable[[dict[str, int]], int]
    text: str


def _leaf_axis(name: str) -> Twin:
    return Twin(axis(name), lambda values: values[name], name)


def _leaf_number(number: int) -> Twin:
    return Twin(number, lambda _values: number, str(number))


def _add(a: Twin, b: Twin) -> Twin:
    return Twin(a.symbolic + b.symbolic, lambda v: a.concrete(v) + b.concrete(v), f"({a.text} + {b.text})")


def _subtract(a: Twin, b: Twin) -> Twin:
    return Twin(a.symbolic - b.symbolic, lambda v: a.concrete(v) - b.concrete(v), f"({a.text} - {b.text})")


def _multiply(a: Twin, b: Twin) -> Twin:
    return Twin(a.symbolic * b.symbolic, lambda v: a.concrete(v) * b.concrete(v), f"({a.text} * {b.text})")


def _divide(a: Twin, by: int) -> Twin:
    return Twin(a.symbolic // by, lambda v: a.concrete(v) // by, f"({a.text} // {by})")


def _ceil(a: Twin, by: int) -> Twin:
    return Twin(ceil_divide(a.symbolic, by), lambda v: -(-a.concrete(v) // by), f"ceil({a.text} / {by})")


def _remainder(a: Twin, by: int) -> Twin:
    return Twin(a.symbolic % by, lambda v: a.concrete(v) % by, f"({a.text} % {by})")


def _maximum(a: Twin, b: Twin) -> Twin:
    return Twin(
        maximum([a.symbolic, b.symbolic]), lambda v: max(a.concrete(v), b.concrete(v)), f"max({a.text}, {b.text})"
    )


def _minimum(a: Twin, b: Twin) -> Twin:
    return Twin(
        minimum([a.symbolic, b.symbolic]), lambda v: min(a.concrete(v), b.concrete(v)), f"min({a.text}, {b.text})"
    )


POSITIVE = st.integers(min_value=1, max_value=9)
DIVISORS = POSITIVE | st.integers(min_value=-9, max_value=-1)
TWINS = st.recursive(
    st.sampled_from(NAMES).map(_leaf_axis) | NUMBERS.map(_leaf_number),
    lambda twins: (
        st.builds(_add, twins, twins)
        | st.builds(_subtract, twins, twins)
        | st.builds(_multiply, twins, twins)
        | st.builds(_divide, twins, DIVISORS)
        | st.builds(_ceil, twins, POSITIVE)
        | st.builds(_remainder, twins, DIVISORS)
        | st.builds(_maximum, twins, twins)
        | st.builds(_minimum, twins, twins)
    ),
    max_leaves=10,
)


@given(TWINS, VALUES)
def test_numbers_put_in_give_what_python_gives(twin: Twin, values: dict[str, int]) -> None:
    assert substitute(twin.symbolic, values) == twin.concrete(values), twin.text


@given(TWINS, VALUES)
def test_putting_numbers_in_one_by_one_is_the_same(twin: Twin, values: dict[str, int]) -> None:
    size = twin.symbolic
    for name, value in values.items():
        size = substitute(size, {name: value})
    assert size == substitute(twin.symbolic, values)


@given(TWINS, TWINS, TWINS)
def test_sums_and_products_have_one_form(a: Twin, b: Twin, c: Twin) -> None:
    x, y, z = a.symbolic, b.symbolic, c.symbolic
    assert (x + y) + z == x + (y + z)
    assert x * y == y * x
    assert x * (y + z) == x * y + x * z
    assert x - x == 0


@given(TWINS)
def test_only_open_sizes_are_polynomials(twin: Twin) -> None:
    assert isinstance(twin.symbolic, Polynomial) == bool(axes_of(twin.symbolic))
    assert axes_of(twin.symbolic) <= set(NAMES)


@given(st.lists(TWINS, min_size=1, max_size=3), VALUES)
def test_a_product_divided_by_its_factor(twins: list[Twin], values: dict[str, int]) -> None:
    factor = product(axis(name) for name in NAMES)
    whole = product(twin.symbolic for twin in twins)
    assume(all(values.values()))
    assert substitute(whole * factor // factor, values) == substitute(whole, values)


@given(TWINS, VALUES)
def test_a_size_is_never_below_its_least_value(twin: Twin, values: dict[str, int]) -> None:
    least = least_value(twin.symbolic)
    assert least is None or least <= twin.concrete(values)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (ceil_divide(axis("H"), 2), "ceil(H/2)"),
        (ceil_divide(ceil_divide(axis("H"), 2), 2), "ceil(H/4)"),
        ((axis("H") - 3) // 2 + 1, "ceil(H/2) - 1"),
        (axis("H") * 4 // 2, "2*H"),
        (axis("H") * axis("W") * 3 // axis("W"), "3*H"),
        (axis("batch") * 2 - axis("batch"), "batch"),
        (maximum([axis("H"), 3, 5]), "max(5, H)"),
        (minimum([axis("H"), 0]), "0"),
        (maximum([axis("H"), 16 * (axis("H") // 16)]), "H"),
        (maximum([axis("H"), 2 * ceil_divide(axis("H"), 2)]), "2*ceil(H/2)"),
        (maximum([axis("H") // 2, ceil_divide(axis("H"), 2) - 1]), "floor(H/2)"),
        (maximum([axis("H") * axis("W"), axis("H") * axis("W") - 3]), "H*W"),
        (maximum([axis("H"), axis("W")]), "max(H, W)"),
        (minimum([axis("H"), axis("H") + 2]), "H"),
        (maximum([minimum([axis("H"), 100]), 0, axis("H") // 2 - axis("H") // 2]), "min(100, H)"),
        (maximum([axis("H") - 3, 0]), "max(0, H - 3)"),
        (maximum([axis("H") // axis("W"), 0]), "max(0, floor(H/W))"),
    ],
)
def test_how_it_reads(size: Size, text: str) -> None:
    assert str(size) == text


def test_an_open_quotient_stays_open_where_a_number_comes_out() -> None:
    batch = axis("batch")
    assert isinstance(batch, Polynomial)
    whole, part = batch * 256, batch * 4
    assert isinstance(whole, Polynomial)
    assert isinstance(part, Polynomial)
    size = open_quotient(whole, part)
    assert isinstance(size, Polynomial)
    assert str(size) == "64"
    assert str(size + 1) == "64 + 1"
    assert substitute(size, {"batch": 3}) == 64


def test_an_unknown_stays_unknown() -> None:
    unknown = Unknown("it is read from a file", 3)
    for result in (axis("H") + unknown, unknown * 3, 3 - unknown, axis("H") // unknown, maximum([1, unknown])):
        assert result == unknown
    assert isinstance(axis("H") // 0, Unknown)


def test_an_expression_that_doubles_with_every_round_becomes_unknown() -> None:
    sizes: list[Size] = [axis("n"), axis("m")]
    for _ in range(100):
        sizes = [sizes[0] * sizes[0] + sizes[1], sizes[1] * sizes[0] + 1]
    assert all(isinstance(size, Unknown) for size in sizes)
