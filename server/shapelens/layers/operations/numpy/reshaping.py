"""Operations that rearrange axes: reshape, transpose, expand_dims, squeeze, flip, roll, tile, repeat, pad."""

from __future__ import annotations

import math
from dataclasses import replace

from shapelens.layers.framework.formulas import broadcast_shapes, compute_reshape_output_shape, element_count
from shapelens.layers.framework.problems import MissingArgument, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import Undetermined
from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown


@operation(
    "keras.ops.reshape(x, newshape)",
    "tensorflow.reshape(tensor: x, shape: newshape, name=None)",
    "keras.backend.reshape(x, shape: newshape)",
    "numpy.reshape(a: x, /, shape: newshape, order='C', *, copy=None)",
    "tensor.reshape(x, *shape: newshape, order='C', copy=None)",
    dtype=same("x"),
    examples=(
        "keras.ops.reshape(float32[None, 4, 3], (-1, 12)) -> float32[None, 12]",
        "tensorflow.reshape(float32[6, 4], [-1, 2, 2]) -> float32[6, 2, 2]",
        "tensor.reshape(float32[60, 784], -1, 28, 28, 1) -> float32[60, 28, 28, 1]",
    ),
)
def reshape(arguments: Arguments) -> Shapes:
    """The same elements in another shape; a -1 stands for whatever is left."""
    target = _with_open_sizes(arguments).sizes("newshape")
    if not target and arguments.library == "tensor" and arguments["newshape"] == ():
        raise Reject(MissingArgument("shape"))
    if arguments.library in ("numpy", "tensor"):
        # any negative size is left to numpy
        target = tuple(-1 if isinstance(size, int) and size < 0 else size for size in target)
    if sum(1 for size in target if size == -1) > 1 or any(isinstance(size, int) and size < -1 for size in target):
        arguments.reject("newshape", "a shape in which at most one size is -1")
    shape = arguments.operand("x").shape
    if isinstance(shape, Unknown):
        return tuple(shape if size == -1 else size for size in target)
    target = _settled(element_count(shape), target)
    return compute_reshape_output_shape(shape, target, arguments.declaration.written("newshape"))


def _with_open_sizes(arguments: Arguments) -> Arguments:
    """Keras leaves a None in the target open where it only builds; arrays are reshaped at once, and refuse it."""
    target = arguments["newshape"]
    of_array = arguments.of_arrays and isinstance(arguments["x"], Tensor)
    if arguments.library != "keras" or of_array or not isinstance(target, (tuple, list)):
        return arguments
    sizes = tuple(Unknown("the size is left open") if size is None else size for size in target)
    return replace(arguments, given={**arguments.given, "newshape": sizes})


def _settled(count: Size, target: Dims) -> Dims:
    """The target with its one size that is not a number, which the number of elements settles, as in TensorFlow.

    Where it leaves a rest, nothing is said of it.
    """
    numbers = [size for size in target if isinstance(size, int)]
    rest = math.prod(numbers)
    if not isinstance(count, int) or len(numbers) != len(target) - 1 or -1 in numbers or rest == 0 or count % rest:
        return target
    return tuple(size if isinstance(size, int) else count // rest for size in target)


@operation(
    "keras.ops.ravel(x)",
    "keras.backend.flatten(x)",
    "numpy.ravel(a: x, order='C')",
    "tensor.ravel(x, order='C')",
    "tensor.flatten(x, order='C')",
    dtype=same("x"),
    examples=("keras.ops.ravel(float32[2, 3]) -> float32[6]",),
)
def ravel(arguments: Arguments) -> Shapes:
    """All axes become one."""
    shape = arguments.operand("x").shape
    return (shape,) if isinstance(shape, Unknown) else compute_reshape_output_shape(shape, (-1,))


@operation(
    "keras.backend.batch_flatten(x)",
    dtype=same("x"),
    examples=("keras.backend.batch_flatten(float32[5, 2, 3]) -> float32[5, 6]",),
)
def batch_flatten(arguments: Arguments) -> Shapes:
    """All axes but the first become one."""
    shape = arguments.shape("x") or (1,)
    return (shape[0], product(shape[1:]))


@operation(
    "keras.ops.transpose(x, axes=None)",
    "tensorflow.transpose(a: x, perm: axes=None, conjugate=False, name='transpose')",
    "keras.backend.permute_dimensions(x, pattern: axes)",
    "keras.backend.transpose(x)",
    "numpy.transpose(a: x, axes=None)",
    "numpy.permute_dims(a: x, axes=None)",
    "tensor.transpose(x, *axes)",
    "tensor.T(x)",
    dtype=same("x"),
    examples=(
        "keras.ops.transpose(float32[None, 4, 3], (0, 2, 1)) -> float32[None, 3, 4]",
        "tensorflow.transpose(float32[2, 3]) -> float32[3, 2]",
    ),
)
def transpose(arguments: Arguments) -> Shapes:
    """The axes in another order; reversed where none is given."""
    axes = arguments["axes"]
    if axes is None or (axes == () and arguments.library == "tensor"):
        return tuple(reversed(arguments.shape("x")))
    axes = tuple(size for size in arguments.sizes("axes") if isinstance(size, int))
    rank = len(axes)
    shape = arguments.operand("x").shape
    if rank != len(arguments.sizes("axes")):
        raise Undetermined(Unknown("the order of the axes is not known"))
    if any(not -rank <= axis < rank for axis in axes) or len({axis % rank for axis in axes}) < rank:
        arguments.reject("axes", f"a permutation of the axes 0 to {rank - 1}")
    if isinstance(shape, Unknown):
        return (shape,) * rank
    arguments.require_rank(shape, exactly=rank)
    return tuple(shape[axis] for axis in axes)


@operation(
    "keras.ops.expand_dims(x, axis)",
    "tensorflow.expand_dims(input: x, axis, name=None)",
    "keras.backend.expand_dims(x, axis=-1)",
    "numpy.expand_dims(a: x, axis)",
    dtype=same("x"),
    examples=(
        "keras.ops.expand_dims(float32[None, 28, 28], -1) -> float32[None, 28, 28, 1]",
        "numpy.expand_dims(float64[28, 28], 0) -> float64[1, 28, 28]",
    ),
)
def expand_dims(arguments: Arguments) -> Shapes:
    """One more axis of size 1 (several for a tuple of axes)."""
    shape = arguments.shape("x")
    value = arguments.known("axis")
    count = len(value) if isinstance(value, (tuple, list)) else 1
    rank = len(shape) + count
    axes = arguments.axes("axis", rank)
    rest = iter(shape)
    return tuple(1 if position in axes else next(rest) for position in range(rank))


@operation(
    "keras.ops.squeeze(x, axis=None)",
    "tensorflow.squeeze(input: x, axis=None, name=None)",
    "keras.backend.squeeze(x, axis)",
    "numpy.squeeze(a: x, axis=None)",
    "tensor.squeeze(x, axis=None)",
    dtype=same("x"),
    examples=(
        "keras.ops.squeeze(float32[None, 1, 8], 1) -> float32[None, 8]",
        "tensorflow.squeeze(float32[1, 3, 1]) -> float32[3]",
    ),
)
def squeeze(arguments: Arguments) -> Shapes:
    """Without the axes of size 1, or without the one named, which must have size 1."""
    shape = arguments.shape("x")
    if arguments["axis"] is None and arguments.library != "backend":
        unknown = next((size for size in shape if isinstance(size, Unknown)), None)
        if unknown is not None:
            raise Undetermined(unknown)
        return tuple(size for size in shape if size != 1)
    axes = arguments.axes("axis", len(shape))
    for axis in axes:
        size = shape[axis]
        if isinstance(size, int) and size != 1:
            arguments.reject("axis", f"an axis of size 1; axis {axis} has size {size}")
    return tuple(size for position, size in enumerate(shape) if position not in axes)


@operation(
    "keras.ops.swapaxes(x, axis1, axis2)",
    "numpy.swapaxes(a: x, axis1, axis2)",
    "tensor.swapaxes(x, axis1, axis2, /)",
    dtype=same("x"),
    examples=("keras.ops.swapaxes(float32[None, 4, 3], 1, 2) -> float32[None, 3, 4]",),
)
def swapaxes(arguments: Arguments) -> Shapes:
    """Two axes change places."""
    shape = list(arguments.shape("x"))
    first, second = arguments.axis("axis1", len(shape)), arguments.axis("axis2", len(shape))
    shape[first], shape[second] = shape[second], shape[first]
    return tuple(shape)


@operation(
    "keras.ops.moveaxis(x, source, destination)",
    "numpy.moveaxis(a: x, source, destination)",
    dtype=same("x"),
    examples=("keras.ops.moveaxis(float32[None, 4, 3], -1, 1) -> float32[None, 3, 4]",),
)
def moveaxis(arguments: Arguments) -> Shapes:
    """Axes move to other places; the rest keep their order."""
    shape = arguments.shape("x")
    source, destination = arguments.axes("source", len(shape)), arguments.axes("destination", len(shape))
    if len(source) != len(destination):
        arguments.reject("destination", "one place for each axis of `source`")
    order = [axis for axis in range(len(shape)) if axis not in source]
    for place, axis in sorted(zip(destination, source, strict=True)):
        order.insert(place, axis)
    return tuple(shape[axis] for axis in order)


@operation(
    "keras.ops.flip(x, axis=None)",
    "tensorflow.reverse(tensor: x, axis, name=None)",
    "keras.backend.reverse(x, axes: axis)",
    "numpy.flip(m: x, axis=None)",
    dtype=same("x"),
    examples=("keras.ops.flip(float32[None, 4], 1) -> float32[None, 4]",),
)
def flip(arguments: Arguments) -> Shapes:
    """The elements in reverse order on some axes."""
    shape = arguments.shape("x")
    arguments.axes("axis", len(shape))
    return shape


@operation(
    "keras.ops.fliplr(x)",
    "numpy.fliplr(m: x)",
    dtype=same("x"),
    examples=("keras.ops.fliplr(float32[4, 3]) -> float32[4, 3]",),
)
def fliplr(arguments: Arguments) -> Shapes:
    """The columns in reverse order."""
    shape = arguments.shape("x")
    if shape or arguments.library == "numpy":
        arguments.require_rank(shape, at_least=2)
    return shape


@operation(
    "keras.ops.flipud(x)",
    "numpy.flipud(m: x)",
    dtype=same("x"),
    examples=("keras.ops.flipud(float32[4, 3]) -> float32[4, 3]",),
)
def flipud(arguments: Arguments) -> Shapes:
    """The rows in reverse order."""
    shape = arguments.shape("x")
    if arguments.library == "numpy":
        arguments.require_rank(shape, at_least=1)
    return shape


@operation(
    "keras.ops.roll(x, shift, axis=None)",
    "tensorflow.roll(input: x, shift, axis, name=None)",
    "numpy.roll(a: x, shift, axis=None)",
    dtype=same("x"),
    examples=("keras.ops.roll(float32[None, 4], 1, 1) -> float32[None, 4]",),
)
def roll(arguments: Arguments) -> Shapes:
    """The elements moved round on some axes."""
    shape = arguments.shape("x")
    arguments.axes("axis", len(shape))
    return shape


@operation(
    "keras.ops.rot90(array: x, k=1, axes=(0, 1))",
    "numpy.rot90(m: x, k=1, axes=(0, 1))",
    dtype=same("x"),
    examples=("keras.ops.rot90(float32[4, 3]) -> float32[3, 4]",),
)
def rot90(arguments: Arguments) -> Shapes:
    """Turned by quarter turns in the plane of two axes."""
    shape = list(arguments.shape("x"))
    arguments.require_rank(tuple(shape), at_least=2)
    axes = arguments.axes("axes", len(shape))
    if len(axes) != 2:
        arguments.reject("axes", "two axes that differ")
    if arguments.number("k") % 2:
        shape[axes[0]], shape[axes[1]] = shape[axes[1]], shape[axes[0]]
    return tuple(shape)


@operation(
    "keras.ops.broadcast_to(x, shape)",
    "tensorflow.broadcast_to(input: x, shape, name=None)",
    "numpy.broadcast_to(array: x, shape, subok=False)",
    dtype=same("x"),
    examples=("keras.ops.broadcast_to(float32[1, 4], (3, 4)) -> float32[3, 4]",),
)
def broadcast_to(arguments: Arguments) -> Shapes:
    """The elements repeated until the shape is `shape`."""
    target = arguments.new_shape("shape")
    shape = arguments.operand("x").shape
    if isinstance(shape, Unknown):
        return target
    result = broadcast_shapes(shape, target)
    shrinks = any(
        size == 1 and isinstance(other, int) and other != 1 for size, other in zip(target, result, strict=False)
    )
    if len(result) > len(target) or shrinks:
        arguments.reject("shape", "a shape that the input broadcasts to")
    return target


@operation(
    "keras.ops.tile(x, repeats)",
    "tensorflow.tile(input: x, multiples: repeats, name=None)",
    "keras.backend.tile(x, n: repeats)",
    "numpy.tile(A: x, reps: repeats)",
    dtype=same("x"),
    examples=("keras.ops.tile(float32[None, 4], (1, 3)) -> float32[None, 12]",),
)
def tile(arguments: Arguments) -> Shapes:
    """The whole, several times on each axis."""
    repeats = arguments.new_shape("repeats")
    shape = arguments.shape("x")
    if arguments.library in ("tensorflow", "backend"):
        if arguments.library == "backend" and isinstance(arguments["repeats"], int):
            repeats = (repeats[0],)
        if len(repeats) != len(shape):
            arguments.reject("repeats", f"one number for each of the {len(shape)} axes")
    rank = max(len(shape), len(repeats))
    longer: Dims = (1,) * (rank - len(shape)) + shape
    counts: Dims = (1,) * (rank - len(repeats)) + repeats
    return tuple(size * count for size, count in zip(longer, counts, strict=True))


@operation(
    "keras.ops.repeat(x, repeats, axis=None)",
    "tensorflow.repeat(input: x, repeats, axis=None, name=None)",
    "numpy.repeat(a: x, repeats, axis=None)",
    "tensor.repeat(x, repeats, axis=None)",
    dtype=same("x"),
    examples=(
        "keras.ops.repeat(float32[None, 4, 3], 2, axis=1) -> float32[None, 8, 3]",
        "numpy.repeat(float64[2, 3], 4) -> float64[24]",
    ),
)
def repeat(arguments: Arguments) -> Shapes:
    """Every item several times on one axis; of the flat elements where no axis is given."""
    shape = arguments.shape("x")
    if arguments["axis"] is None:
        shape, axis = (product(shape),), 0
    else:
        axis = arguments.axis("axis", len(shape))
    return (*shape[:axis], _repeated(arguments, shape[axis]), *shape[axis + 1 :])


def _repeated(arguments: Arguments, size: Size) -> Size:
    """The size of an axis whose items are repeated by one number, or by one each."""
    counts = arguments.new_shape("repeats")
    if len(counts) == 1:
        return size * counts[0]
    if isinstance(size, int) and size != len(counts):
        arguments.reject("repeats", f"one number, or one for each of the {size} items")
    total: Size = 0
    for count in counts:
        total = total + count
    return total


@operation(
    "keras.backend.repeat_elements(x, rep, axis)",
    dtype=same("x"),
    examples=("keras.backend.repeat_elements(float32[5, 8], 3, axis=1) -> float32[5, 24]",),
)
def repeat_elements(arguments: Arguments) -> Shapes:
    """Every item `rep` times on one axis."""
    shape = arguments.shape("x")
    axis = arguments.axis("axis", len(shape))
    return (*shape[:axis], shape[axis] * arguments.integer("rep", minimum=1), *shape[axis + 1 :])


@operation(
    "keras.backend.repeat(x, n)",
    dtype=same("x"),
    examples=("keras.backend.repeat(float32[5, 8], 3) -> float32[5, 3, 8]",),
)
def repeat_vector(arguments: Arguments) -> Shapes:
    """A row of a matrix becomes `n` equal rows."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=2)
    return (shape[0], arguments.integer("n", minimum=0), shape[1])
