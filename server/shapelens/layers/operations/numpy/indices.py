"""Places as arrays: triangles, diagonals and grids of indices, and flat places against places of several axes."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import by_library, fixed, promoted_list, requested, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import Operand, Undetermined, as_operand
from shapelens.layers.operations.numpy.elementwise import broadcast_all, table
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown

LARGEST = 5_000


@operation(
    "numpy.indices(dimensions, dtype='int', sparse=False)",
    dtype=requested(fixed("int64")),
    examples=("numpy.indices((2, 3)) -> int64[2, 2, 3]",),
)
def indices(arguments: Arguments) -> Shapes:
    """The place of each element of a grid, one array for each axis."""
    shape = arguments.new_shape("dimensions")
    if not arguments.flag("sparse"):
        return (len(shape), *shape)
    return [tuple(size if place == axis else 1 for place in range(len(shape))) for axis, size in enumerate(shape)]


def _triangle(rows: Size, columns: Size, shift: int, *, upper: bool) -> Size:
    """How many places are below a diagonal, or above it."""
    if not isinstance(rows, int) or not isinstance(columns, int) or max(rows, columns) > LARGEST:
        return Unknown("the size of the triangle is not a number that is followed")
    below = sum(min(max(row + shift + (0 if upper else 1), 0), columns) for row in range(rows))
    return rows * columns - below if upper else below


def triangle_indices(arguments: Arguments) -> Shapes:
    """The rows and the columns of the places below or above a diagonal."""
    if arguments["x"] is not None:
        shape = arguments.shape("x")
        arguments.require_rank(shape, exactly=2)
        rows, columns = shape
    else:
        rows = arguments.integer("n", minimum=0)
        columns = rows if arguments["m"] is None else arguments.integer("m", minimum=0)
    count = _triangle(rows, columns, arguments.number("k"), upper="triu" in arguments.declaration.name)
    return [(count,), (count,)]


table(
    {
        "numpy.{}(n, k=0, m=None)": "tril_indices triu_indices",
        "numpy.{}(arr: x, k=0)": "tril_indices_from triu_indices_from",
    },
    triangle_indices,
    fixed("int64"),
    "The rows and the columns of the places below or above a diagonal.",
    "indices",
)


@operation(
    "numpy.diag_indices(n, ndim=2)",
    dtype=fixed("int64"),
    examples=("numpy.diag_indices(3) -> [int64[3], int64[3]]",),
)
def diag_indices(arguments: Arguments) -> Shapes:
    """The places on the diagonal, axis by axis."""
    count = arguments.number("ndim")
    if not 0 <= count <= 64:
        raise Undetermined(Unknown("the number of axes is not followed"))
    return [(arguments.integer("n", minimum=0),)] * count


@operation(
    "numpy.ix_(*args: xs)",
    dtype=promoted_list("xs"),
    examples=("numpy.ix_(int64[3], int64[4]) -> [int64[3, 1], int64[1, 4]]",),
    several=True,
)
def ix(arguments: Arguments) -> Shapes:
    """Vectors as the axes of a grid."""
    vectors = [_vector(arguments, as_operand(value)) for value in arguments["xs"]]
    count = len(vectors)
    return [(*(1,) * place, size, *(1,) * (count - place - 1)) for place, size in enumerate(vectors)]


def _vector(arguments: Arguments, operand: Operand) -> Size:
    if isinstance(operand.shape, Unknown) or operand.dtype == "bool":
        return operand.shape if isinstance(operand.shape, Unknown) else Unknown("it depends on which are true")
    arguments.require_rank(operand.shape, exactly=1)
    return operand.shape[0]


@operation(
    "keras.ops.unravel_index(indices, shape)",
    "numpy.unravel_index(indices, shape, order='C')",
    dtype=by_library(keras=same("indices"), numpy=fixed("int64")),
    examples=("keras.ops.unravel_index(int32[4], (2, 3)) -> [int32[4], int32[4]]",),
    several=True,
)
def unravel_index(arguments: Arguments) -> Shapes:
    """Flat places as places of several axes, one array for each axis."""
    return [arguments.operand("indices").shape] * len(arguments.sizes("shape"))


@operation(
    "tensorflow.unravel_index(indices, dims: shape, name=None)",
    dtype=same("indices"),
    examples=("tensorflow.unravel_index(int32[4], [2, 3]) -> int32[2, 4]",),
)
def unravel_index_as_one(arguments: Arguments) -> Shapes:
    """Flat places as places of several axes, one row for each axis."""
    places: Dims = arguments.shape("indices")
    arguments.require_rank(places, exactly=(0, 1))
    return (len(arguments.sizes("shape")), *places)


@operation(
    "numpy.ravel_multi_index(multi_index, dims, mode='raise', order='C')",
    dtype=fixed("int64"),
)
def ravel_multi_index(arguments: Arguments) -> Shapes:
    """Places of several axes as flat places."""
    return broadcast_all(operand.shape for operand in arguments.several("multi_index"))
