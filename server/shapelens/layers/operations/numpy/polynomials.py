"""Polynomials as vectors of their coefficients, and products of vectors: numpy's own."""

from __future__ import annotations

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, promoted, promoted_list, requested, unverified
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import Undetermined
from shapelens.layers.operations.numpy.elementwise import broadcast_all, table
from shapelens.layers.operations.numpy.products import contract
from shapelens.shapes.expressions import Size, maximum
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown

TRIMMED = "zeros in front are left away"


def _coefficients(arguments: Arguments, name: str) -> Size:
    shape = arguments.shape(name)
    if len(shape) > 1:
        raise Undetermined(Unknown("its coefficients are no vector"))
    return shape[0] if shape else 1


@operation("numpy.polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False)", dtype=fixed("float64"))
def polyfit(arguments: Arguments) -> Shapes:
    """The coefficients of the polynomial that fits best, one column for each of `y`."""
    places, values, degree = arguments.shape("x"), arguments.shape("y"), arguments["deg"]
    arguments.require_rank(places, exactly=1)
    arguments.require_rank(values, exactly=(1, 2))
    contract(places, 0, values, 0)
    if arguments["full"] or arguments["cov"] or not isinstance(degree, int):
        return Unknown("more than the coefficients is asked for")
    return (arguments.integer("deg", minimum=0) + 1, *values[1:])


@operation(
    "numpy.polyval(p, x)",
    dtype=promoted("p", "x"),
    examples=("numpy.polyval(float64[3], float64[4, 5]) -> float64[4, 5]",),
)
def polyval(arguments: Arguments) -> Shapes:
    """The value of a polynomial at each element."""
    return broadcast_all([arguments.shape("p")[1:], arguments.operand("x").shape])


@operation(
    "tensorflow.math.polyval(coeffs, x, name=None)",
    dtype=promoted("x"),
    examples=("tensorflow.math.polyval([1.0, 2.0], float32[4]) -> float32[4]",),
)
def polyval_of_list(arguments: Arguments) -> Shapes:
    """The value of a polynomial at each element; its coefficients are tensors in a list."""
    shapes = [operand.shape for operand in arguments.several("coeffs")]
    return broadcast_all([arguments.operand("x").shape, *shapes]) if shapes else Unknown("it has no coefficients")


def of_sum(arguments: Arguments) -> Shapes:
    """As many coefficients as the longer has."""
    return (maximum([_coefficients(arguments, "a1"), _coefficients(arguments, "a2")]),)


table(
    {"numpy.{}(a1, a2)": "polyadd polysub"},
    of_sum,
    promoted("a1", "a2"),
    "The coefficients of a sum.",
    "polynomials",
)


@operation("numpy.polymul(a1, a2)", "numpy.roots(p: a1)", "numpy.poly(seq_of_zeros: a1)", dtype=unverified(TRIMMED))
def of_some_length(_: Arguments) -> Shapes:
    """Coefficients or roots: how many is not known."""
    return (Unknown(TRIMMED),)


def inner_vectors(arguments: Arguments) -> Shapes:
    """Vectors times vectors, matrices times vectors, or vectors times matrices, over their last axes."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    kind = arguments.declaration.name
    ranks = {"vecdot": (1, 1), "matvec": (2, 1), "vecmat": (1, 2)}[kind]
    for shape, rank in zip((left, right), ranks, strict=True):
        arguments.require_rank(shape, at_least=rank)
    contract(left, len(left) - 1, right, len(right) - ranks[1])
    before: Dims = broadcast_shapes(left[: len(left) - ranks[0]], right[: len(right) - ranks[1]])
    rows = left[-2:-1] if ranks[0] == 2 else ()
    return (*before, *rows, *(right[-1:] if ranks[1] == 2 else ()))


table(
    {
        "numpy.{}(x1, x2, /, out=None, *, casting='same_kind', order='K', dtype=None, subok=True, **kwargs)": """matvec
            vecdot vecmat"""
    },
    inner_vectors,
    requested(promoted("x1", "x2")),
    "Products of stacks of vectors and matrices.",
    "polynomials",
)


@operation("numpy.linalg.vecdot(x1, x2, /, *, axis=-1)", dtype=promoted_list("x1", "x2"))
def vecdot(arguments: Arguments) -> Shapes:
    """Vectors times vectors, over one axis."""
    if arguments["axis"] != -1:
        return Unknown("another axis is summed over")
    left, right = arguments.shape("x1"), arguments.shape("x2")
    for shape in (left, right):
        arguments.require_rank(shape, at_least=1)
    contract(left, len(left) - 1, right, len(right) - 1)
    return broadcast_shapes(left[:-1], right[:-1])


@operation("numpy.polyder(p, m=1)", dtype=unverified("it depends on the coefficients"))
def polyder(arguments: Arguments) -> Shapes:
    """The coefficients of a derivative."""
    return (maximum([_coefficients(arguments, "p") - arguments.integer("m", minimum=0), 0]),)


@operation("numpy.polyint(p, m=1, k=None)", dtype=unverified("it depends on the coefficients"))
def polyint(arguments: Arguments) -> Shapes:
    """The coefficients of an integral."""
    return (_coefficients(arguments, "p") + arguments.integer("m", minimum=0),)


@operation("numpy.polydiv(u, v)", dtype=unverified(TRIMMED))
def polydiv(_: Arguments) -> Shapes:
    """The coefficients of a quotient and a rest: how many is not known."""
    return [(Unknown(TRIMMED),), (Unknown(TRIMMED),)]
