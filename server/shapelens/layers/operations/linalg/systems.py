"""What is given in parts: factored, banded or tridiagonal matrices (`tf.linalg`), and moments from sums (`tf.nn`)."""

from __future__ import annotations

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import promoted, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.linalg.matrices import square
from shapelens.layers.operations.numpy.elementwise import broadcast_all
from shapelens.layers.operations.numpy.products import contract
from shapelens.layers.operations.numpy.reductions import reduce_axes
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown


@operation(
    "tensorflow.linalg.lu_reconstruct(lower_upper: x, perm, validate_args=False, name=None)",
    "tensorflow.linalg.lu_matrix_inverse(lower_upper: x, perm, validate_args=False, name=None)",
    dtype=same("x"),
    examples=("tensorflow.linalg.lu_reconstruct(float32[1, 1], int32[1]) -> float32[1, 1]",),
)
def from_factors(arguments: Arguments) -> Shapes:
    """The matrix that was factored, or its inverse."""
    shape, order = square(arguments), arguments.shape("perm")
    arguments.require_rank(order, exactly=len(shape) - 1)
    contract(shape, len(shape) - 1, order, len(order) - 1)
    return shape


@operation(
    "tensorflow.linalg.lu_solve(lower_upper: x, perm, rhs, validate_args=False, name=None)",
    dtype=promoted("x", "rhs"),
    examples=("tensorflow.linalg.lu_solve(float32[4, 4], int32[4], float32[4, 2]) -> float32[4, 2]",),
)
def solve_factored(arguments: Arguments) -> Shapes:
    """The solution of linear equations whose matrix is factored."""
    shape, right = square(arguments), arguments.shape("rhs")
    arguments.require_rank(right, at_least=2)
    contract(shape, len(shape) - 1, right, len(right) - 2)
    return (*broadcast_shapes(shape[:-2], right[:-2]), *right[-2:])


def _side(arguments: Arguments, name: str, lead: Dims, rows: Size) -> Shapes:
    """The shape of the right side `name`: stacks of matrices with as many rows as the matrix, or vectors."""
    right = arguments.shape(name)
    if len(right) == len(lead) + 1:
        contract((rows,), 0, right, len(right) - 1)
        return right
    arguments.require_rank(right, exactly=len(lead) + 2)
    contract((rows,), 0, right, len(right) - 2)
    return right


@operation(
    "tensorflow.linalg.tridiagonal_solve(diagonals, rhs, diagonals_format='compact', transpose_rhs=False, "
    "conjugate_rhs=False, name=None, partial_pivoting=True, perturb_singular=False)",
    dtype=promoted("diagonals", "rhs"),
    examples=("tensorflow.linalg.tridiagonal_solve(float32[3, 5], float32[5, 2]) -> float32[5, 2]",),
)
def tridiagonal_solve(arguments: Arguments) -> Shapes:
    """The solution of linear equations whose matrix has three diagonals, one row each."""
    shape = arguments.shape("diagonals")
    if arguments["diagonals_format"] != "compact" or arguments.flag("transpose_rhs"):
        return Unknown("the diagonals or the right side are given in another form")
    arguments.require_rank(shape, at_least=2)
    contract((3,), 0, shape, len(shape) - 2)
    return _side(arguments, "rhs", shape[:-2], shape[-1])


@operation(
    "tensorflow.linalg.tridiagonal_matmul(diagonals, rhs, diagonals_format='compact', name=None)",
    dtype=promoted("diagonals", "rhs"),
    examples=("tensorflow.linalg.tridiagonal_matmul(float32[3, 5], float32[5, 2]) -> float32[5, 2]",),
)
def tridiagonal_matmul(arguments: Arguments) -> Shapes:
    """The product of a matrix with three diagonals, one row each, and another matrix."""
    shape = arguments.shape("diagonals")
    if arguments["diagonals_format"] != "compact":
        return Unknown("the diagonals are given in another form")
    arguments.require_rank(shape, at_least=2)
    contract((3,), 0, shape, len(shape) - 2)
    right = arguments.shape("rhs")
    arguments.require_rank(right, exactly=len(shape))
    contract(shape, len(shape) - 1, right, len(right) - 2)
    return right


@operation(
    "tensorflow.linalg.banded_triangular_solve(bands, rhs, lower=True, adjoint=False, name=None)",
    dtype=promoted("bands", "rhs"),
    examples=("tensorflow.linalg.banded_triangular_solve(float32[2, 5], float32[5, 2]) -> float32[5, 2]",),
)
def banded_solve(arguments: Arguments) -> Shapes:
    """The solution of linear equations whose matrix is triangular and given by its bands, one row each."""
    shape, right = arguments.shape("bands"), arguments.shape("rhs")
    for each in (shape, right):
        arguments.require_rank(each, at_least=2)
    if len(shape) != len(right):
        return Unknown("the stacks of matrices are stretched")
    contract(shape, len(shape) - 1, right, len(right) - 2)
    return (*broadcast_shapes(shape[:-2], right[:-2]), *right[-2:])


@operation(
    "numpy.linalg.tensorsolve(a, b, axes=None)",
    dtype=promoted("a", "b"),
    examples=("numpy.linalg.tensorsolve(float64[4, 4], float64[4]) -> float64[4]",),
)
def tensorsolve(arguments: Arguments) -> Shapes:
    """What the tensor `a` makes `b` of: the axes of `a` behind those of `b`."""
    if arguments["axes"] is not None:
        return Unknown("the axes are moved first")
    left, right = arguments.shape("a"), arguments.shape("b")
    arguments.require_rank(left, at_least=len(right))
    return left[len(right) :]


@operation(
    "tensorflow.nn.normalize_moments(counts, mean_ss, variance_ss, shift, name=None)",
    dtype=(promoted("mean_ss"), promoted("variance_ss")),
    examples=(
        "tensorflow.nn.normalize_moments(float32[()], float32[3], float32[3], None) -> [float32[3], float32[3]]",
    ),
)
def normalize_moments(arguments: Arguments) -> Shapes:
    """Mean and variance from sums."""
    given = {name: arguments.operand(name).shape for name in ("counts", "mean_ss", "variance_ss")}
    shift = [operand.shape for operand in arguments.operands("shift")]
    mean = broadcast_all([given["mean_ss"], given["counts"]])
    return [broadcast_all([mean, *shift]), broadcast_all([given["variance_ss"], given["counts"], mean])]


@operation(
    "tensorflow.nn.sufficient_statistics(x, axes, shift=None, keepdims=False, name=None)",
    dtype=same("x"),
    examples=(
        (
            "tensorflow.nn.sufficient_statistics(float32[4, 3], [0], 0.0)"
            " -> [float32[()], float32[3], float32[3], float32[()]]"
        ),
    ),
)
def sufficient_statistics(arguments: Arguments) -> Shapes:
    """How many elements there are over axes, their sum and that of their squares, and what was taken off them."""
    shape = arguments.shape("x")
    sums = reduce_axes(shape, arguments.axes("axes", len(shape)), arguments.flag("keepdims"))
    shift = arguments.operands("shift")
    return [(), sums, sums, shift[0].shape if shift else Unknown("nothing is taken off")]
