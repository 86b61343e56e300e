"""Elements that move between axes: blocks and batches, patches of windows, bits read as another dtype, more axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import same, unverified
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import (
    MAX_RESULTS,
    SOME,
    ShapeValue,
    Undetermined,
    as_operand,
    is_size,
)
from shapelens.layers.operations.numpy.elementwise import broadcast_all, table
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Shape
from shapelens.shapes.unknown import Unknown


def _blocks(arguments: Arguments, borders: str) -> tuple[Dims, list[tuple[Size, Size, Size]]]:
    """The shape, and for each axis after the batch that is cut: the block, and what is put or cut at both ends."""
    shape, blocks = arguments.shape("x"), arguments.sizes("block_shape")
    arguments.require_rank(shape, at_least=len(blocks) + 1)
    pairs: Any = arguments.known(borders)
    if not isinstance(pairs, (tuple, list)) or any(not isinstance(pair, (tuple, list)) for pair in pairs):
        raise Undetermined(Unknown(f"`{borders}` is computed"))
    if len(pairs) != len(blocks) or any(len(pair) != 2 for pair in pairs):
        arguments.reject(borders, "a pair for each axis that is cut")
    if not all(is_size(size) for pair in pairs for size in pair):
        raise Undetermined(Unknown(f"`{borders}` is computed"))
    return shape, [(block, pair[0], pair[1]) for block, pair in zip(blocks, pairs, strict=True)]


@operation(
    "tensorflow.space_to_batch(input: x, block_shape, paddings, name=None)",
    "tensorflow.nn.space_to_batch(input: x, block_shape, paddings, name=None)",
    "tensorflow.space_to_batch_nd(input: x, block_shape, paddings, name=None)",
    dtype=same("x"),
    examples=("tensorflow.space_to_batch(float32[2, 6, 6, 3], [2, 2], [[0, 0], [0, 0]]) -> float32[8, 3, 3, 3]",),
)
def space_to_batch(arguments: Arguments) -> Shapes:
    """The places in each block become samples of their own."""
    shape, cuts = _blocks(arguments, "paddings")
    batch, sizes = shape[0], []
    for axis, (block, before, after) in enumerate(cuts, start=1):
        size = shape[axis] + before + after
        if isinstance(size, int) and isinstance(block, int) and (block < 1 or size % block):
            raise Reject(AxisMismatch(axis, block, size, shape, "its size is a multiple of the block"))
        batch = batch * block
        sizes.append(size // block)
    return (batch, *sizes, *shape[len(cuts) + 1 :])


@operation(
    "tensorflow.batch_to_space(input: x, block_shape, crops, name=None)",
    dtype=same("x"),
    examples=("tensorflow.batch_to_space(float32[8, 3, 3, 3], [2, 2], [[0, 0], [0, 0]]) -> float32[2, 6, 6, 3]",),
)
def batch_to_space(arguments: Arguments) -> Shapes:
    """Samples become the places in blocks."""
    shape, cuts = _blocks(arguments, "crops")
    batch, sizes = shape[0], []
    for axis, (block, before, after) in enumerate(cuts, start=1):
        size = shape[axis] * block - before - after
        if isinstance(size, int) and size < 0:
            arguments.reject("crops", "borders that are there")
        if isinstance(batch, int) and isinstance(block, int) and (block < 1 or batch % block):
            raise Reject(AxisMismatch(0, block, batch, shape, "its size is a multiple of the blocks"))
        batch = batch // block
        sizes.append(size)
    return (batch, *sizes, *shape[len(cuts) + 1 :])


def _pair(arguments: Arguments, name: str) -> tuple[Size, Size]:
    sizes = arguments.sizes(name)
    if len(sizes) not in (1, 2):
        arguments.reject(name, "one number, or two")
    return (sizes[0], sizes[-1])


@operation(
    "keras.ops.unfold(x, kernel_size, dilation=1, padding=0, stride=1)",
    dtype=same("x"),
    examples=("keras.ops.unfold(float32[2, 3, 5, 6], 2) -> float32[2, 12, 20]",),
)
def unfold(arguments: Arguments) -> Shapes:
    """The windows of images with their channels first, each as a column."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=4)
    elements, places = shape[1], 1
    pairs = (_pair(arguments, name) for name in ("kernel_size", "dilation", "padding", "stride"))
    for size, kernel, dilation, padding, stride in zip(shape[2:], *pairs, strict=True):
        if stride == 0:
            return Unknown("the stride is 0")
        elements = elements * kernel
        count = (size + padding * 2 - dilation * (kernel - 1) - 1) // stride + 1
        if isinstance(count, int) and count < 1:
            return Unknown("no window fits")
        places = places * count
    return (shape[0], elements, places)


@operation(
    "keras.ops.fold(x, output_size, kernel_size, dilation=1, padding=0, stride=1)",
    dtype=same("x"),
    examples=("keras.ops.fold(float32[2, 12, 20], (5, 6), 2) -> float32[2, 3, 5, 6]",),
)
def fold(arguments: Arguments) -> Shapes:
    """Images of their windows, added where they overlap."""
    shape, (height, width) = arguments.shape("x"), _pair(arguments, "kernel_size")
    arguments.require_rank(shape, exactly=3)
    window = height * width
    if isinstance(shape[1], int) and isinstance(window, int) and (window == 0 or shape[1] % window):
        raise Reject(AxisMismatch(1, window, shape[1], shape, "its size is a multiple of the window"))
    return (shape[0], shape[1] // window, *_pair(arguments, "output_size"))


ITEM_SIZES = {
    **dict.fromkeys(("bool", "int8", "uint8"), 1),
    **dict.fromkeys(("float16", "bfloat16", "int16", "uint16"), 2),
    **dict.fromkeys(("float32", "int32", "uint32"), 4),
    **dict.fromkeys(("float64", "int64", "uint64", "complex64"), 8),
    "complex128": 16,
}


def _item_sizes(arguments: Arguments) -> tuple[int, int]:
    """The bytes of an element before and after."""
    found = arguments.operand("x").dtype, arguments.dtype()
    sizes = [ITEM_SIZES.get(dtype) if isinstance(dtype, str) else None for dtype in found]
    if sizes[0] is None or sizes[1] is None:
        raise Undetermined(Unknown("how many bytes its elements have is not known"))
    return sizes[0], sizes[1]


@operation(
    "keras.ops.view(x, dtype=None)",
    dtype=lambda arguments: same("x")(arguments) if arguments["dtype"] is None else arguments.dtype(),
    examples=("keras.ops.view(float32[3, 4], 'int8') -> int8[3, 16]",),
)
def view(arguments: Arguments) -> Shapes:
    """The same bits read as another dtype: the last axis gets longer or shorter."""
    shape = arguments.shape("x")
    if arguments["dtype"] is None:
        return shape
    before, after = _item_sizes(arguments)
    if before == after:
        return shape
    arguments.require_rank(shape, at_least=1)
    count = shape[-1] * before
    if isinstance(count, int) and count % after:
        arguments.reject("dtype", f"one whose elements fit into {count} bytes")
    return (*shape[:-1], count // after)


@operation(
    "tensorflow.bitcast(input: x, type: dtype, name=None)",
    dtype=lambda arguments: arguments.dtype(),
    examples=("tensorflow.bitcast(float32[3, 4], 'uint8') -> uint8[3, 4, 4]",),
)
def bitcast(arguments: Arguments) -> Shapes:
    """The same bits read as another dtype: smaller elements in a new last axis, larger ones out of it."""
    shape, (before, after) = arguments.shape("x"), _item_sizes(arguments)
    if before >= after:
        return shape if before == after else (*shape, before // after)
    arguments.require_rank(shape, at_least=1)
    if isinstance(shape[-1], int) and shape[-1] != after // before:
        arguments.reject("dtype", f"one whose elements fill a last axis of {shape[-1]}")
    return shape[:-1]


def at_least(arguments: Arguments) -> Shapes:
    """Each array with as many axes as the name says, at least."""
    rank = int(arguments.declaration.name[-2])
    results: list[Shape] = []
    for operand in (as_operand(value) for value in arguments["xs"]):
        results.append(operand.shape if isinstance(operand.shape, Unknown) else _with_axes(operand.shape, rank))
    return results[0] if len(results) == 1 else results


def _with_axes(shape: Dims, rank: int) -> Dims:
    """New axes in front; the third of a matrix behind, and a vector between the two."""
    if len(shape) >= rank:
        return shape
    if rank == 3 and shape:
        return (1, *shape, 1) if len(shape) == 1 else (*shape, 1)
    return (1,) * (rank - len(shape)) + shape


table(
    {"numpy.atleast_{}d(*arys: xs)": "1 2 3"},
    at_least,
    lambda arguments: as_operand(arguments["xs"][0]).dtype if len(arguments["xs"]) == 1 else Unknown("of each array"),
    "Each array, with as many axes as the name says at least.",
    "rearranging",
)


@operation(
    "numpy.rollaxis(a: x, axis, start=0)",
    dtype=same("x"),
    examples=("numpy.rollaxis(float64[3, 4, 5], 2) -> float64[5, 3, 4]",),
)
def rollaxis(arguments: Arguments) -> Shapes:
    """An axis moves back to where another stands."""
    shape, start = arguments.shape("x"), arguments.number("start")
    axis = arguments.axis("axis", len(shape))
    if not -len(shape) <= start <= len(shape):
        arguments.reject("start", f"a place from {-len(shape)} to {len(shape)}")
    start += len(shape) if start < 0 else 0
    order = [place for place in range(len(shape)) if place != axis]
    order.insert(start - (1 if axis < start else 0), axis)
    return tuple(shape[place] for place in order)


@operation(
    "tensorflow.broadcast_static_shape(shape_x, shape_y)",
    "tensorflow.broadcast_dynamic_shape(shape_x, shape_y)",
    dtype=same("shape_x"),
)
def broadcast_of_shapes(arguments: Arguments) -> Shapes:
    """The shape that two shapes broadcast to."""
    dynamic = "dynamic" in arguments.declaration.name
    return ShapeValue(broadcast_shapes(arguments.sizes("shape_x"), arguments.sizes("shape_y")), is_tensor=dynamic)


@operation("numpy.broadcast_shapes(*args: shapes)", dtype=same("shapes"))
def broadcast_of_all_shapes(arguments: Arguments) -> Shapes:
    """The shape that several shapes broadcast to, as a tuple."""
    shapes: Sequence[Any] = arguments["shapes"]
    listed = [(shape,) if is_size(shape) else shape for shape in shapes]
    if not all(isinstance(shape, (tuple, list)) and all(is_size(size) for size in shape) for shape in listed):
        raise Undetermined(Unknown("one of the shapes is not known"))
    return ShapeValue(broadcast_all(tuple(shape) for shape in listed), is_tensor=False)  # type: ignore[arg-type]


@operation(
    "numpy.broadcast_arrays(*args: xs, subok=False)",
    dtype=unverified("of each array"),
    several=True,
)
def broadcast_arrays(arguments: Arguments) -> Shapes:
    """Each array, in the shape that all of them broadcast to."""
    operands = [as_operand(value) for value in arguments["xs"]]
    return [broadcast_all(operand.shape for operand in operands)] * len(operands)


@operation(
    "tensorflow.dynamic_partition(data: x, partitions, num_partitions, name=None)",
    dtype=same("x"),
)
def dynamic_partition(arguments: Arguments) -> Shapes:
    """The rows of each part: how many is not known."""
    shape, parts, count = arguments.shape("x"), arguments.shape("partitions"), arguments.number("num_partitions")
    if len(parts) > len(shape):
        arguments.reject("partitions", "a number for each row")
    if not 0 < count <= MAX_RESULTS:
        raise Undetermined(Unknown("the number of parts is not followed"))
    return [(SOME, *shape[len(parts) :])] * count
