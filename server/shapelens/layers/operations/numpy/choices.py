"""Element-wise operations beyond one or two operands: clip, where, select, sums of many, results in two parts."""

from __future__ import annotations

from shapelens.layers.framework.problems import MissingArgument, NotBroadcastable, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import (
    fixed,
    floating,
    promoted,
    promoted_list,
    requested,
    same,
    unless,
    unverified,
)
from shapelens.layers.operations.framework.promotion import BOOLEAN
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME, DType
from shapelens.layers.operations.numpy.elementwise import broadcast_all, broadcast_of_two, table
from shapelens.shapes.tensors import known_different


@operation(
    "keras.ops.clip(x, x_min, x_max)",
    "tensorflow.clip_by_value(t: x, clip_value_min: x_min, clip_value_max: x_max, name=None)",
    "keras.backend.clip(x, min_value: x_min, max_value: x_max)",
    "numpy.clip(a: x, a_min: x_min=None, a_max: x_max=None, out=None, *, min=None, max=None, **kwargs)",
    "tensor.clip(x, min: x_min=None, max: x_max=None, out=None, **kwargs)",
    dtype=unless(same("x"), "x", BOOLEAN),
    examples=("keras.ops.clip(float32[None, 8], 0, 1) -> float32[None, 8]",),
)
def clip(arguments: Arguments) -> Shapes:
    """Every element between two bounds, which broadcast."""
    if arguments.library == "numpy" and arguments["min"] is None and arguments["max"] is None:
        missing = [name for name in ("x_min", "x_max") if name not in arguments.given]
        if len(missing) == 1:
            raise Reject(MissingArgument(arguments.declaration.written(missing[0])))
    bounds = [operand.shape for operand in arguments.operands("x_min", "x_max")]
    return broadcast_all([arguments.operand("x").shape, *bounds])


def _picked_dtype(arguments: Arguments) -> DType:
    """That of what is picked; of places, as each library counts."""
    if arguments["x1"] is None or arguments["x2"] is None:
        return "int32" if arguments.library == "keras" else "int64"
    return promoted("x1", "x2")(arguments)


@operation(
    "keras.ops.where(condition, x1=None, x2=None)",
    "tensorflow.where(condition, x: x1=None, y: x2=None, name=None)",
    "numpy.where(condition, x: x1=None, y: x2=None, /)",
    dtype=_picked_dtype,
    examples=("keras.ops.where(bool[None, 8], float32[None, 8], 0.0) -> float32[None, 8]",),
)
def where(arguments: Arguments) -> Shapes:
    """One of two, element by element, with broadcasting; without them, the places where the condition holds."""
    if arguments["x1"] is None or arguments["x2"] is None:
        rank = len(arguments.shape("condition"))
        if arguments.library == "tensorflow":
            return (SOME, rank)
        return [(SOME,)] * rank if rank else SOME
    return broadcast_all(arguments.operand(name).shape for name in ("condition", "x1", "x2"))


@operation(
    "tensorflow.[math.]add_n(inputs: xs, name=None)",
    "tensorflow.math.accumulate_n(inputs: xs, shape=None, tensor_dtype=None, name=None)",
    dtype=promoted_list("xs"),
    examples=("tensorflow.add_n([float32[2, 3], float32[2, 3]]) -> float32[2, 3]",),
)
def add_n(arguments: Arguments) -> Shapes:
    """The sum of tensors of one shape."""
    shapes = arguments.shapes("xs")
    for shape in shapes[1:]:
        pairs = zip(shapes[0], shape, strict=False)
        different = next((pair for pair in pairs if known_different(*pair)), (len(shapes[0]), len(shape)))
        if known_different(*different):
            raise Reject(NotBroadcastable(shapes[0], shape, *different))
    return broadcast_all(shapes)


@operation(
    "keras.backend.switch(condition, then_expression: x1, else_expression: x2)",
    dtype=promoted("x1", "x2"),
    examples=("keras.backend.switch(bool[4], float32[4], float32[4]) -> float32[4]",),
)
def switch(arguments: Arguments) -> Shapes:
    """One of two of the same shape, as a whole or row by row."""
    return arguments.shape("x1")


@operation(
    "keras.ops.select(condlist, choicelist, default=0)",
    "numpy.select(condlist, choicelist, default=0)",
    dtype=unverified("one of several"),
)
def select(arguments: Arguments) -> Shapes:
    """One of several, element by element, with broadcasting: the first whose condition holds."""
    every = [*arguments.several("condlist"), *arguments.several("choicelist"), arguments.operand("default")]
    return broadcast_all(operand.shape for operand in every)


@operation(
    "tensorflow.math.betainc(a, b, x, name=None)",
    dtype=floating("a", "b", "x"),
    examples=("tensorflow.math.betainc(float32[4], float32[4], float32[4]) -> float32[4]",),
)
def betainc(arguments: Arguments) -> Shapes:
    """The incomplete beta function, element by element."""
    return broadcast_all(operand.shape for operand in arguments.operands("a", "b", "x"))


@operation(
    "tensorflow.[math.]scalar_mul(scalar: x1, x: x2, name=None)",
    dtype=promoted("x1", "x2"),
    examples=("tensorflow.math.scalar_mul(2.0, float32[4, 3]) -> float32[4, 3]",),
)
def scalar_mul(arguments: Arguments) -> Shapes:
    """Every element times one number."""
    arguments.require_rank(arguments.shape("x1"), exactly=0)
    return arguments.operand("x2").shape


def two_parts(arguments: Arguments) -> Shapes:
    """Two results for each element."""
    return [arguments.operand("x").shape] * 2


table(
    {"numpy.{}(x, /, out=(None, None), **ufunc)": "frexp modf"},
    two_parts,
    unverified("two parts"),
    "Two parts of each element.",
)


@operation(
    "numpy.divmod(x1, x2, /, out=(None, None), **ufunc)",
    dtype=requested(unless(promoted("x1", "x2"), "x1 x2", BOOLEAN)),
)
def divmod_of_two(arguments: Arguments) -> Shapes:
    """The quotient and the remainder, element by element, with broadcasting."""
    return [broadcast_all([arguments.operand("x1").shape, arguments.operand("x2").shape])] * 2


def one_truth(arguments: Arguments) -> Shapes:
    """One truth value for two tensors."""
    broadcast_of_two(arguments)
    return ()


table(
    {
        "keras.ops.allclose(x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False)": "allclose",
        "numpy.allclose(a: x1, b: x2, rtol=1e-05, atol=1e-08, equal_nan=False)": "allclose",
    },
    one_truth,
    fixed("bool"),
    "Whether two tensors, which broadcast, are close everywhere.",
)


@operation(
    "numpy.array_equal(a1: x1, a2: x2, equal_nan=False)", "numpy.array_equiv(a1: x1, a2: x2)", dtype=fixed("bool")
)
def array_equal(_: Arguments) -> Shapes:
    """Whether two arrays are equal, their shapes too."""
    return ()
