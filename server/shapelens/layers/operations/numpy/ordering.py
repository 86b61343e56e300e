"""Order and membership: sort, top_k, partition, what differs, and where something is not zero."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import (
    DTypeRule,
    by_library,
    fixed,
    promoted,
    requested,
    same,
    unverified,
)
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import SOME
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.layers.operations.numpy.reductions import along_axis
from shapelens.shapes.tensors import Shape
from shapelens.shapes.unknown import Unknown

# how numpy and TensorFlow count: 64 bits there, 32 here
PLACE: DTypeRule = by_library(
    keras=fixed("int32"), backend=fixed("int32"), tensorflow=fixed("int32"), numpy=fixed("int64")
)


@operation(
    "keras.ops.top_k(x, k, sorted=True)",
    "tensorflow.math.top_k(input: x, k=1, sorted=True, index_type: dtype='int32', name=None)",
    "tensorflow.nn.top_k(input: x, k=1, sorted=True, index_type: dtype='int32', name=None)",
    dtype=(same("x"), requested(fixed("int32"))),
    examples=("keras.ops.top_k(float32[None, 10], 3) -> [float32[None, 3], int32[None, 3]]",),
)
def top_k(arguments: Arguments) -> Shapes:
    """The `k` largest of the last axis, and their places."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    k = arguments.integer("k", minimum=0)
    if isinstance(k, int) and isinstance(shape[-1], int) and k > shape[-1]:
        arguments.reject("k", f"at most the size of the last axis, {shape[-1]}")
    result: Shape = (*shape[:-1], k)
    return [result, result]


def ordered(arguments: Arguments) -> Shapes:
    """The same shape; the flat elements where the axis is None."""
    return along_axis(arguments)


table(
    {
        "keras.ops.sort(x, axis=-1)": "sort",
        "tensorflow.sort(values: x, axis=-1, direction='ASCENDING', name=None)": "sort",
        "numpy.sort(a: x, axis=-1, kind=None, order=None, *, stable=None)": "sort",
    },
    ordered,
    same("x"),
    "The elements of an axis in order.",
    "ordering",
)
table(
    {
        "keras.ops.argsort(x, axis=-1)": "argsort",
        "tensorflow.argsort(values: x, axis=-1, direction='ASCENDING', stable=False, name=None)": "argsort",
        "numpy.argsort(a: x, axis=-1, kind=None, order=None, *, stable=None)": "argsort",
        "tensor.argsort(x, axis=-1, kind=None, order=None, *, stable=None)": "argsort",
    },
    ordered,
    PLACE,
    "The places of the elements of an axis in order.",
    "ordering",
)


@operation(
    "keras.ops.in_top_k(targets, predictions, k)",
    "tensorflow.math.in_top_k(targets, predictions, k, name=None)",
    "tensorflow.nn.in_top_k(targets, predictions, k, name=None)",
    "keras.backend.in_top_k(predictions, targets, k)",
    dtype=fixed("bool"),
    examples=("keras.ops.in_top_k(int32[4], float32[4, 10], 3) -> bool[4]",),
)
def in_top_k(arguments: Arguments) -> Shapes:
    """Whether each target is among the `k` largest predictions."""
    return arguments.operand("targets").shape


@operation(
    "keras.ops.unique(x, sorted=True, return_index=False, return_inverse=False, return_counts=False, axis=None, "
    "size=None, fill_value=None)",
    "numpy.unique(ar: x, return_index=False, return_inverse=False, return_counts=False, axis=None, **kwargs)",
    dtype=(same("x"), PLACE),
)
def unique(arguments: Arguments) -> Shapes:
    """The different elements, or slices of an axis: how many is not known. Their places and counts on demand."""
    shape = arguments.operand("x").shape
    count = SOME if arguments["size"] is None else arguments.integer("size")
    values: Shape = (count,)
    inverse = shape
    if arguments["axis"] is not None:
        if isinstance(shape, Unknown):
            values = inverse = shape
        else:
            axis = arguments.axis("axis", len(shape))
            values = (*shape[:axis], count, *shape[axis + 1 :])
            inverse = Unknown("its shape depends on the version of the library")
    extras = {"return_index": (count,), "return_inverse": inverse, "return_counts": (count,)}
    wanted: list[Shape] = [extra for name, extra in extras.items() if arguments.flag(name)]
    return [values, *wanted] if wanted else values


@operation("tensorflow.unique(x, out_idx: dtype='int32', name=None)", dtype=(same("x"), requested(fixed("int32"))))
def unique_with_places(arguments: Arguments) -> Shapes:
    """The different elements of a vector, and which of them each element is."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=1)
    return [(SOME,), shape]


@operation(
    "tensorflow.unique_with_counts(x, out_idx: dtype='int32', name=None)",
    dtype=(same("x"), requested(fixed("int32"))),
)
def unique_with_counts(arguments: Arguments) -> Shapes:
    """The different elements of a vector, which of them each element is, and how often they occur."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=1)
    return [(SOME,), shape, (SOME,)]


def vector_of_some(_: Arguments) -> Shapes:
    """A vector; its length is not known."""
    return (SOME,)


table(
    {
        "numpy.{}(ar1: x1, ar2: x2, assume_unique=False)": "setdiff1d setxor1d",
        "numpy.union1d(ar1: x1, ar2: x2)": "union1d",
        "numpy.trim_zeros(filt: x1, trim='fb', axis=None)": "trim_zeros",
        "numpy.unique_values(x: x1)": "unique_values",
        "numpy.extract(condition, arr: x1)": "extract",
    },
    vector_of_some,
    unverified("a choice of elements"),
    "Some of the elements: how many is not known.",
    "ordering",
)


@operation(
    "keras.ops.argpartition(x, kth, axis=-1)",
    "numpy.argpartition(a: x, kth, axis=-1, kind='introselect', order=None)",
    dtype=PLACE,
    examples=("keras.ops.argpartition(float32[None, 9], 3) -> int32[None, 9]",),
)
def argpartition(arguments: Arguments) -> Shapes:
    """The places of the elements of an axis, the `kth` in order."""
    return partition(arguments)


@operation(
    "numpy.partition(a: x, kth, axis=-1, kind='introselect', order=None)",
    dtype=same("x"),
    examples=("numpy.partition(float64[4, 9], 3) -> float64[4, 9]",),
)
def partition(arguments: Arguments) -> Shapes:
    """The elements of an axis, the `kth` in order."""
    shape, place = ordered(arguments), arguments.known("kth")
    size = shape[-1 if arguments["axis"] is None else arguments.axis("axis", len(shape))]  # type: ignore[index,arg-type]
    if isinstance(place, int) and isinstance(size, int) and arguments.library == "numpy" and not -size <= place < size:
        arguments.reject("kth", f"a place on an axis of {size}")
    return shape


@operation(
    "numpy.lexsort(keys, axis=-1)",
    dtype=PLACE,
    examples=("numpy.lexsort((float64[9], float64[9])) -> int64[9]",),
)
def lexsort(arguments: Arguments) -> Shapes:
    """The places in the order of several keys, the last of them first."""
    shape = arguments.shape("keys")
    arguments.require_rank(shape, at_least=1)
    return shape[1:] or ()


@operation(
    "numpy.argwhere(a: x)",
    dtype=fixed("int64"),
)
def argwhere(arguments: Arguments) -> Shapes:
    """The places of what is not zero, as rows: how many is not known."""
    return (SOME, len(arguments.shape("x")))


@operation(
    "numpy.flatnonzero(a: x)",
    dtype=fixed("int64"),
)
def flatnonzero(arguments: Arguments) -> Shapes:
    """The places of what is not zero among the flat elements: how many is not known."""
    return vector_of_some(arguments)


@operation(
    "keras.ops.nonzero(x)",
    "numpy.nonzero(a: x)",
    "tensor.nonzero(x)",
    dtype=by_library(keras=unverified("nonzero"), numpy=fixed("int64"), tensor=unverified("nonzero")),
    several=True,
)
def nonzero(arguments: Arguments) -> Shapes:
    """The places of what is not zero, axis by axis: how many is not known."""
    rank = len(arguments.shape("x"))
    return [(SOME,)] * rank if rank else SOME


@operation("numpy.sort_complex(a: x)", dtype=unverified("it is as wide as the elements"))
def sort_complex(arguments: Arguments) -> Shapes:
    """The elements of the last axis in order, as complex numbers."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    return shape


@operation("numpy.unique_counts(x)", dtype=(same("x"), PLACE))
def unique_counts(arguments: Arguments) -> Shapes:
    """The different elements, and how often each is there."""
    return [(SOME,), (SOME,)]


@operation("numpy.unique_inverse(x)", dtype=(same("x"), PLACE))
def unique_inverse(arguments: Arguments) -> Shapes:
    """The different elements, and which of them each element is."""
    return [(SOME,), arguments.shape("x")]


@operation("numpy.unique_all(x)", dtype=(same("x"), PLACE))
def unique_all(arguments: Arguments) -> Shapes:
    """The different elements, the place of each, which of them each element is, and how often each is there."""
    return [(SOME,), (SOME,), arguments.shape("x"), (SOME,)]


@operation(
    "numpy.intersect1d(ar1, ar2, assume_unique=False, return_indices=False)",
    dtype=(promoted("ar1", "ar2"), PLACE),
)
def intersect1d(arguments: Arguments) -> Shapes:
    """The elements that are in both."""
    return [(SOME,)] * 3 if arguments.flag("return_indices") else (SOME,)


@operation(
    "tensorflow.math.is_non_decreasing(x, name=None)",
    "tensorflow.math.is_strictly_increasing(x, name=None)",
    dtype=fixed("bool"),
)
def is_ordered(_: Arguments) -> Shapes:
    """Whether the elements come in order."""
    return ()


@operation(
    "tensorflow.nn.isotonic_regression(inputs: x, decreasing=True, axis=-1)",
    dtype=(same("x"), fixed("int32")),
    examples=("tensorflow.nn.isotonic_regression(float32[4, 10]) -> [float32[4, 10], int32[4, 10]]",),
)
def isotonic_regression(arguments: Arguments) -> Shapes:
    """The nearest that comes in order along an axis, and the blocks that it has."""
    shape = arguments.shape("x")
    arguments.axis("axis", len(shape))
    return [shape, shape]
