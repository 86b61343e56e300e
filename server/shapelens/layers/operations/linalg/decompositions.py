"""Square matrices and systems of equations: inverses, determinants, decompositions, solutions.

A stack of matrices keeps its leading axes.
"""

from __future__ import annotations

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import (
    as_complex,
    by_library,
    fixed,
    floating,
    promoted,
    real_part,
    requested,
    same,
)
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME, DType
from shapelens.layers.operations.linalg.matrices import FLOATING, matrices, square
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.layers.operations.numpy.products import contract
from shapelens.layers.operations.numpy.reductions import reduce_axes
from shapelens.shapes.expressions import Size, minimum
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown

SOLUTION = by_library(numpy=floating("a", "b"), otherwise=promoted("a", "b"))


def matrix_to_scalar(arguments: Arguments) -> Dims:
    """One number for each square matrix."""
    return square(arguments)[:-2]


table(
    {
        "keras.ops.inv(x)": "inv",
        "keras.ops.cholesky(x, upper=False)": "cholesky",
        "tensorflow.linalg.inv(input: x, adjoint=False, name=None)": "inv",
        "tensorflow.linalg.cholesky(input: x, name=None)": "cholesky",
        "numpy.linalg.inv(a: x)": "inv",
        "numpy.linalg.cholesky(a: x, /, *, upper=False)": "cholesky",
        "numpy.linalg.matrix_power(a: x, n)": "matrix_power",
        "keras.ops.cholesky_inverse(x, upper=False)": "cholesky_inverse",
        "tensorflow.linalg.{}(input: x, name=None)": "logm sqrtm",
        "tensorflow.matrix_square_root(input: x, name=None)": "sqrtm",
    },
    square,
    FLOATING,
    "A square matrix for each.",
    "decompositions",
)
table(
    {
        "keras.ops.det(x)": "det",
        "tensorflow.linalg.det(input: x, name=None)": "det",
        "tensorflow.linalg.logdet(matrix: x, name=None)": "logdet",
        "numpy.linalg.det(a: x)": "det",
        "keras.ops.logdet(x)": "logdet",
    },
    matrix_to_scalar,
    FLOATING,
    "One number for each square matrix.",
    "decompositions",
)


@operation(
    "keras.ops.pinv(x, rcond=None)",
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
    "keras.ops.solve(a, b)",
    "keras.ops.solve_triangular(a, b, lower=False)",
    "tensorflow.linalg.solve(matrix: a, rhs: b, adjoint=False, name=None)",
    "numpy.linalg.solve(a, b)",
    dtype=SOLUTION,
    examples=("keras.ops.solve(float32[4, 4], float32[4, 2]) -> float32[4, 2]",),
)
def solve(arguments: Arguments) -> Shapes:
    """The solution of linear equations, one for each column of `b`."""
    left, right = arguments.shape("a"), arguments.shape("b")
    arguments.require_rank(left, at_least=2)
    if known_different(left[-1], left[-2]):
        raise Reject(AxisMismatch(len(left) - 1, left[-2], left[-1], left, "its matrices must be square"))
    a_vector = len(right) == (1 if arguments.library == "numpy" else len(left) - 1)
    if a_vector and arguments.library != "tensorflow":
        contract(left, len(left) - 1, right, len(right) - 1)
        return (*left[:-1],) if arguments.library == "numpy" else right
    if arguments.library == "numpy" and len(right) != len(left):
        return Unknown("the stacks of matrices are stretched")
    arguments.require_rank(right, exactly=len(left))
    contract(left, len(left) - 1, right, len(right) - 2)
    return right


@operation(
    "tensorflow.linalg.triangular_solve(matrix: a, rhs: b, lower=True, adjoint=False, name=None)",
    "tensorflow.linalg.cholesky_solve(chol: a, rhs: b, name=None)",
    dtype=SOLUTION,
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
    "keras.ops.qr(x, mode='reduced')",
    "tensorflow.linalg.qr(input: x, full_matrices=False, name=None)",
    "numpy.linalg.qr(a: x, mode='reduced')",
    dtype=(FLOATING, FLOATING),
    examples=("keras.ops.qr(float32[4, 3]) -> [float32[4, 3], float32[3, 3]]",),
)
def qr(arguments: Arguments) -> Shapes:
    """An orthogonal and a triangular matrix for each."""
    shape = matrices(arguments)
    rows, columns = shape[-2], shape[-1]
    whole = arguments.flag("full_matrices") or arguments["mode"] == "complete"
    inner: Size = rows if whole else minimum([rows, columns])
    if arguments["mode"] not in (None, "reduced", "complete"):
        return (*shape[:-2], inner, columns) if arguments["mode"] == "r" else Unknown("of another `mode`")
    return [(*shape[:-2], rows, inner), (*shape[:-2], inner, columns)]


@operation(
    "keras.ops.eigh(x)",
    "tensorflow.linalg.eigh(tensor: x, name=None)",
    "numpy.linalg.eigh(a: x, UPLO='L')",
    dtype=(FLOATING, FLOATING),
    examples=("tensorflow.linalg.eigh(float32[2, 4, 4]) -> [float32[2, 4], float32[2, 4, 4]]",),
)
def eigh(arguments: Arguments) -> Shapes:
    """The eigenvalues and eigenvectors of each square matrix."""
    shape = square(arguments)
    return [shape[:-1], shape]


@operation(
    "keras.ops.svd(x, full_matrices=True, compute_uv=True)",
    "tensorflow.linalg.svd(tensor: x, full_matrices=False, compute_uv=True, name=None)",
    "numpy.linalg.svd(a: x, full_matrices=True, compute_uv=True, hermitian=False)",
    dtype=FLOATING,
    examples=("tensorflow.linalg.svd(float32[4, 3]) -> [float32[3], float32[4, 3], float32[3, 3]]",),
)
def svd(arguments: Arguments) -> Shapes:
    """The singular values of each matrix, and its two orthogonal factors (tensorflow: s, u, v; else u, s, v)."""
    shape = matrices(arguments)
    rows, columns = shape[-2], shape[-1]
    inner = minimum([rows, columns])
    values = (*shape[:-2], inner)
    if not arguments.flag("compute_uv"):
        return values
    whole = arguments.flag("full_matrices")
    left = (*shape[:-2], rows, rows if whole else inner)
    if arguments.library != "tensorflow":
        return [left, values, (*shape[:-2], columns if whole else inner, columns)]
    return [values, left, (*shape[:-2], columns, columns if whole else inner)]


@operation(
    "keras.ops.matrix_rank(x, tol=None)",
    "tensorflow.linalg.matrix_rank(a: x, tol=None, validate_args=False, name=None)",
    "numpy.linalg.matrix_rank(A: x, tol=None, hermitian=False, *, rtol=None)",
    dtype=by_library(tensorflow=fixed("int32"), numpy=fixed("int64")),
)
def matrix_rank(arguments: Arguments) -> Shapes:
    """The rank of each matrix; to numpy anything else is one row."""
    shape = arguments.shape("x")
    if arguments.library == "numpy" and len(shape) < 2:
        return ()
    return matrices(arguments)[:-2]


def _complex(arguments: Arguments) -> DType:
    """The complex dtype of eigenvalues: of a real matrix they may be complex."""
    if arguments.library == "numpy":
        return Unknown("its dtype depends on the values")
    return as_complex(FLOATING(arguments))


@operation(
    "keras.ops.eig(x)",
    "tensorflow.[linalg.]eig(tensor: x, name=None)",
    "numpy.linalg.eig(a: x)",
    dtype=_complex,
    examples=("tensorflow.linalg.eig(float32[4, 4]) -> [complex64[4], complex64[4, 4]]",),
)
def eig(arguments: Arguments) -> Shapes:
    """The eigenvalues and eigenvectors of each square matrix, which may be complex."""
    return eigh(arguments)


def values_of_each(arguments: Arguments) -> Shapes:
    """As many values as each square matrix has rows."""
    return square(arguments)[:-1]


table(
    {"tensorflow.[linalg.]eigvals(tensor: x, name=None)": "eigvals", "numpy.linalg.eigvals(a: x)": "eigvals"},
    values_of_each,
    _complex,
    "The eigenvalues of each square matrix, which may be complex.",
    "decompositions",
)
table(
    {
        "tensorflow.linalg.eigvalsh(tensor: x, name=None)": "eigvalsh",
        "numpy.linalg.eigvalsh(a: x, UPLO='L')": "eigvalsh",
    },
    values_of_each,
    FLOATING,
    "The eigenvalues of each symmetric matrix.",
    "decompositions",
)


@operation(
    "numpy.linalg.svdvals(x, /)",
    dtype=FLOATING,
    examples=("numpy.linalg.svdvals(float64[4, 3]) -> float64[3]",),
)
def svdvals(arguments: Arguments) -> Shapes:
    """The singular values of each matrix."""
    shape = matrices(arguments)
    return (*shape[:-2], minimum([shape[-2], shape[-1]]))


@operation(
    "keras.ops.slogdet(x)",
    "tensorflow.linalg.slogdet(input: x, name=None)",
    "numpy.linalg.slogdet(a: x)",
    dtype=FLOATING,
    examples=("tensorflow.linalg.slogdet(float32[2, 4, 4]) -> [float32[2], float32[2]]",),
)
def slogdet(arguments: Arguments) -> Shapes:
    """The sign and the log of the determinant of each square matrix."""
    return [matrix_to_scalar(arguments)] * 2


@operation(
    "keras.ops.lu_factor(x)",
    "tensorflow.linalg.lu(input: x, output_idx_type: dtype='int32', name=None)",
    dtype=(FLOATING, requested(fixed("int32"))),
    examples=("tensorflow.linalg.lu(float32[4, 4]) -> [float32[4, 4], int32[4]]",),
)
def lu(arguments: Arguments) -> Shapes:
    """Both triangular factors in one matrix, and the order of its rows."""
    shape = square(arguments) if arguments.library == "tensorflow" else matrices(arguments)
    return [shape, (*shape[:-2], minimum([shape[-2], shape[-1]]))]


@operation(
    "keras.ops.lstsq(a, b, rcond=None)",
    "tensorflow.linalg.lstsq(matrix: a, rhs: b, l2_regularizer=0.0, fast=True, name=None)",
    dtype=SOLUTION,
    examples=("keras.ops.lstsq(float32[5, 3], float32[5, 2]) -> float32[3, 2]",),
)
def lstsq(arguments: Arguments) -> Shapes:
    """What solves linear equations best, one column for each of `b`."""
    left, right = arguments.shape("a"), arguments.shape("b")
    if arguments.library == "keras":
        arguments.require_rank(left, exactly=2)
        arguments.require_rank(right, exactly=(1, 2))
    else:
        arguments.require_rank(left, at_least=2)
        arguments.require_rank(right, exactly=len(left))
    columns = right[-1:] if len(right) == len(left) else ()
    contract(left, len(left) - 2, right, len(right) - 1 - len(columns))
    return (*left[:-2], left[-1], *columns)


@operation("numpy.linalg.lstsq(a, b, rcond=None)", dtype=(SOLUTION, SOLUTION, fixed("int32"), SOLUTION))
def lstsq_in_numpy(arguments: Arguments) -> Shapes:
    """What solves linear equations best, the rest, the rank and the singular values."""
    left, right = arguments.shape("a"), arguments.shape("b")
    arguments.require_rank(left, exactly=2)
    arguments.require_rank(right, exactly=(1, 2))
    contract(left, 0, right, 0)
    rest = Unknown("whether there is a rest depends on the values")
    return [(left[1], *right[1:]), rest, (), (minimum([left[0], left[1]]),)]


@operation(
    "tensorflow.linalg.expm(input: x, name=None)",
    dtype=FLOATING,
    examples=("tensorflow.linalg.expm(float32[4, 4]) -> float32[4, 4]",),
)
def expm(arguments: Arguments) -> Shapes:
    """The exponential of each square matrix."""
    if len(arguments.shape("x")) < 2:
        return Unknown("it is no matrix")
    return square(arguments)


@operation(
    "numpy.linalg.cond(x, p=None)",
    "numpy.linalg.matrix_norm(x, /, *, keepdims=False, ord='fro')",
    dtype=real_part(floating("x")),
    examples=("numpy.linalg.matrix_norm(float64[2, 4, 3]) -> float64[2]",),
)
def of_each_matrix(arguments: Arguments) -> Shapes:
    """One number for each matrix."""
    shape = matrices(arguments)
    kept = arguments["keepdims"] is not None and arguments.flag("keepdims")
    return reduce_axes(shape, (len(shape) - 2, len(shape) - 1), kept)


@operation(
    "tensorflow.linalg.eigh_tridiagonal(alpha: x, beta, eigvals_only=True, select='a', select_range=None, tol=None, "
    "name=None)",
    dtype=same("x"),
    examples=("tensorflow.linalg.eigh_tridiagonal(float32[5], float32[4]) -> float32[5]",),
)
def eigh_tridiagonal(arguments: Arguments) -> Shapes:
    """The eigenvalues of a matrix that its diagonal and the one beside it give, and on demand its eigenvectors."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    if arguments["select"] not in ("a", 0):
        return SOME if arguments.flag("eigvals_only") else [SOME, SOME]
    return shape if arguments.flag("eigvals_only") else [shape, (*shape, shape[-1])]
