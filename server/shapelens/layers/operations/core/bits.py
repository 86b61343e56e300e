"""Bits and bytes: packed and unpacked, hashes, and the states of generators."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, requested, same, unverified
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME
from shapelens.shapes.expressions import ceil_divide, product
from shapelens.shapes.tensors import Shape


@operation(
    "numpy.packbits(a: x, /, axis=None, bitorder='big')",
    dtype=fixed("uint8"),
    examples=("numpy.packbits(bool[3, 20], 1) -> uint8[3, 3]",),
)
def packbits(arguments: Arguments) -> Shapes:
    """Eight truth values in each byte, along an axis or all of them."""
    shape = arguments.shape("x")
    if arguments["axis"] is None:
        return (ceil_divide(product(shape), 8),)
    axis = arguments.axis("axis", len(shape))
    return (*shape[:axis], ceil_divide(shape[axis], 8), *shape[axis + 1 :])


@operation(
    "numpy.unpackbits(a: x, /, axis=None, count=None, bitorder='big')",
    dtype=fixed("uint8"),
    examples=("numpy.unpackbits(uint8[3, 2], 1) -> uint8[3, 16]",),
)
def unpackbits(arguments: Arguments) -> Shapes:
    """Each byte as eight numbers, along an axis or all of them; `count` cuts or fills up."""
    shape = arguments.shape("x")
    count = None if arguments["count"] is None else arguments.number("count")
    if count is not None and count < 0:
        return SOME
    if arguments["axis"] is None:
        return (8 * product(shape) if count is None else count,)
    axis = arguments.axis("axis", len(shape))
    return (*shape[:axis], 8 * shape[axis] if count is None else count, *shape[axis + 1 :])


@operation(
    "numpy.fromiter(iter: items, dtype, count=-1, *, like=None)",
    "numpy.frombuffer(buffer: items, dtype=None, count=-1, offset=0, *, like=None)",
    dtype=requested(fixed("float64")),
)
def from_items(arguments: Arguments) -> Shapes:
    """A vector of what comes: as long as is asked for."""
    count = arguments.number("count")
    return (SOME if count < 0 else count,)


@operation(
    "tensorflow.fingerprint(data: x, method='farmhash64', name=None)",
    dtype=fixed("uint8"),
    examples=("tensorflow.fingerprint(float32[4, 3]) -> uint8[4, 8]",),
)
def fingerprint(arguments: Arguments) -> Shapes:
    """Eight bytes for each item of the first axis."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    return (shape[0], 8)


@operation("tensorflow.random.fold_in(seed: x, data, alg='auto_select')", dtype=unverified("the seed decides it"))
def fold_in(arguments: Arguments) -> Shapes:
    """Another seed."""
    shape: Shape = arguments.shape("x")
    return shape


@operation(
    "tensorflow.math.sobol_sample(dim, num_results, skip=0, dtype='float32', name=None)",
    dtype=requested(fixed("float32")),
    examples=("tensorflow.math.sobol_sample(3, 10) -> float32[10, 3]",),
)
def sobol_sample(arguments: Arguments) -> Shapes:
    """Points that fill a cube evenly."""
    return (arguments.integer("num_results", minimum=1), arguments.integer("dim", minimum=1))


@operation("tensorflow.timestamp(name=None)", dtype=fixed("float64"))
def timestamp(_: Arguments) -> Shapes:
    """The time in seconds."""
    return ()


@operation("tensorflow.math.invert_permutation(x, name=None)", dtype=same("x"))
def invert_permutation(arguments: Arguments) -> Shapes:
    """Where each number stands."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=1)
    return shape


@operation(
    "tensorflow.required_space_to_batch_paddings(input_shape: sizes, block_shape, base_paddings=None, name=None)",
    dtype=fixed("int32"),
    examples=("tensorflow.required_space_to_batch_paddings([7, 7], [2, 2]) -> [int32[2, 2], int32[2, 2]]",),
)
def required_paddings(arguments: Arguments) -> Shapes:
    """What is to be added before and after each axis, and taken off again."""
    count = len(arguments.sizes("sizes"))
    return [(count, 2), (count, 2)]
