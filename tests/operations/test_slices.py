"""How many items a slice takes of an open axis, against Python's own slices."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shapelens.layers.operations import slice_size
from shapelens.shapes.conditions import value_at
from shapelens.shapes.expressions import Polynomial, axis, substitute
from shapelens.shapes.unknown import Unknown

N = axis("N")
BOUNDS = st.none() | st.integers(min_value=-9, max_value=9)
STEPS = st.none() | st.integers(min_value=-4, max_value=4).filter(bool)


@given(BOUNDS, BOUNDS, STEPS, st.integers(min_value=0, max_value=20))
def test_numbers_put_in_are_what_python_takes(lower: int | None, upper: int | None, step: int | None, n: int) -> None:
    assert substitute(slice_size(N, lower, upper, step), {"N": n}) == len(range(n)[lower:upper:step])


@given(BOUNDS, STEPS, st.integers(min_value=0, max_value=20))
def test_a_bound_may_be_open_itself(lower: int | None, step: int | None, n: int) -> None:
    for bound in (N // 2, N + 3, -N):
        assert isinstance(bound, Polynomial)
        taken = substitute(slice_size(N, lower, bound, step), {"N": n})
        assert taken == len(range(n)[lower : value_at(bound, n) : step])


def test_a_step_of_0_takes_nothing_that_could_be_counted() -> None:
    assert isinstance(slice_size(N, None, None, 0), Unknown)
    assert isinstance(slice_size(8, None, None, 0), Unknown)
