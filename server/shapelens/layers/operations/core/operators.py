"""Operations between layers: what Python's own operators and subscripts do to shapes."""

from __future__ import annotations

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import Problem, Reject
from shapelens.shapes.expressions import Polynomial, Size, ceil_divide, maximum, minimum
from shapelens.shapes.tensors import Shape
from shapelens.shapes.unknown import Unknown


def broadcast(left: Shape, right: Shape) -> Shape | Problem:
    """The shape of an element-wise operation (`keras.src.ops.operation_utils.broadcast_shapes`)."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left if isinstance(left, Unknown) else right
    try:
        return broadcast_shapes(left, right)
    except Reject as rejection:
        return rejection.problem


def slice_size(size: Size, lower: int | Polynomial | None, upper: int | Polynomial | None, step: int | None) -> Size:
    """How many items `[lower:upper:step]` takes from an axis of `size`; bounds are clipped as Python clips them."""
    if step == 0:
        return Unknown("a slice with a step of 0")
    numbers = not isinstance(lower, Polynomial) and not isinstance(upper, Polynomial)
    if isinstance(size, int) and numbers:
        return len(range(*slice(lower, upper, step).indices(size)))
    step = step or 1
    first, end = (0, size) if step > 0 else (-1, size - 1)
    start = (first if step > 0 else end) if lower is None else _clip(size, lower, first, end)
    stop = (end if step > 0 else first) if upper is None else _clip(size, upper, first, end)
    if isinstance(start, Unknown) or isinstance(stop, Unknown):
        return start if isinstance(start, Unknown) else stop
    return ceil_divide(maximum([stop - start if step > 0 else start - stop, 0]), abs(step))


def _clip(size: Size, bound: int | Polynomial, first: Size, end: Size) -> Size:
    """A bound as a place on the axis, from `first` to `end`: one below zero counts from the end of the axis."""
    sign = _sign(bound) if isinstance(bound, Polynomial) else -1 if bound < 0 else 1
    if sign == 0:
        return Unknown("whether a bound of the slice is negative depends on open sizes")
    return maximum([size + bound, first]) if sign < 0 else minimum([end, bound])


def _sign(size: Polynomial) -> int:
    """1 or -1 where all its terms have that sign, so that every size at least zero gives it; else 0."""
    signs = {1 if coefficient > 0 else -1 for _, coefficient in size.terms}
    return signs.pop() if len(signs) == 1 else 0
