"""Reductions over axes: sums, means, extremes, truth, norms; and what runs along an axis without reducing it."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import (
    DTypeRule,
    averaged,
    by_library,
    fixed,
    floating,
    real_part,
    requested,
    same,
    summed,
    unverified,
)
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import DType, known_sizes
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.shapes.expressions import product
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown

KERAS = "keras.ops.{}(x, axis=None, keepdims=False)"
TF = "tensorflow.[math.]reduce_{}(input_tensor: x, axis=None, keepdims=False, name=None)"
TF_MATH = "tensorflow.math.reduce_{}(input_tensor: x, axis=None, keepdims=False, name=None)"
BACKEND = "keras.backend.{}(x, axis=None, keepdims=False)"


def reduced(arguments: Arguments) -> Shapes:
    """Without the axes `axis` (all where none is given); with size 1 there under `keepdims`."""
    keepdims = arguments.flag("keepdims")
    shape = arguments.operand("x").shape
    if isinstance(shape, Unknown):
        return () if arguments["axis"] is None and not keepdims else shape
    return reduce_axes(shape, arguments.axes("axis", len(shape)), keepdims)


def reduce_axes(shape: Dims, axes: tuple[int, ...], keepdims: bool) -> Dims:
    """`shape` without `axes`."""
    if keepdims:
        return tuple(1 if position in axes else size for position, size in enumerate(shape))
    return tuple(size for position, size in enumerate(shape) if position not in axes)


def reduced_value(arguments: Arguments) -> Shapes:
    """The product of sizes that are known (`np.prod(x.shape[1:])`); otherwise as any reduction."""
    sizes = known_sizes(arguments["x"])
    if sizes is not None and arguments["axis"] in (None, 0) and not arguments.flag("keepdims"):
        return _as_value(product(sizes))
    return reduced(arguments)


def _as_value(size: object) -> Shapes:
    if isinstance(size, Unknown):
        return ()
    return size  # type: ignore[return-value]


table(
    {
        KERAS: "sum nansum",
        TF: "sum",
        BACKEND: "sum",
        "numpy.{}(a: x, axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True)": "sum nansum",
        "tensor.{}(x, axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True)": "sum",
    },
    reduced,
    requested(summed("x")),
    "The sum over axes.",
    "reductions",
)
table(
    {
        KERAS: "nanprod",
        TF: "prod",
        BACKEND: "prod",
        "numpy.{}(a: x, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True)": "prod nanprod",
        "tensor.{}(x, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True)": "prod",
    },
    reduced_value,
    requested(summed("x")),
    "The product over axes.",
    "reductions",
)
table(
    {"keras.ops.{}(x, axis=None, keepdims=False, dtype: out_dtype=None)": "prod"},
    reduced_value,
    requested(summed("x"), unverified("`dtype` is given"), "out_dtype"),
    "The product over axes.",
    "reductions",
)
table(
    {
        "keras.ops.{}(x, axis=None, keepdims=False, initial=None)": "max min",
        KERAS: "amax amin nanmax nanmin ptp",
        TF: "max min",
        BACKEND: "max min",
        "numpy.{}(a: x, axis=None, out=None, keepdims=False, initial=None, where=True)": """max min amax amin
            nanmax nanmin""",
        "numpy.ptp(a: x, axis=None, out=None, keepdims=False)": "ptp",
        "tensor.{}(x, axis=None, out=None, keepdims=False, initial=None, where=True)": "max min",
    },
    reduced,
    same("x"),
    "The largest or smallest over axes.",
    "reductions",
)
table(
    {
        KERAS: "mean median std var nanmean nanmedian nanstd nanvar",
        TF: "mean",
        TF_MATH: "std variance",
        BACKEND: "mean std var",
        "numpy.{}(a: x, axis=None, dtype=None, out=None, keepdims=False, *, where=True)": "mean nanmean",
        "numpy.{}(a: x, axis=None, dtype=None, out=None, ddof=0, keepdims=False, **kwargs)": "std var nanstd nanvar",
        "numpy.{}(a: x, axis=None, out=None, overwrite_input=False, keepdims=False)": "median nanmedian",
        "tensor.mean(x, axis=None, dtype=None, out=None, keepdims=False, *, where=True)": "mean",
        "tensor.{}(x, axis=None, dtype=None, out=None, ddof=0, keepdims=False, **kwargs)": "std var",
    },
    reduced,
    requested(averaged("x")),
    "The mean, median, deviation or variance over axes.",
    "reductions",
)
table(
    {
        KERAS: "all any",
        TF: "all any",
        BACKEND: "all any",
        "numpy.{}(a: x, axis=None, out=None, keepdims=False, *, where=True)": "all any",
        "tensor.{}(x, axis=None, out=None, keepdims=False, *, where=True)": "all any",
    },
    reduced,
    fixed("bool"),
    "Whether all or any are true, over axes.",
    "reductions",
)
table(
    {
        KERAS: "logsumexp",
        TF: "logsumexp",
        TF_MATH: "euclidean_norm",
    },
    reduced,
    floating("x"),
    "The log of the sum of exponentials, or the Euclidean norm, over axes.",
    "reductions",
)


@operation(
    "keras.ops.norm(x, ord=None, axis=None, keepdims=False)",
    "tensorflow.[linalg.]norm(tensor: x, ord='euclidean', axis=None, keepdims=None, name=None)",
    "numpy.linalg.norm(x, ord=None, axis=None, keepdims=False)",
    dtype=real_part(by_library(numpy=averaged("x"), otherwise=floating("x"))),
    examples=("tensorflow.norm(float32[4, 3], axis=1) -> float32[4]",),
)
def norm(arguments: Arguments) -> Shapes:
    """The norm of vectors (one axis), of matrices (two axes) or of all the elements."""
    axis = arguments["axis"]
    if isinstance(axis, (tuple, list)):
        allowed = (2,) if arguments.library == "tensorflow" else (1, 2)
        if len(axis) not in allowed:
            arguments.reject("axis", "one axis, or two that differ")
    if axis is None and arguments.library == "keras":
        arguments.require_rank(arguments.shape("x"), exactly=(1, 2))
    return reduced(arguments)


table(
    {"numpy.linalg.vector_norm(x, /, *, axis=None, keepdims=False, ord=2)": "vector_norm"},
    reduced,
    real_part(averaged("x")),
    "The norm of vectors over axes.",
    "reductions",
)
INDEX: DTypeRule = by_library(
    keras=fixed("int32"), numpy=fixed("int64"), backend=fixed("int64"), tensorflow=requested(fixed("int64"))
)


def arg_reduced(arguments: Arguments) -> Shapes:
    """Without one axis; without `axis` the place among all the elements, or (tensorflow) along the first axis."""
    shape = arguments.operand("x").shape
    keepdims = arguments.flag("keepdims")
    if arguments["axis"] is None and arguments.library == "tensorflow":
        shape = arguments.shape("x")
        arguments.require_rank(shape, at_least=1)
        return reduce_axes(shape, (0,), keepdims)
    if arguments["axis"] is None:
        return () if not keepdims else reduced(arguments)
    shape = arguments.shape("x")
    return reduce_axes(shape, (arguments.axis("axis", len(shape)),), keepdims)


table(
    {
        KERAS: "argmax argmin nanargmax nanargmin",
        "tensorflow.[math.]{}(input: x, axis=None, output_type: dtype='int64', name=None)": "argmax argmin",
        "keras.backend.{}(x, axis=-1)": "argmax argmin",
        "numpy.{}(a: x, axis=None, out=None, *, keepdims=False)": "argmax argmin nanargmax nanargmin",
        "tensor.{}(x, axis=None, out=None, *, keepdims=False)": "argmax argmin",
    },
    arg_reduced,
    INDEX,
    "The place of the largest or smallest on an axis.",
    "reductions",
)


@operation(
    "keras.ops.count_nonzero(x, axis=None)",
    "tensorflow.math.count_nonzero(input: x, axis=None, keepdims=None, dtype='int64', name=None)",
    "numpy.count_nonzero(a: x, axis=None, *, keepdims=False)",
    dtype=by_library(keras=fixed("int32"), numpy=fixed("int64"), tensorflow=requested(fixed("int64"))),
    examples=("keras.ops.count_nonzero(float32[None, 4], axis=1) -> int32[None]",),
)
def count_nonzero(arguments: Arguments) -> Shapes:
    """How many are not zero, over axes."""
    return reduced(arguments)


@operation(
    "tensorflow.math.zero_fraction(value: x, name=None)",
    "tensorflow.nn.zero_fraction(value: x, name=None)",
    dtype=fixed("float32"),
    examples=("tensorflow.math.zero_fraction(float32[4, 3]) -> float32[()]",),
)
def zero_fraction(_: Arguments) -> Shapes:
    """The share of zeros among all the elements."""
    return ()


def running_dtype(arguments: Arguments) -> DType:
    """The dtype asked for; Keras counts truth values."""
    dtype = arguments.dtype()
    return "int32" if dtype == "bool" and arguments.library == "keras" else dtype


def along_axis(arguments: Arguments) -> Shapes:
    """The same shape; the flat elements where `axis` is None and the library flattens."""
    shape = arguments.shape("x")
    if arguments["axis"] is None:
        return (product(shape),)
    arguments.axis("axis", len(shape))
    return shape


table(
    {
        "keras.ops.{}(x, axis=None, dtype=None)": "cumsum cumprod nancumsum nancumprod",
        "tensorflow.[math.]cumsum(x, axis=0, exclusive=False, reverse=False, name=None)": "cumsum",
        "tensorflow.math.{}(x, axis=0, exclusive=False, reverse=False, name=None)": "cumprod cumulative_logsumexp",
        "keras.backend.{}(x, axis=0)": "cumsum cumprod",
        "numpy.{}(a: x, axis=None, dtype=None, out=None)": "cumsum cumprod nancumsum nancumprod",
        "tensor.{}(x, axis=None, dtype=None, out=None)": "cumsum cumprod",
    },
    along_axis,
    requested(summed("x", cumulative=True), running_dtype),
    "Running totals along an axis.",
    "reductions",
)


@operation(
    "numpy.cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False)",
    "numpy.cumulative_prod(x, /, *, axis=None, dtype=None, out=None, include_initial=False)",
    dtype=requested(summed("x", cumulative=True)),
    examples=("numpy.cumulative_sum(float64[4, 3], axis=1, include_initial=True) -> float64[4, 4]",),
)
def cumulative(arguments: Arguments) -> Shapes:
    """Running totals along an axis, on demand with what they begin at."""
    shape = arguments.shape("x")
    if arguments["axis"] is None:
        # a number is a vector of one
        shape = shape or (1,)
        arguments.require_rank(shape, exactly=1)
    axis = 0 if arguments["axis"] is None else arguments.axis("axis", len(shape))
    more = 1 if arguments.flag("include_initial") else 0
    return (*shape[:axis], shape[axis] + more, *shape[axis + 1 :])


@operation("tensorflow.math.lbeta(x, name=None)", dtype=same("x"))
def lbeta(arguments: Arguments) -> Shapes:
    """The log of the beta function of each vector in the last axis."""
    shape = arguments.shape("x")
    return shape[:-1]
