"""Python's own subscripts on tensors, as arithmetic on sizes."""

from __future__ import annotations

from shapelens.shapes.expressions import Size, ceil_divide, maximum, minimum
from shapelens.shapes.unknown import Unknown


def slice_size(size: Size, lower: int | None, upper: int | None, step: int | None) -> Size:
    """How many items `[lower:upper:step]` takes from an axis of `size`; bounds are clipped as Python clips them."""
    if isinstance(size, int):
        return len(range(*slice(lower, upper, step).indices(size)))
    if step is not None and step <= 0:
        return Unknown("a slice with a negative step of an open size")
    if not lower and upper is None:
        return ceil_divide(size, step or 1)
    start = _clip(size, lower or 0)
    stop = size if upper is None else _clip(size, upper)
    return ceil_divide(maximum([stop - start, 0]), step or 1)


def _clip(size: Size, bound: int) -> Size:
    return maximum([size + bound, 0]) if bound < 0 else minimum([size, bound])
