"""Element-wise operations: tables of functions that share a signature, under the kind of dtype they give.

A unary function keeps the shape; a binary one broadcasts two. `{}` in a signature stands for each name of its list.
Activations have a file of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.operations.core.numbers import of_number, of_two
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import (
    DTypeRule,
    averaged,
    by_library,
    fixed,
    floating,
    logical_or_bitwise,
    promoted,
    quotient,
    requested,
    same,
    unless,
)
from shapelens.layers.operations.framework.promotion import BOOLEAN, INTEGERS, is_complex
from shapelens.layers.operations.framework.registry import ShapeRule, Shapes, operation
from shapelens.layers.operations.framework.values import DType
from shapelens.shapes.tensors import Dims, Shape
from shapelens.shapes.unknown import Unknown

UFUNC1 = "numpy.{}(x, /, out=None, **ufunc)"
UFUNC2 = "numpy.{}(x1, x2, /, out=None, **ufunc)"
TF1 = "tensorflow.[math.]{}(x, name=None)"
TF_MATH1 = "tensorflow.math.{}(x, name=None)"
TF2 = "tensorflow.[math.]{}(x: x1, y: x2, name=None)"
TF_MATH2 = "tensorflow.math.{}(x: x1, y: x2, name=None)"


def table(
    entries: Mapping[str, str],
    rule: ShapeRule,
    dtype: DTypeRule,
    documentation: str,
    family: str = "elementwise",
    *,
    several: bool = False,
) -> None:
    """Register every name of every line of a table under one rule."""
    for signature, names in entries.items():
        for name in names.split():
            register = operation(
                signature.replace("{}", name), dtype=dtype, name=name, documentation=documentation, family=family,
                several=several,
            )  # fmt: skip
            register(rule)


def shape_of_x(arguments: Arguments) -> Shapes:
    """The shape of the operand `x`; of a plain number, the number that the function gives."""
    number = of_number(arguments.declaration.name, arguments["x"], arguments["decimals"])
    return arguments.operand("x").shape if number is None else number


def broadcast_of_two(arguments: Arguments) -> Shapes:
    """The shape that `x1` and `x2` broadcast to; of plain numbers and sizes, what the function gives."""
    value = of_two(arguments.declaration.name, arguments["x1"], arguments["x2"])
    if value is not None:
        return value
    return broadcast_all([arguments.operand("x1").shape, arguments.operand("x2").shape])


def broadcast_all(shapes: Iterable[Shape]) -> Shape:
    """The shape that several broadcast to; unknown as soon as one of them is."""
    result: Dims = ()
    for shape in shapes:
        if isinstance(shape, Unknown):
            return shape
        result = broadcast_shapes(result, shape)
    return result


table(
    {
        "keras.ops.{}(x)": """arccos arccosh arcsin arcsinh arctan arctanh ceil cos cosh exp exp2 expm1 fabs floor log
            log10 log1p log2 reciprocal sin sinc sinh sqrt tan tanh""",
        TF1: "acos acosh asin asinh atan atanh cos cosh exp sin sinh sqrt tan tanh",
        TF_MATH1: """bessel_i0 bessel_i0e bessel_i1 bessel_i1e digamma erf erfc erfcinv erfinv expm1 lgamma log log1p
            ndtri rsqrt reciprocal_no_nan""",
        "tensorflow.nn.{}(x, name=None)": "tanh",
        "keras.backend.{}(x)": "cos exp log sin sqrt tanh",
        UFUNC1: """acos acosh arccos arccosh arcsin arcsinh arctan arctanh asin asinh atan atanh cbrt cos cosh deg2rad
            degrees exp exp2 expm1 fabs log log10 log1p log2 rad2deg radians rint sin sinh sqrt tan tanh""",
    },
    shape_of_x,
    requested(floating("x")),
    "Element by element; integers become floating.",
)
table(
    {"keras.ops.{}(x)": "cbrt deg2rad erf erfc erfinv i0 rad2deg rsqrt"},
    shape_of_x,
    unless(floating("x"), "x", INTEGERS),
    "Element by element; integers become floating.",
)
table(
    {
        "keras.ops.{}(x)": "abs absolute conj conjugate copy negative sign square trunc",
        "keras.ops.stop_gradient(variable: x)": "stop_gradient",
        "keras.ops.round(x, decimals=0)": "round",
        TF1: "abs floor negative round sign square",
        TF_MATH1: "ceil conj reciprocal rint",
        "tensorflow.{}(input: x, name=None)": "identity stop_gradient",
        "keras.backend.{}(x)": "abs round sign square",
        "keras.backend.stop_gradient(variables: x)": "stop_gradient",
        "numpy.fix(x, out=None)": "fix",
        UFUNC1: "absolute abs ceil conj conjugate floor negative positive reciprocal sign square trunc",
        "numpy.{}(a: x, decimals=0, out=None)": "round around",
        "tensor.{}(x, decimals=0, out=None)": "round",
        "keras.ops.nan_to_num(x, nan=0.0, posinf=None, neginf=None)": "nan_to_num",
        "numpy.nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None)": "nan_to_num",
        "tensor.{}(x)": "conj conjugate",
    },
    shape_of_x,
    requested(unless(same("x"), "x", BOOLEAN)),
    "Element by element.",
)
table(
    {
        "keras.ops.{}(x)": "isfinite isinf isnan isneginf isposinf isreal logical_not signbit",
        "tensorflow.math.{}(x, name=None)": "is_finite is_inf is_nan",
        TF1: "logical_not",
        UFUNC1: "isfinite isinf isnan logical_not signbit",
        "numpy.{}(x, out=None)": "isneginf isposinf",
        "numpy.{}(x)": "iscomplex isreal",
        "keras.ops.isin(x1: x, x2, assume_unique=False, invert=False)": "isin",
        "numpy.isin(element: x, test_elements: x2, assume_unique=False, invert=False, *, kind=None)": "isin",
    },
    shape_of_x,
    fixed("bool"),
    "Element by element, true or false.",
)
table(
    {
        "keras.ops.{}(x1, x2)": "add fmax fmin floor_divide maximum minimum multiply subtract",
        TF2: "add maximum minimum multiply pow subtract",
        TF_MATH2: "floordiv floormod mod squared_difference",
        "tensorflow.{}(x: x1, y: x2, name=None)": "truncatediv truncatemod",
        "keras.backend.{}(x: x1, y: x2)": "maximum minimum",
        "keras.backend.pow(x: x1, a: x2)": "pow",
        UFUNC2: "add fmax fmin maximum minimum multiply subtract",
        "operator.{}(a: x1, b: x2, /)": "add mul sub",
    },
    broadcast_of_two,
    requested(promoted("x1", "x2")),
    "Element by element, with broadcasting.",
)
table(
    {
        "keras.ops.{}(x1, x2)": "power",
        UFUNC2: "floor_divide fmod gcd lcm mod pow power remainder",
        "operator.{}(a: x1, b: x2, /)": "floordiv mod pow",
    },
    broadcast_of_two,
    requested(unless(promoted("x1", "x2"), "x1 x2", BOOLEAN)),
    "Element by element, with broadcasting.",
)
table(
    {"keras.ops.{}(x1, x2)": "fmod gcd lcm mod"},
    broadcast_of_two,
    by_library(),
    "Element by element, with broadcasting.",
)
table(
    {
        "keras.ops.{}(x1, x2)": "divide ldexp true_divide",
        TF2: "divide truediv",
        UFUNC2: "divide true_divide",
        "operator.{}(a: x1, b: x2, /)": "truediv",
    },
    broadcast_of_two,
    requested(quotient("x1", "x2")),
    "The quotient, element by element, with broadcasting.",
)
table(
    {
        "keras.ops.{}(x1, x2)": "divide_no_nan",
        "tensorflow.[math.]atan2(y: x1, x: x2, name=None)": "atan2",
        TF_MATH2: "divide_no_nan multiply_no_nan xdivy xlog1py xlogy",
        "tensorflow.math.nextafter(x1, x2, name=None)": "nextafter",
        "tensorflow.realdiv(x: x1, y: x2, name=None)": "realdiv",
        UFUNC2: "arctan2 atan2 copysign hypot logaddexp logaddexp2 nextafter",
        "tensorflow.math.{}(a: x1, x: x2, name=None)": "igamma igammac",
        "tensorflow.math.polygamma(a: x1, x: x2, name=None)": "polygamma",
        "tensorflow.math.zeta(x: x1, q: x2, name=None)": "zeta",
    },
    broadcast_of_two,
    requested(floating("x1", "x2")),
    "Element by element, with broadcasting; integers become floating.",
)
table(
    {"keras.ops.{}(x1, x2)": "arctan2 heaviside hypot logaddexp logaddexp2 nextafter", UFUNC2: "heaviside"},
    broadcast_of_two,
    by_library(),
    "Element by element, with broadcasting; integers become floating.",
)
table(
    {
        "keras.ops.{}(x1, x2)": """equal greater greater_equal less less_equal logical_and logical_or logical_xor
            not_equal""",
        "keras.ops.isclose(x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False)": "isclose",
        TF2: "equal greater greater_equal less less_equal logical_and logical_or not_equal",
        "tensorflow.math.logical_xor(x: x1, y: x2, name='LogicalXor')": "logical_xor",
        "keras.backend.{}(x: x1, y: x2)": "equal greater greater_equal less less_equal not_equal",
        UFUNC2: "equal greater greater_equal less less_equal logical_and logical_or logical_xor not_equal",
        "numpy.isclose(a: x1, b: x2, rtol=1e-05, atol=1e-08, equal_nan=False)": "isclose",
        "operator.{}(a: x1, b: x2, /)": "eq ge gt le lt ne",
    },
    broadcast_of_two,
    fixed("bool"),
    "A comparison, element by element, with broadcasting.",
)
table(
    {
        "keras.ops.{}(x: x1, y: x2)": "bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor",
        "keras.ops.{}_shift(x: x1, y: x2)": "left right",
        UFUNC2: """bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor left_shift
            right_shift""",
        "tensorflow.bitwise.{}(x: x1, y: x2, name=None)": """bitwise_and bitwise_or bitwise_xor left_shift
            right_shift""",
    },
    broadcast_of_two,
    requested(promoted("x1", "x2")),
    "Bit by bit, with broadcasting.",
)
table(
    {"operator.{}(a: x1, b: x2, /)": "and_ or_ xor"},
    broadcast_of_two,
    logical_or_bitwise("x1", "x2"),
    "Bit by bit, with broadcasting: of truth values, the truth of both.",
)
table(
    {"operator.{}(a: x, /)": "invert"},
    shape_of_x,
    logical_or_bitwise("x"),
    "Bit by bit: of truth values, the opposite.",
)
table(
    {
        "keras.ops.{}(x)": "bitwise_invert bitwise_not",
        UFUNC1: "bitwise_invert bitwise_not invert",
        "tensorflow.bitwise.invert(x, name=None)": "invert",
        "operator.{}(a: x, /)": "neg pos",
    },
    shape_of_x,
    requested(same("x")),
    "Element by element.",
)


def _widest(arguments: Arguments) -> DType:
    dtype = promoted("x1", "x2")(arguments)
    if isinstance(dtype, Unknown):
        return dtype
    return "complex128" if is_complex(dtype) else "float64"


table(
    {UFUNC2: "float_power"},
    broadcast_of_two,
    requested(_widest),
    "A power, element by element, with broadcasting, in 64 bits.",
)
table({"numpy.{}(x)": "i0 sinc"}, shape_of_x, averaged("x"), "Element by element; integers become floating.")
table({UFUNC1: "spacing"}, shape_of_x, requested(floating("x")), "How far the next number is.")
table({UFUNC1: "bitwise_count"}, shape_of_x, requested(fixed("uint8")), "How many bits of each element are set.")
table({UFUNC2: "ldexp"}, broadcast_of_two, requested(floating("x1")), "Each element times a power of two.")
table(
    {"numpy.piecewise(x, condlist, funclist, *args, **kw)": "piecewise"},
    shape_of_x,
    same("x"),
    "Another function for the elements of each condition.",
)
