"""Matrices: transposes, diagonals, inverses, decompositions. A stack of matrices keeps its leading axes."""

from __future__ import annotations

from shapelens.layers.formulas import broadcast_shapes
from shapelens.layers.operations.arguments import Arguments
from shapelens.layers.operations.dtypes import by_library, fixed, floating, promoted, requested, same, summed, unless
from shapelens.layers.operations.elementwise import table
from shapelens.layers.operations.products import contract
from shapelens.layers.operations.promotion import INTEGERS
from shapelens.layers.operations.reductions import reduce_axes
from shapelens.layers.operations.registry import Shapes, operation
from shapelens.layers.problems import AxisMismatch, Reject
from shapelens.shapes.expressions import Size, maximum, minimum
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


def matrix_to_scalar(arguments: Arguments) -> Shapes:
    """One number for each square matrix."""
    return square(arguments)[:-2]


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
table(
    {
        "keras.ops.[linalg.]inv(x)": "inv",
        "keras.ops.[linalg.]cholesky(x, upper=False)": "cholesky",
        "tensorflow.linalg.inv(input: x, adjoint=False, name=None)": "inv",
        "tensorflow.linalg.cholesky(input: x, name=None)": "cholesky",
        "numpy.linalg.inv(a: x)": "inv",
        "numpy.linalg.cholesky(a: x, /, *, upper=False)": "cholesky",
    },
    square,
    FLOATING,
    "A square matrix for each.",
    "linear_algebra",
)
table(
    {
        "keras.ops.[linalg.]det(x)": "det",
        "tensorflow.linalg.det(input: x, name=None)": "det",
        "tensorflow.linalg.logdet(matrix: x, name=None)": "logdet",
        "numpy.linalg.det(a: x)": "det",
    },
    matrix_to_scalar,
    FLOATING,
    "One number for each square matrix.",
    "linear_algebra",
)


@operation(
    "tensorflow.linalg.matrix_transpose(a: x, name='matrix_transpose', conjugate=False)",
    "tensorflow.linalg.adjoint(matrix: x, name=None)",
    dtype=same("x"),
    examples=("tensorflow.linalg.matrix_transpose(float32[2, 4, 3]) -> float32[2, 3, 4]",),
)
def matrix_transpose(arguments: Arguments) -> Shapes:
    """The last two axes change places."""
    shape = matrices(arguments)
    return (*shape[:-2], shape[-1], shape[-2])


@operation(
    "keras.ops.[linalg.]pinv(x, rcond=None)",
    "tensorflow.linalg.pinv(a: x, rcond=None, validate_args=False, name=None)",
    "numpy.linalg.pinv(a: x, rcond=None, hermitian=False, *, rtol=None)",
    dtype=FLOATING,
    examples=("tensorflow.linalg.pinv(float32[4, 3]) -> float32[3, 4]",),
)
def pinv(arguments: Arguments) -> Shapes:
    """The pseudo-inverse of each matrix."""
    shape = matrices(arguments)
    return (*shape[:-2], shape[-1], shape[-2])


@operation(
    "keras.ops.[linalg.]solve(a, b)",
    "tensorflow.linalg.solve(matrix: a, rhs: b, adjoint=False, name=None)",
    dtype=promoted("a", "b"),
    examples=("keras.ops.solve(float32[4, 4], float32[4, 2]) -> float32[4, 2]",),
)
def solve(arguments: Arguments) -> Shapes:
    """The solution of linear equations, one for each column of `b`."""
    left, right = arguments.shape("a"), arguments.shape("b")
    arguments.require_rank(left, at_least=2)
    if known_different(left[-1], left[-2]):
        raise Reject(AxisMismatch(len(left) - 1, left[-2], left[-1], left, "its matrices must be square"))
    if len(right) == len(left) - 1 and arguments.library == "keras":
        contract(left, len(left) - 1, right, len(right) - 1)
        return right
    arguments.require_rank(right, exactly=len(left))
    contract(left, len(left) - 1, right, len(right) - 2)
    return right


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
    "tensorflow.linalg.triangular_solve(matrix: a, rhs: b, lower=True, adjoint=False, name=None)",
    "tensorflow.linalg.cholesky_solve(chol: a, rhs: b, name=None)",
    dtype=promoted("a", "b"),
    examples=("tensorflow.linalg.triangular_solve(float32[4, 4], float32[4, 2]) -> float32[4, 2]",),
)
def triangular_solve(arguments: Arguments) -> Shapes:
    """The solution of linear equations whose matrix is triangular."""
    left, right = arguments.shape("a"), arguments.shape("b")
    arguments.require_rank(left, at_least=2)
    arguments.require_rank(right, at_least=2)
    if len(left) != len(right):
        return Unknown("the stacks of matrices are stretched")
    contract(left, len(left) - 1, right, len(right) - 2)
    return (*broadcast_shapes(left[:-2], right[:-2]), *right[-2:])


@operation(
    "keras.ops.[linalg.]qr(x, mode='reduced')",
    "tensorflow.linalg.qr(input: x, full_matrices=False, name=None)",
    dtype=(FLOATING, FLOATING),
    examples=("keras.ops.qr(float32[4, 3]) -> [float32[4, 3], float32[3, 3]]",),
)
def qr(arguments: Arguments) -> Shapes:
    """An orthogonal and a triangular matrix for each."""
    shape = matrices(arguments)
    rows, columns = shape[-2], shape[-1]
    whole = arguments.flag("full_matrices") or arguments["mode"] == "complete"
    inner: Size = rows if whole else minimum([rows, columns])
    return [(*shape[:-2], rows, inner), (*shape[:-2], inner, columns)]


@operation(
    "keras.ops.[linalg.]eigh(x)",
    "tensorflow.linalg.eigh(tensor: x, name=None)",
    dtype=(FLOATING, FLOATING),
    examples=("tensorflow.linalg.eigh(float32[2, 4, 4]) -> [float32[2, 4], float32[2, 4, 4]]",),
)
def eigh(arguments: Arguments) -> Shapes:
    """The eigenvalues and eigenvectors of each square matrix."""
    shape = square(arguments)
    return [shape[:-1], shape]


@operation(
    "keras.ops.[linalg.]svd(x, full_matrices=True, compute_uv=True)",
    "tensorflow.linalg.svd(tensor: x, full_matrices=False, compute_uv=True, name=None)",
    dtype=FLOATING,
    examples=("tensorflow.linalg.svd(float32[4, 3]) -> [float32[3], float32[4, 3], float32[3, 3]]",),
)
def svd(arguments: Arguments) -> Shapes:
    """The singular values of each matrix, and its two orthogonal factors (keras: u, s, v; tensorflow: s, u, v)."""
    shape = matrices(arguments)
    rows, columns = shape[-2], shape[-1]
    inner = minimum([rows, columns])
    values = (*shape[:-2], inner)
    if not arguments.flag("compute_uv"):
        return values
    whole = arguments.flag("full_matrices")
    left = (*shape[:-2], rows, rows if whole else inner)
    if arguments.library == "keras":
        return [left, values, (*shape[:-2], columns if whole else inner, columns)]
    return [values, left, (*shape[:-2], columns, columns if whole else inner)]


@operation(
    "keras.ops.trace(x, offset=0, axis1=0, axis2=1)",
    "tensorflow.linalg.trace(x, name=None)",
    "numpy.trace(a: x, offset=0, axis1=0, axis2=1, dtype=None, out=None)",
    dtype=requested(by_library(tensorflow=same("x"), otherwise=summed("x"))),
    examples=("tensorflow.linalg.trace(float32[2, 4, 4]) -> float32[2]",),
)
def trace(arguments: Arguments) -> Shapes:
    """The sum of the diagonal."""
    if arguments.library == "tensorflow":
        return matrices(arguments)[:-2]
    shape, first, second = _plane(arguments)
    return tuple(size for place, size in enumerate(shape) if place not in (first, second))


def _plane(arguments: Arguments) -> tuple[Dims, int, int]:
    """The shape, and the two axes of the matrices in it."""
    shape = matrices(arguments)
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
    dtype=same("x"),
    examples=("keras.ops.diagonal(float32[4, 3]) -> float32[3]",),
)
def diagonal(arguments: Arguments) -> Shapes:
    """The diagonal of matrices, as the last axis."""
    shape, first, second = _plane(arguments)
    kept = tuple(size for place, size in enumerate(shape) if place not in (first, second))
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
    "keras.ops.[linalg.]matrix_rank(x, tol=None)",
    "tensorflow.linalg.matrix_rank(a: x, tol=None, validate_args=False, name=None)",
    dtype=by_library(tensorflow=fixed("int32")),
)
def matrix_rank(arguments: Arguments) -> Shapes:
    """The rank of each matrix."""
    return matrices(arguments)[:-2]
