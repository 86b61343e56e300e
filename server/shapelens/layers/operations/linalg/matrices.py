"""Matrices: transposes, diagonals, products of vectors. A stack of matrices keeps its leading axes."""

from __future__ import annotations

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import (
    by_library,
    fixed,
    floating,
    promoted,
    promoted_list,
    requested,
    same,
    summed,
    unless,
)
from shapelens.layers.operations.framework.promotion import INTEGERS, promote
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import DType, Operand
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.layers.operations.numpy.products import matrix_multiply, transposed
from shapelens.layers.operations.numpy.reductions import reduce_axes
from shapelens.shapes.expressions import Size, maximum, minimum, product
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown

FLOATING = unless(floating("x"), "x", INTEGERS)


def matrices(arguments: Arguments) -> Dims:
    """The shape of `x`, which holds matrices in its last two axes."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=2)
    return shape


def square(arguments: Arguments) -> Dims:
    """The shape of `x`, which holds square matrices."""
    shape = matrices(arguments)
    if known_different(shape[-1], shape[-2]):
        reason = "its matrices must be square"
        raise Reject(AxisMismatch(len(shape) - 1, shape[-2], shape[-1], shape, reason))
    return shape


@operation(
    "numpy.tril(m: x, k=0)",
    "numpy.triu(m: x, k=0)",
    dtype=same("x"),
    examples=("numpy.tril(float64[3, 4]) -> float64[3, 4]",),
)
def triangle(arguments: Arguments) -> Shapes:
    """Matrices with a part set to zero; a vector is first repeated as rows."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    return (*shape, *shape) if len(shape) == 1 else shape


table(
    {
        "keras.ops.{}(x, k=0)": "tril triu",
        "tensorflow.linalg.band_part(input: x, num_lower, num_upper, name=None)": "band_part",
    },
    matrices,
    same("x"),
    "Matrices with a part set to zero.",
    "linear_algebra",
)


@operation(
    "tensorflow.linalg.matrix_transpose(a: x, name='matrix_transpose', conjugate=False)",
    "tensorflow.linalg.adjoint(matrix: x, name=None)",
    "numpy.[linalg.]matrix_transpose(x, /)",
    dtype=same("x"),
    examples=("tensorflow.linalg.matrix_transpose(float32[2, 4, 3]) -> float32[2, 3, 4]",),
)
def matrix_transpose(arguments: Arguments) -> Shapes:
    """The last two axes change places."""
    return transposed(matrices(arguments))


@operation(
    "tensorflow.linalg.set_diag(input: x, diagonal, name='set_diag', k=0, align='RIGHT_LEFT')",
    dtype=same("x"),
    examples=("tensorflow.linalg.set_diag(float32[2, 4, 3], float32[2, 3]) -> float32[2, 4, 3]",),
)
def set_diag(arguments: Arguments) -> Shapes:
    """Matrices with another diagonal."""
    return matrices(arguments)


@operation(
    "tensorflow.linalg.normalize(tensor: x, ord='euclidean', axis=None, name=None)",
    dtype=(FLOATING, FLOATING),
    examples=("tensorflow.linalg.normalize(float32[4, 3], axis=1) -> [float32[4, 3], float32[4, 1]]",),
)
def normalize(arguments: Arguments) -> Shapes:
    """The same shape divided by its norm, and the norm."""
    shape = arguments.shape("x")
    if arguments["axis"] is not None and not isinstance(arguments["axis"], int):
        return [shape, Unknown("it is the norm of matrices")]
    return [shape, reduce_axes(shape, arguments.axes("axis", len(shape)), keepdims=True)]


@operation(
    "keras.ops.trace(x, offset=0, axis1=0, axis2=1)",
    "tensorflow.linalg.trace(x, name=None)",
    "numpy.trace(a: x, offset=0, axis1=0, axis2=1, dtype=None, out=None)",
    "numpy.linalg.trace(x, /, *, offset=0, dtype=None)",
    dtype=requested(by_library(tensorflow=same("x"), otherwise=summed("x"))),
    examples=("tensorflow.linalg.trace(float32[2, 4, 4]) -> float32[2]",),
)
def trace(arguments: Arguments) -> Shapes:
    """The sum of the diagonal."""
    shape, first, second = _plane(arguments)
    return reduce_axes(shape, (first, second), keepdims=False)


def _plane(arguments: Arguments) -> tuple[Dims, int, int]:
    """The shape, and the two axes of the matrices in it: the last ones, where they cannot be chosen."""
    shape = matrices(arguments)
    if arguments["axis1"] is None:
        return shape, len(shape) - 2, len(shape) - 1
    first, second = arguments.axis("axis1", len(shape)), arguments.axis("axis2", len(shape))
    if first == second:
        arguments.reject("axis2", "another axis than `axis1`")
    return shape, first, second


def _diagonal_length(arguments: Arguments, rows: Size, columns: Size, offset: str) -> Size:
    shift = arguments.number(offset)
    length = minimum([rows + min(shift, 0), columns - max(shift, 0)])
    if arguments.library == "keras":
        if shift and isinstance(length, int) and length <= 0:
            arguments.reject(offset, "a diagonal that the matrix has")
        return length
    return maximum([length, 0])


@operation(
    "keras.ops.diagonal(x, offset=0, axis1=0, axis2=1)",
    "numpy.diagonal(a: x, offset=0, axis1=0, axis2=1)",
    "tensor.diagonal(x, offset=0, axis1=0, axis2=1)",
    "numpy.linalg.diagonal(x, /, *, offset=0)",
    dtype=same("x"),
    examples=("keras.ops.diagonal(float32[4, 3]) -> float32[3]",),
)
def diagonal(arguments: Arguments) -> Shapes:
    """The diagonal of matrices, as the last axis."""
    shape, first, second = _plane(arguments)
    kept = reduce_axes(shape, (first, second), keepdims=False)
    return (*kept, _diagonal_length(arguments, shape[first], shape[second], "offset"))


@operation(
    "keras.ops.diag(x, k=0)",
    "numpy.diag(v: x, k=0)",
    dtype=same("x"),
    examples=("keras.ops.diag(float32[4]) -> float32[4, 4]", "keras.ops.diag(float32[4, 3]) -> float32[3]"),
)
def diag(arguments: Arguments) -> Shapes:
    """A matrix from its diagonal, or the diagonal of a matrix."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=(1, 2))
    if len(shape) == 2:
        return (_diagonal_length(arguments, shape[0], shape[1], "k"),)
    return (shape[0] + abs(arguments.number("k")),) * 2


@operation(
    "tensorflow.linalg.diag(diagonal: x, name='diag', k=0, num_rows=-1, num_cols=-1, padding_value=0, "
    "align='RIGHT_LEFT')",
    dtype=same("x"),
    examples=("tensorflow.linalg.diag(float32[2, 4]) -> float32[2, 4, 4]",),
)
def diag_stack(arguments: Arguments) -> Shapes:
    """A matrix from each diagonal in the last axis."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    if (arguments["k"], arguments["num_rows"], arguments["num_cols"]) != (0, -1, -1):
        return Unknown("the diagonal is placed elsewhere")
    return (*shape, shape[-1])


@operation(
    "tensorflow.linalg.diag_part(input: x, name='diag_part', k=0, padding_value=0, align='RIGHT_LEFT')",
    dtype=same("x"),
    examples=("tensorflow.linalg.diag_part(float32[2, 4, 3]) -> float32[2, 3]",),
)
def diag_part(arguments: Arguments) -> Shapes:
    """The diagonal of each matrix."""
    shape = matrices(arguments)
    if arguments["k"] != 0:
        return Unknown("other diagonals are asked for")
    return (*shape[:-2], minimum([shape[-2], shape[-1]]))


@operation(
    "tensorflow.linalg.cross(a: x1, b: x2, name=None)",
    dtype=promoted("x1", "x2"),
    examples=("tensorflow.linalg.cross(float32[4, 3], float32[4, 3]) -> float32[4, 3]",),
)
def cross(arguments: Arguments) -> Shapes:
    """The cross product of vectors with three elements."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    for shape in (left, right):
        arguments.require_rank(shape, at_least=1)
        if known_different(shape[-1], 3):
            raise Reject(AxisMismatch(len(shape) - 1, 3, shape[-1], shape, "its vectors must have three elements"))
    if len(left) != len(right) or any(known_different(a, b) for a, b in zip(left, right, strict=False)):
        arguments.reject("x2", "of the same shape as the other")
    return broadcast_shapes(left, right)


@operation(
    "keras.ops.cross(x1, x2, axisa=-1, axisb=-1, axisc=-1, axis=None)",
    "numpy.cross(a: x1, b: x2, axisa=-1, axisb=-1, axisc=-1, axis=None)",
    dtype=promoted("x1", "x2"),
    examples=("numpy.cross(float64[4, 3], float64[3]) -> float64[4, 3]",),
)
def cross_along(arguments: Arguments) -> Shapes:
    """The cross product of vectors with two or three elements; that of two with two is a number."""
    kept, lengths = [], []
    for name, axis_name in (("x1", "axisa"), ("x2", "axisb")):
        shape = arguments.shape(name)
        axis = arguments.axis("axis" if arguments["axis"] is not None else axis_name, len(shape))
        if isinstance(shape[axis], int) and shape[axis] not in (2, 3):
            reason = "its vectors must have two or three elements"
            raise Reject(AxisMismatch(axis, 3, shape[axis], shape, reason))
        kept.append((*shape[:axis], *shape[axis + 1 :]))
        lengths.append(shape[axis])
    output = broadcast_shapes(kept[0], kept[1])
    if 3 not in lengths:
        return output if lengths == [2, 2] else Unknown("whether its vectors have three elements is open")
    place = arguments.axis("axis" if arguments["axis"] is not None else "axisc", len(output) + 1)
    return (*output[:place], 3, *output[place:])


@operation(
    "numpy.linalg.cross(x1, x2, /, *, axis=-1)",
    dtype=promoted("x1", "x2"),
    examples=("numpy.linalg.cross(float64[4, 3], float64[3]) -> float64[4, 3]",),
)
def cross_of_three(arguments: Arguments) -> Shapes:
    """The cross product of vectors with three elements along an axis."""
    for name in ("x1", "x2"):
        shape = arguments.shape(name)
        axis = arguments.axis("axis", len(shape))
        if known_different(shape[axis], 3):
            raise Reject(AxisMismatch(axis, 3, shape[axis], shape, "its vectors must have three elements"))
    return cross_along(arguments)


@operation(
    "keras.ops.kron(x1, x2)",
    "numpy.kron(a: x1, b: x2)",
    dtype=promoted("x1", "x2"),
    examples=("keras.ops.kron(float32[2, 3], float32[4, 5]) -> float32[8, 15]",),
)
def kron(arguments: Arguments) -> Shapes:
    """The second tensor times each element of the first: the sizes multiply."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    longest = max(len(left), len(right))
    padded: tuple[Dims, Dims] = ((1,) * (longest - len(left)) + left, (1,) * (longest - len(right)) + right)
    return tuple(a * b for a, b in zip(*padded, strict=True))


@operation(
    "keras.ops.diagflat(x, k=0)",
    "numpy.diagflat(v: x, k=0)",
    dtype=same("x"),
    examples=("numpy.diagflat(float64[3, 2]) -> float64[6, 6]",),
)
def diagflat(arguments: Arguments) -> Shapes:
    """A matrix with all the elements on its diagonal."""
    return (product(arguments.shape("x")) + abs(arguments.number("k")),) * 2


@operation(
    "tensorflow.linalg.tensor_diag(diagonal: x, name=None)",
    dtype=same("x"),
    examples=("tensorflow.linalg.tensor_diag(float32[2, 3]) -> float32[2, 3, 2, 3]",),
)
def tensor_diag(arguments: Arguments) -> Shapes:
    """A tensor with the elements where both halves of its axes are at one place."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    return (*shape, *shape)


@operation(
    "tensorflow.linalg.tensor_diag_part(input: x, name=None)",
    dtype=same("x"),
    examples=("tensorflow.linalg.tensor_diag_part(float32[2, 3, 2, 3]) -> float32[2, 3]",),
)
def tensor_diag_part(arguments: Arguments) -> Shapes:
    """The elements where both halves of the axes are at one place."""
    shape = arguments.shape("x")
    half = len(shape) // 2
    if (
        len(shape) % 2
        or not shape
        or any(known_different(a, b) for a, b in zip(shape[:half], shape[half:], strict=True))
    ):
        arguments.reject("x", "a tensor whose axes are the same twice")
    return shape[:half]


@operation(
    "numpy.diag_indices_from(arr: x)",
    dtype=fixed("int64"),
    examples=("numpy.diag_indices_from(float64[4, 4]) -> [int64[4], int64[4]]",),
)
def diag_indices_from(arguments: Arguments) -> Shapes:
    """The places on the diagonal, one vector for each axis."""
    shape = matrices(arguments)
    if any(known_different(shape[0], size) for size in shape):
        arguments.reject("x", "an array whose axes are all of one size")
    return [shape[:1]] * len(shape)


def _with_int64(arguments: Arguments) -> DType:
    return promote("numpy", [*arguments.operands("x"), Operand((), "int64")])


@operation(
    "keras.ops.vander(x, N=None, increasing=False)",
    "numpy.vander(x, N=None, increasing=False)",
    dtype=by_library(keras=same("x"), numpy=_with_int64),
    examples=("keras.ops.vander(float32[4], 3) -> float32[4, 3]",),
)
def vander(arguments: Arguments) -> Shapes:
    """The powers of each element of a vector, as rows."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=1)
    return (shape[0], shape[0] if arguments["N"] is None else arguments.integer("N", minimum=0))


@operation(
    "numpy.linalg.multi_dot(arrays, *, out=None)",
    dtype=promoted_list("arrays"),
    examples=("numpy.linalg.multi_dot([float64[2, 3], float64[3, 4], float64[4, 5]]) -> float64[2, 5]",),
)
def multi_dot(arguments: Arguments) -> Shapes:
    """The product of several matrices; the first and the last may be vectors."""
    shapes = arguments.shapes("arrays")
    if len(shapes) < 2:
        arguments.reject("arrays", "at least two arrays")
    for shape in shapes[1:-1]:
        arguments.require_rank(shape, exactly=2)
    result = shapes[0]
    for shape in (result, shapes[-1]):
        arguments.require_rank(shape, at_least=1)
    for shape in shapes[1:]:
        result = matrix_multiply(result, shape)
    return result
