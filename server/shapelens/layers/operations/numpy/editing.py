"""Arrays with something taken out, put in or put together: delete, insert, compress, choose, block, resize."""

from __future__ import annotations

from typing import Any

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import promoted_list, same, unverified
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME, is_size
from shapelens.layers.operations.numpy.elementwise import broadcast_all
from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown


def _flat_or(arguments: Arguments) -> tuple[Dims, int]:
    """The shape and the axis; the flat elements where no axis is given."""
    shape = arguments.shape("x")
    return ((product(shape),), 0) if arguments["axis"] is None else (shape, arguments.axis("axis", len(shape)))


@operation(
    "numpy.delete(arr: x, obj, axis=None)",
    dtype=same("x"),
    examples=("numpy.delete(float64[3, 4], 1, axis=1) -> float64[3, 3]",),
)
def delete(arguments: Arguments) -> Shapes:
    """Without some items of an axis."""
    shape, axis = _flat_or(arguments)
    taken = _taken(arguments, arguments["obj"], shape[axis])
    return (*shape[:axis], shape[axis] - taken, *shape[axis + 1 :])


def _taken(arguments: Arguments, places: Any, size: Size) -> Size:
    """How many different places are named."""
    if isinstance(places, (slice, list, tuple)) and not isinstance(size, int):
        return Unknown("how much of an open axis is left out is open")
    if isinstance(places, slice) and isinstance(size, int):
        bounds = (places.start, places.stop, places.step)
        plain = all(isinstance(bound, (int, type(None))) for bound in bounds) and places.step != 0
        return len(range(*places.indices(size))) if plain else SOME
    listed = places if isinstance(places, (tuple, list)) else (places,)
    if not all(isinstance(place, int) and not isinstance(place, bool) for place in listed) or not isinstance(size, int):
        return SOME if not is_size(places) else 1
    if not all(-size <= place < size for place in listed):
        arguments.reject("obj", f"places on an axis of {size}")
    return len({place % size for place in listed})


@operation("numpy.insert(arr: x, obj, values, axis=None)", dtype=same("x"))
def insert(arguments: Arguments) -> Shapes:
    """With more items on an axis."""
    shape, axis = _flat_or(arguments)
    places, values = arguments["obj"], arguments.shape("values")
    count: Size = SOME
    if isinstance(places, (tuple, list)):
        count = len(places)
    elif isinstance(places, int) and not values:
        count = 1
    elif isinstance(places, int):
        # the values broadcast against the rest; their own number on the axis counts
        whole = len(values) == len(shape)
        count = values[axis] if whole else 1 if len(values) < len(shape) else Unknown("of how many is put in")
    return (*shape[:axis], shape[axis] + count, *shape[axis + 1 :])


@operation("numpy.compress(condition, a: x, axis=None, out=None)", dtype=same("x"))
def compress(arguments: Arguments) -> Shapes:
    """The items of an axis for which the condition holds."""
    shape, axis = _flat_or(arguments)
    condition = arguments["condition"]
    plain = isinstance(condition, (tuple, list)) and all(isinstance(item, bool) for item in condition)
    count: Size = sum(condition) if plain else SOME
    if plain and isinstance(shape[axis], int) and len(condition) > shape[axis]:  # type: ignore[operator]
        return Unknown("the condition is longer than the axis")
    return (*shape[:axis], count, *shape[axis + 1 :])


@operation(
    "numpy.choose(a: x, choices, out=None, mode='raise')",
    dtype=promoted_list("choices"),
    examples=("numpy.choose(int64[3], [float64[3], float64[3]]) -> float64[3]",),
)
def choose(arguments: Arguments) -> Shapes:
    """One of several, element by element, by its number."""
    shapes = [operand.shape for operand in arguments.several("choices")]
    return broadcast_all([arguments.operand("x").shape, *shapes])


@operation(
    "numpy.resize(a: x, new_shape)",
    dtype=same("x"),
    examples=("numpy.resize(float64[3, 4], (5, 2)) -> float64[5, 2]",),
)
def resize_by_repeating(arguments: Arguments) -> Shapes:
    """The elements repeated until a shape is full."""
    return arguments.new_shape("new_shape")


@operation("numpy.block(arrays)", dtype=unverified("a block of arrays"))
def block(_: Arguments) -> Shapes:
    """Arrays put together as a nested list says."""
    return Unknown("the blocks of arrays are not followed")
