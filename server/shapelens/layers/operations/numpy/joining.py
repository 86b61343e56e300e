"""Operations that join tensors or take them apart: concatenate, stack, split, unstack, and numpy's v, h and d forms."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from shapelens.layers.framework.formulas import compute_concatenate_output_shape
from shapelens.layers.framework.problems import ConcatenateMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import promoted, promoted_list, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import MAX_RESULTS, ShapeValue, Undetermined, is_size, known_sizes
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.shapes.expressions import Polynomial, Size, ceil_divide, maximum, minimum
from shapelens.shapes.tensors import Dims, Shape, Tensor, known_different
from shapelens.shapes.unknown import Unknown


def _some(arguments: Arguments) -> list[Dims]:
    """The shapes of the tensors to join: at least one."""
    shapes = arguments.shapes("xs")
    if not shapes:
        arguments.reject("xs", "at least one tensor")
    return shapes


def _join(arguments: Arguments, shapes: list[Dims], axis: int) -> Dims:
    """The shapes joined on `axis`, counted from the front."""
    arguments.require_rank(shapes[0], at_least=1)
    if any(len(shape) != len(shapes[0]) for shape in shapes):
        raise Reject(ConcatenateMismatch(axis, tuple(shapes), axis))
    joined = list(compute_concatenate_output_shape(shapes, axis))
    for position in range(len(joined)):
        # a number on any of them is a number for all
        numbers = [shape[position] for shape in shapes if isinstance(shape[position], int)]
        if position != axis and numbers:
            joined[position] = numbers[0]
    return tuple(joined)


@operation(
    "keras.ops.concatenate(xs, axis=0)",
    "tensorflow.concat(values: xs, axis, name='concat')",
    "keras.backend.concatenate(tensors: xs, axis=-1)",
    "numpy.concatenate(arrays: xs, /, axis=0, out=None, *, dtype=None, casting='same_kind')",
    "numpy.concat(arrays: xs, /, axis=0, out=None, *, dtype=None, casting='same_kind')",
    dtype=promoted_list("xs"),
    examples=(
        "keras.ops.concatenate([float32[None, 4, 3], float32[None, 5, 3]], axis=1) -> float32[None, 9, 3]",
        "tensorflow.concat([float32[2, 3], float32[2, 4]], -1) -> float32[2, 7]",
    ),
)
def concatenate(arguments: Arguments) -> Shapes:
    """Joined on one axis; every other axis must agree."""
    parts = _size_parts(arguments)
    if parts is not None:
        return ShapeValue(parts)
    rows = _rows(arguments)
    if rows is not None and isinstance(arguments["axis"], int):
        axis = arguments.axis("axis", len(rows) - 1)
        return (*rows[1 : axis + 1], rows[0] * rows[axis + 1], *rows[axis + 2 :])
    shapes = _some(arguments)
    if arguments["axis"] is None and arguments.library == "numpy":
        return Unknown("the arrays are joined flat")
    rank = len(shapes[0])
    if len(shapes) == 1 and arguments.library != "numpy":
        return shapes[0]
    if arguments.library == "backend" and rank and isinstance(arguments["axis"], int) and arguments["axis"] < 0:
        return _join(arguments, shapes, arguments["axis"] % rank)
    return _join(arguments, shapes, arguments.axis("axis", rank))


def _rows(arguments: Arguments) -> Dims | None:
    """The shape of a tensor that stands for a list of its slices, where they are too many to go through."""
    value = arguments["xs"]
    if not isinstance(value, Tensor) or isinstance(value.shape, Unknown) or len(value.shape) < 2:
        return None
    return None if isinstance(value.shape[0], int) and value.shape[0] <= MAX_RESULTS else value.shape


def _size_parts(arguments: Arguments) -> Dims | None:
    """`tf.concat([tf.shape(x)[:1], [3, 4]], 0)`: shapes as values joined to one."""
    values = arguments["xs"]
    if not isinstance(values, (tuple, list)) or arguments["axis"] not in (0, -1):
        return None
    parts = [known_sizes(value) for value in values]
    if any(part is None for part in parts):
        return None
    computed = any(isinstance(value, ShapeValue) for value in values)
    if not computed and not any(isinstance(size, Polynomial) for part in parts for size in part or ()):
        return None
    return tuple(size for part in parts if part is not None for size in part)


@operation(
    "keras.ops.stack(x: xs, axis=0)",
    "tensorflow.stack(values: xs, axis=0, name='stack')",
    "keras.backend.stack(x: xs, axis=0)",
    "numpy.stack(arrays: xs, axis=0, out=None, *, dtype=None, casting='same_kind')",
    dtype=promoted_list("xs"),
    examples=("keras.ops.stack([float32[None, 4], float32[None, 4]], axis=1) -> float32[None, 2, 4]",),
)
def stack(arguments: Arguments) -> Shapes:
    """Tensors of one shape along a new axis."""
    values = arguments["xs"]
    if isinstance(values, (tuple, list)) and _is_shape(values):
        return ShapeValue(tuple(values))
    rows = _rows(arguments)
    if rows is not None:
        axis = arguments.axis("axis", len(rows))
        return (*rows[1 : axis + 1], rows[0], *rows[axis + 1 :])
    shapes = _some(arguments)
    axis = arguments.axis("axis", len(shapes[0]) + 1)
    merged = list(shapes[0])
    for shape in shapes[1:]:
        if len(shape) != len(merged):
            raise Reject(ConcatenateMismatch(axis, tuple(shapes), 0, new=True))
        for position, (left, right) in enumerate(zip(merged, shape, strict=True)):
            if known_different(left, right):
                raise Reject(ConcatenateMismatch(axis, tuple(shapes), position, new=True))
            merged[position] = right if isinstance(right, int) else left
    return (*merged[:axis], len(shapes), *merged[axis:])


def _is_shape(values: Sequence[Any]) -> bool:
    """Whether the items are sizes, one of them computed: `tf.stack([tf.shape(x)[0], 28, 28])`.

    What is not known may be an array of any shape, unless it stands beside a size.
    """
    computed = any(not isinstance(value, int) for value in values) and any(map(is_size, values))
    return computed and all(is_size(value) or isinstance(value, Unknown) for value in values)


@operation(
    "keras.ops.vstack(xs)",
    "numpy.vstack(tup: xs, *, dtype=None, casting='same_kind')",
    "numpy.row_stack(tup: xs, *, dtype=None, casting='same_kind')",
    dtype=promoted_list("xs"),
    examples=("numpy.vstack((float64[4], float64[2, 4])) -> float64[3, 4]",),
)
def vstack(arguments: Arguments) -> Shapes:
    """One above the other: joined on axis 0, in numpy with vectors as rows."""
    if arguments.library == "keras":
        shapes = _some(arguments)
        return shapes[0] if len(shapes) == 1 else _join(arguments, shapes, 0)
    rows = _rows(arguments)
    if rows is not None:
        return rows if len(rows) == 2 else (rows[0] * rows[1], *rows[2:])
    return _join(arguments, [(1,) * (2 - len(shape)) + shape for shape in _some(arguments)], 0)


@operation(
    "keras.ops.hstack(xs)",
    "numpy.hstack(tup: xs, *, dtype=None, casting='same_kind')",
    dtype=promoted_list("xs"),
    examples=("numpy.hstack((float64[2, 1], float64[2, 4])) -> float64[2, 5]",),
)
def hstack(arguments: Arguments) -> Shapes:
    """Side by side: joined on axis 1, vectors on their only axis."""
    shapes = [shape or (1,) for shape in _some(arguments)]
    if arguments.library == "keras" and () in arguments.shapes("xs"):
        return Unknown("scalars are joined")
    return _join(arguments, shapes, 0 if len(shapes[0]) == 1 else 1)


@operation(
    "keras.ops.dstack(xs)",
    "numpy.dstack(tup: xs)",
    dtype=promoted_list("xs"),
    examples=("numpy.dstack((float64[4, 5], float64[4, 5])) -> float64[4, 5, 2]",),
)
def dstack(arguments: Arguments) -> Shapes:
    """Behind one another: joined on axis 2, matrices as single layers."""
    return _join(arguments, [_at_least_3d(shape) for shape in _some(arguments)], 2)


@operation(
    "numpy.column_stack(tup: xs)",
    dtype=promoted_list("xs"),
    examples=("numpy.column_stack((float64[4], float64[4, 2])) -> float64[4, 3]",),
)
def column_stack(arguments: Arguments) -> Shapes:
    """Side by side: joined on axis 1, vectors as columns."""
    return _join(arguments, [(*shape, 1) if len(shape) == 1 else shape or (1, 1) for shape in _some(arguments)], 1)


def _at_least_3d(shape: Dims) -> Dims:
    if len(shape) >= 3:
        return shape
    return {0: (1, 1, 1), 1: (1, *shape, 1)}.get(len(shape), (*shape, 1))


@operation(
    "numpy.append(arr: x1, values: x2, axis=None)",
    "keras.ops.append(x1, x2, axis=None)",
    dtype=promoted("x1", "x2"),
    examples=("numpy.append(float64[2, 3], float64[1, 3], axis=0) -> float64[3, 3]",),
)
def append(arguments: Arguments) -> Shapes:
    """One behind the other on an axis; the flat elements where none is given."""
    shapes = [arguments.shape("x1"), arguments.shape("x2")]
    if arguments["axis"] is None:
        return (_count(shapes[0]) + _count(shapes[1]),)
    return _join(arguments, shapes, arguments.axis("axis", len(shapes[0])))


def _count(shape: Dims) -> Size:
    total: Size = 1
    for size in shape:
        total = total * size
    return total


@operation(
    "keras.ops.split(x, indices_or_sections, axis=0)",
    "keras.ops.array_split(x, indices_or_sections, axis=0)",
    "tensorflow.split(value: x, num_or_size_splits: indices_or_sections, axis=0, num=None, name='split')",
    "numpy.split(ary: x, indices_or_sections, axis=0)",
    "numpy.array_split(ary: x, indices_or_sections, axis=0)",
    dtype=same("x"),
    examples=(
        "keras.ops.split(float32[None, 6], 3, axis=1) -> [float32[None, 2], float32[None, 2], float32[None, 2]]",
        "tensorflow.split(float32[4, 7], [3, 4], 1) -> [float32[4, 3], float32[4, 4]]",
    ),
    several=True,
)
def split(arguments: Arguments) -> Shapes:
    """Cut on one axis: into equal parts, at places (keras, numpy) or into parts of given sizes (tensorflow)."""
    shape = arguments.operand("x").shape
    sections = arguments.known("indices_or_sections")
    if isinstance(shape, Unknown):
        count = sections if isinstance(sections, int) else len(arguments.sizes("indices_or_sections"))
        if count > MAX_RESULTS:
            return shape
        by_places = not isinstance(sections, int) and arguments.library != "tensorflow"
        return [shape] * (count + by_places)
    axis = arguments.axis("axis", len(shape))
    parts: list[Shape] = []
    for size in _part_sizes(arguments, shape[axis]):
        parts.append((*shape[:axis], size, *shape[axis + 1 :]))
    return parts


def _part_sizes(arguments: Arguments, size: Size) -> list[Size]:
    if is_size(arguments["indices_or_sections"]):
        return _equal_parts(arguments, size)
    if arguments.declaration.paths[0] == "keras.ops.array_split":
        arguments.reject("indices_or_sections", "a number of parts")
    places = arguments.sizes("indices_or_sections")
    if arguments.library != "tensorflow":
        parts = _between_places(places, size, numpy=arguments.library == "numpy")
        if arguments.library == "keras" and any(isinstance(part, int) and part < 0 for part in parts):
            arguments.reject("indices_or_sections", f"places in order, up to {size}")
        return parts
    rest = size
    for part in places:
        rest = rest - (0 if part == -1 else part)
    if -1 in places:
        return [rest if part == -1 else part for part in places]
    if isinstance(rest, int) and rest != 0:
        arguments.reject("indices_or_sections", f"sizes whose sum is {size}")
    return list(places)


def _equal_parts(arguments: Arguments, size: Size) -> list[Size]:
    count = arguments.number("indices_or_sections")
    if count < 1:
        arguments.reject("indices_or_sections", "a positive number of parts")
    if count > MAX_RESULTS:
        raise Undetermined(Unknown("there are too many parts to follow"))
    if arguments.declaration.paths[0].endswith("array_split"):
        # the first ones are longer by 1 where it does not come out even
        return [ceil_divide(size - index, count) for index in range(count)]
    if isinstance(size, int) and size % count:
        arguments.reject("indices_or_sections", f"a number that divides {size}")
    return [size // count] * count


def _between_places(places: Dims, size: Size, *, numpy: bool) -> list[Size]:
    """The sizes of the parts that cuts at `places` leave."""
    bounds: list[Size] = [0]
    for place in places:
        if isinstance(place, int) and place < 0:
            place = size + place
        bounds.append(maximum([minimum([place, size]), 0]) if numpy else place)
    bounds.append(size)
    return [maximum([end - start, 0]) if numpy else end - start for start, end in itertools.pairwise(bounds)]


@operation(
    "keras.ops.unstack(x, num=None, axis=0)",
    "tensorflow.unstack(value: x, num=None, axis=0, name='unstack')",
    "numpy.unstack(x, /, *, axis=0)",
    dtype=same("x"),
    examples=("tensorflow.unstack(float32[2, 3], axis=1) -> [float32[2], float32[2], float32[2]]",),
    several=True,
)
def unstack(arguments: Arguments) -> Shapes:
    """The slices on one axis, as so many tensors."""
    if isinstance(arguments["x"], ShapeValue):
        return ShapeValue(arguments["x"].sizes, is_tensor=False)
    shape = arguments.shape("x")
    axis = arguments.axis("axis", len(shape))
    count = shape[axis] if arguments["num"] is None else arguments.number("num")
    if not isinstance(count, int):
        raise Undetermined(count if isinstance(count, Unknown) else Unknown("the number of slices is open"))
    if known_different(count, shape[axis]):
        arguments.reject("num", f"the size of axis {axis}, {shape[axis]}")
    if count > MAX_RESULTS:
        raise Undetermined(Unknown("there are too many slices to follow"))
    return [(*shape[:axis], *shape[axis + 1 :])] * count


def split_on_axis(arguments: Arguments) -> Shapes:
    """Cut as the name says: `v` on axis 0, `h` on axis 1 (of a vector its only one), `d` on axis 2."""
    shape = arguments.shape("x")
    kind = arguments.declaration.name[0]
    least = {"v": 2, "h": 1, "d": 3}[kind] if arguments.library == "numpy" else {"v": 1, "h": 1, "d": 3}[kind]
    arguments.require_rank(shape, at_least=least)
    axis = {"v": 0, "h": min(1, len(shape) - 1), "d": 2}[kind]
    sizes = _part_sizes(arguments, shape[axis])
    return [(*shape[:axis], size, *shape[axis + 1 :]) for size in sizes]


table(
    {
        "keras.ops.{}(x, indices_or_sections)": "dsplit hsplit vsplit",
        "numpy.{}(ary: x, indices_or_sections)": "dsplit hsplit vsplit",
    },
    split_on_axis,
    same("x"),
    "Cut into parts, on the axis that the name says.",
    "joining",
    several=True,
)
