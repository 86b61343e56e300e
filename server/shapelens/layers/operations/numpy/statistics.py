"""Statistics of samples: quantiles, histograms, correlation, and what is computed of neighbours along an axis."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import (
    averaged,
    by_library,
    fixed,
    floating,
    promoted,
    requested,
    same,
    unless,
    unverified,
)
from shapelens.layers.operations.framework.promotion import INTEGERS
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME, DType, Undetermined, is_size
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.layers.operations.numpy.ordering import PLACE
from shapelens.layers.operations.numpy.reductions import reduce_axes, reduced
from shapelens.shapes.expressions import Size, maximum, minimum, product
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown


def _weighted(arguments: Arguments) -> DType:
    """The dtype of a weighted mean: never narrower than that of an unweighted one."""
    if arguments["weights"] is None:
        return averaged("x")(arguments)
    return unless(promoted("x", "weights"), "x weights", INTEGERS)(arguments)


def _counted(arguments: Arguments) -> DType:
    """The dtype of counts: whole numbers, or as the weights are."""
    weighted = arguments["weights"] is not None
    if arguments.library == "numpy":
        return "float64" if weighted or arguments["density"] else "int64"
    if arguments.library == "tensorflow":
        return same("weights")(arguments) if weighted else requested(fixed("int32"))(arguments)
    return promoted("x", "weights")(arguments) if weighted else "int32"


def _wide_floating(arguments: Arguments) -> DType:
    """Floating; of integers with 64 bits as wide as they."""
    return "float64" if arguments.operand("x").dtype == "int64" else floating("x")(arguments)


def _of_correlation(arguments: Arguments) -> DType:
    dtype = promoted("x1", "x2")(arguments)
    if not isinstance(dtype, str) or dtype in ("bfloat16", "float16", "float64"):
        return dtype
    return "float64" if dtype == "int64" else "float32"


@operation(
    "keras.ops.searchsorted(sorted_sequence, values, side='left')",
    "tensorflow.searchsorted(sorted_sequence, values, side='left', out_type: dtype='int32', name=None)",
    "numpy.searchsorted(a: sorted_sequence, v: values, side='left', sorter=None)",
    dtype=requested(PLACE),
    examples=("keras.ops.searchsorted(float32[9], float32[5]) -> int32[5]",),
)
def searchsorted(arguments: Arguments) -> Shapes:
    """Where each value belongs in a sorted sequence."""
    return arguments.operand("values").shape


@operation(
    "keras.ops.digitize(x, bins)",
    "numpy.digitize(x, bins, right=False)",
    dtype=PLACE,
    examples=("keras.ops.digitize(float32[3, 4], (0.0, 1.0)) -> int32[3, 4]",),
)
def digitize(arguments: Arguments) -> Shapes:
    """The bin of each element."""
    return arguments.operand("x").shape


@operation(
    "keras.ops.diff(a: x, n=1, axis=-1)",
    "numpy.diff(a: x, n=1, axis=-1, prepend=None, append=None)",
    dtype=same("x"),
    examples=("keras.ops.diff(float32[None, 9]) -> float32[None, 8]",),
)
def diff(arguments: Arguments) -> Shapes:
    """The differences of neighbours, `n` times over."""
    shape = arguments.shape("x")
    times = arguments.number("n")
    if times < 0:
        arguments.reject("n", "an integer of at least 0")
    if arguments["prepend"] is not None or arguments["append"] is not None:
        return Unknown("something is put before or behind it")
    if times == 0:
        return shape
    axis = arguments.axis("axis", len(shape))
    return (*shape[:axis], maximum([shape[axis] - times, 0]), *shape[axis + 1 :])


def _numpy_quantile(arguments: Arguments) -> DType:
    """That of the mean; quantiles in an array widen it."""
    q, dtype = arguments.operand("q"), averaged("x")(arguments)
    return dtype if q.dtype in ("int", "float") and q.shape == () else Unknown("its dtype follows that of `q`")


def quantiles(arguments: Arguments) -> Shapes:
    """The axes of `q` in front of those that are left."""
    shape, q = arguments.shape("x"), arguments.shape("q")
    kept: Dims = reduce_axes(shape, arguments.axes("axis", len(shape)), arguments.flag("keepdims"))
    return (*q, *kept)


table(
    {
        "keras.ops.{}(x, q, axis=None, method='linear', keepdims=False)": """nanpercentile nanquantile percentile
            quantile""",
        "numpy.{}(a: x, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, "
        "weights=None)": "nanpercentile nanquantile percentile quantile",
    },
    quantiles,
    by_library(keras=floating("x"), numpy=_numpy_quantile),
    "The quantiles over axes.",
    "statistics",
)


@operation(
    "keras.ops.average(x, axis=None, weights=None)",
    "numpy.average(a: x, axis=None, weights=None, returned=False, *, keepdims=False)",
    dtype=by_library(keras=unless(floating("x", "weights"), "x", INTEGERS), numpy=_weighted),
    examples=("keras.ops.average(float32[None, 4], axis=1) -> float32[None]",),
)
def average(arguments: Arguments) -> Shapes:
    """The weighted mean over axes; the weights are for every element, or for the items of the axis."""
    if arguments["weights"] is None:
        return reduced(arguments)
    shape, weights = arguments.shape("x"), arguments.shape("weights")
    axes = arguments.axes("axis", len(shape))
    same_rank = len(weights) == len(shape)
    expected = shape if same_rank else tuple(shape[axis] for axis in axes)
    if len(weights) != len(expected) or arguments.flag("returned"):
        return Unknown("its weights are of another shape")
    if any(known_different(a, b) for a, b in zip(weights, expected, strict=True)):
        arguments.reject("weights", "a weight for each item")
    return reduce_axes(shape, axes, arguments.flag("keepdims"))


@operation(
    "keras.ops.bincount(x, weights=None, minlength=0, sparse=False)",
    "numpy.bincount(x, /, weights=None, minlength=0)",
    "tensorflow.math.bincount(arr: x, weights=None, minlength=None, maxlength=None, dtype='int32', name=None, "
    "axis=None, binary_output=False)",
    dtype=_counted,
)
def bincount(arguments: Arguments) -> Shapes:
    """How often each number occurs, up to the largest of them."""
    shape = arguments.shape("x")
    if arguments.library == "tensorflow":
        axis = arguments.known("axis")
        if axis not in (None, 0, -1):
            arguments.reject("axis", "None, 0 or -1")
        bounds = arguments["minlength"], arguments["maxlength"]
        bins: Size = bounds[0] if is_size(bounds[0]) and bounds[0] == bounds[1] else SOME
        return (*(shape[:-1] if arguments["axis"] == -1 else ()), bins)
    arguments.require_rank(shape, exactly=1 if arguments.library == "numpy" else (1, 2))
    return (*shape[:-1], SOME)


@operation(
    "keras.ops.histogram(x, bins=10, range=None)",
    dtype=same("x"),
    examples=("keras.ops.histogram(float32[9]) -> [float32[10], float32[11]]",),
)
def histogram(arguments: Arguments) -> Shapes:
    """How many elements of a vector fall into each bin, and the edges of the bins."""
    arguments.require_rank(arguments.shape("x"), exactly=(0, 1))
    bins = arguments.integer("bins", minimum=1)
    return [(bins,), (bins + 1,)]


@operation(
    "numpy.histogram(a: x, bins=10, range=None, density=None, weights=None)",
    dtype=(_counted, unverified("the edges of the bins")),
)
def histogram_of_all(arguments: Arguments) -> Shapes:
    """How many elements fall into each bin, and the edges of the bins."""
    edges = _edges(arguments, "bins")
    return [(edges - 1,), (edges,)]


@operation(
    "numpy.histogram2d(x, y, bins=10, range=None, density=None, weights=None)",
    dtype=fixed("float64"),
    examples=("numpy.histogram2d(float64[9], float64[9], 4) -> [float64[4, 4], float64[5], float64[5]]",),
)
def histogram_of_pairs(arguments: Arguments) -> Shapes:
    """How many pairs fall into each bin of two axes, and the edges of the bins."""
    if not is_size(arguments["bins"]):
        return [Unknown("the bins are not a number")] * 3
    edges = _edges(arguments, "bins")
    return [(edges - 1, edges - 1), (edges,), (edges,)]


@operation("numpy.histogram_bin_edges(a: x, bins=10, range=None, weights=None)", dtype=unverified("the edges"))
def histogram_edges(arguments: Arguments) -> Shapes:
    """The edges of the bins of a histogram."""
    return (_edges(arguments, "bins"),)


def _edges(arguments: Arguments, name: str) -> Size:
    """How many edges `bins` has: one more than bins."""
    bins = arguments.known(name, computed=True)
    if isinstance(bins, str):
        return Unknown("the number of bins depends on the values")
    if is_size(bins):
        return arguments.integer(name, minimum=1) + 1
    shape = arguments.shape(name)
    arguments.require_rank(shape, exactly=1)
    return shape[0]


@operation(
    "tensorflow.histogram_fixed_width(values: x, value_range, nbins=100, dtype='int32', name=None)",
    dtype=requested(fixed("int32")),
    examples=("tensorflow.histogram_fixed_width(float32[4, 9], [0.0, 1.0], 5) -> int32[5]",),
)
def histogram_fixed_width(arguments: Arguments) -> Shapes:
    """How many elements fall into each bin."""
    return (arguments.integer("nbins", minimum=1),)


@operation(
    "tensorflow.histogram_fixed_width_bins(values: x, value_range, nbins=100, dtype='int32', name=None)",
    dtype=requested(fixed("int32")),
    examples=("tensorflow.histogram_fixed_width_bins(float32[4, 9], [0.0, 1.0]) -> int32[4, 9]",),
)
def histogram_bins(arguments: Arguments) -> Shapes:
    """The bin of each element."""
    return arguments.operand("x").shape


@operation(
    "keras.ops.corrcoef(x)",
    dtype=by_library(keras=_wide_floating),
    examples=("keras.ops.corrcoef(float32[3, 5]) -> float32[3, 3]",),
)
def corrcoef(arguments: Arguments) -> Shapes:
    """How each row correlates with each other row."""
    shape = arguments.shape("x")
    if len(shape) > 2:
        return Unknown("what Keras makes of more axes depends on their sizes")
    arguments.require_rank(shape, exactly=2)
    return (shape[0], shape[0])


@operation(
    "numpy.corrcoef(x, y=None, rowvar=True, *, dtype=None)",
    "numpy.cov(m: x, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None)",
    dtype=requested(fixed("float64")),
    examples=("numpy.corrcoef(float32[3, 5]) -> float64[3, 3]", "numpy.cov(float64[9]) -> float64[()]"),
)
def covariance(arguments: Arguments) -> Shapes:
    """How each variable varies with each other: one row each, or one column without `rowvar`."""
    count: Size = 0
    observed: list[Size] = []
    for name in ("x", "y"):
        if arguments[name] is None:
            continue
        shape = arguments.shape(name)
        arguments.require_rank(shape, exactly=(0, 1, 2))
        rows, columns = (1, 1, *shape)[-2:]
        if len(shape) == 2 and shape[0] != 1 and not arguments.flag("rowvar"):
            rows, columns = columns, rows
        count = count + rows
        observed.append(columns)
    if len(observed) == 2 and known_different(*observed):
        arguments.reject("y", f"as many observations as the other has, {observed[0]}")
    return () if count == 1 else (count, count)


@operation(
    "keras.ops.correlate(x1, x2, mode='valid')",
    "numpy.correlate(a: x1, v: x2, mode='valid')",
    "numpy.convolve(a: x1, v: x2, mode='full')",
    dtype=by_library(keras=_of_correlation, numpy=promoted("x1", "x2")),
    examples=("numpy.convolve(float64[9], float64[3]) -> float64[11]",),
)
def correlate(arguments: Arguments) -> Shapes:
    """The sums of products of a sequence with another that slides over it."""
    left, right = arguments.shape("x1"), arguments.shape("x2")
    for shape in (left, right):
        arguments.require_rank(shape, exactly=1 if arguments.library == "keras" else (0, 1))
        if shape and shape[0] == 0:
            raise Undetermined(Unknown("one of the sequences is empty"))
    first, second = (shape[0] if shape else 1 for shape in (left, right))
    of_keras = arguments.library == "keras" and arguments["mode"] == "valid"
    if of_keras and isinstance(first, int) and isinstance(second, int) and first < second:
        raise Undetermined(Unknown("what Keras makes of one that is longer than the other depends on the kernel"))
    longer, shorter = maximum([first, second]), minimum([first, second])
    lengths = {"valid": longer - shorter + 1, "same": longer, "full": first + second - 1}
    return (lengths[arguments.text("mode", tuple(lengths))],)


@operation(
    "keras.ops.trapezoid(y, x=None, dx=1.0, axis=-1)",
    "numpy.trapezoid(y, x=None, dx=1.0, axis=-1)",
    dtype=by_library(keras=unless(floating("y"), "y", frozenset({"int64"})), numpy=averaged("y")),
    examples=("keras.ops.trapezoid(float32[None, 9]) -> float32[None]",),
)
def trapezoid(arguments: Arguments) -> Shapes:
    """The area below the samples of an axis."""
    if arguments["x"] is not None:
        return Unknown("the places of the samples are given")
    shape = arguments.shape("y")
    return reduce_axes(shape, (arguments.axis("axis", len(shape)),), keepdims=False)


@operation(
    "numpy.gradient(f: x, *varargs: spacings, axis=None, edge_order=1)",
    dtype=averaged("x"),
    examples=("numpy.gradient(float64[4, 3]) -> [float64[4, 3], float64[4, 3]]",),
    several=True,
)
def gradient(arguments: Arguments) -> Shapes:
    """The differences of neighbours along each axis, in the same shape."""
    shape = arguments.shape("x")
    axes = arguments.axes("axis", len(shape))
    smallest = arguments.number("edge_order") + 1
    for axis in axes:
        size = shape[axis]
        if isinstance(size, int) and size < smallest:
            arguments.reject("x", f"of at least {smallest} items on axis {axis}")
    return shape if len(axes) == 1 else [shape] * len(axes)


@operation(
    "numpy.interp(x, xp, fp, left=None, right=None, period=None)",
    dtype=fixed("float64"),
    examples=("numpy.interp(float64[4, 3], float64[9], float64[9]) -> float64[4, 3]",),
)
def interp(arguments: Arguments) -> Shapes:
    """The value of a function at each element, between the points where it is known."""
    points, values = arguments.shape("xp"), arguments.shape("fp")
    for shape in (points, values):
        arguments.require_rank(shape, exactly=1)
    if known_different(points[0], values[0]):
        arguments.reject("fp", "a value for each point")
    return arguments.operand("x").shape


@operation(
    "numpy.ediff1d(ary: x, to_end=None, to_begin=None)",
    dtype=same("x"),
    examples=("numpy.ediff1d(float64[4, 3]) -> float64[11]",),
)
def ediff1d(arguments: Arguments) -> Shapes:
    """The differences of neighbours among the flat elements, and what is put before and behind."""
    length = maximum([product(arguments.shape("x")) - 1, 0])
    for name in ("to_begin", "to_end"):
        if arguments[name] is not None:
            length = length + product(arguments.shape(name))
    return (length,)


@operation(
    "tensorflow.math.confusion_matrix(labels, predictions, num_classes=None, weights=None, dtype='int32', name=None)",
    dtype=requested(fixed("int32")),
    examples=("tensorflow.math.confusion_matrix(int64[9], int64[9], 3) -> int32[3, 3]",),
)
def confusion_matrix(arguments: Arguments) -> Shapes:
    """How often each class was predicted for each class."""
    classes: Size = Unknown("the number of classes depends on the values")
    if arguments["num_classes"] is not None:
        classes = arguments.integer("num_classes", minimum=1)
    return (classes, classes)
