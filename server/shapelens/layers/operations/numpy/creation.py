"""Tensors and arrays made from nothing but a shape, a range or labels: zeros, full, eye, arange, linspace, one_hot."""

from __future__ import annotations

import math
from typing import Any

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import (
    DTypeRule,
    by_library,
    fixed,
    floating,
    promoted,
    promoted_list,
    requested,
    same,
)
from shapelens.layers.operations.framework.promotion import is_floating
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import DType, Undetermined, as_operand, is_size
from shapelens.layers.operations.numpy.elementwise import broadcast_all, shape_of_x, table
from shapelens.shapes.expressions import Polynomial, Size, ceil_divide
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

FLOAT: DTypeRule = by_library(numpy=fixed("float64"), otherwise=fixed("float32"))


def new(arguments: Arguments) -> Shapes:
    """The shape asked for."""
    return arguments.new_shape("shape")


table(
    {
        "keras.ops.{}(shape, dtype=None)": "empty ones zeros",
        "tensorflow.{}(shape, dtype='float32', name=None, layout=None)": "ones zeros",
        "keras.backend.{}(shape, dtype=None, name=None)": "ones zeros",
        "numpy.{}(shape, dtype=None, order='C', *, device=None, like=None)": "empty ones zeros",
    },
    new,
    requested(FLOAT),
    "A new tensor of a shape.",
    "creation",
)
table(
    {
        "keras.ops.{}(x, dtype=None)": "empty_like ones_like zeros_like",
        "keras.ops.full_like(x, fill_value, dtype=None)": "full_like",
        "tensorflow.{}(input: x, dtype=None, name=None, layout=None)": "ones_like zeros_like",
        "keras.backend.{}(x, dtype=None, name=None)": "ones_like zeros_like",
    },
    shape_of_x,
    requested(same("x")),
    "A new tensor of the shape of another.",
    "creation",
)


@operation(
    "numpy.ones_like(a: x, dtype=None, order='K', subok=True, shape=None, *, device=None)",
    "numpy.zeros_like(a: x, dtype=None, order='K', subok=True, shape=None, *, device=None)",
    "numpy.empty_like(prototype: x, /, dtype=None, order='K', subok=True, shape=None, *, device=None)",
    "numpy.full_like(a: x, fill_value, dtype=None, order='K', subok=True, shape=None, *, device=None)",
    dtype=requested(same("x")),
    examples=("numpy.zeros_like(uint8[28, 28]) -> uint8[28, 28]",),
)
def like(arguments: Arguments) -> Shapes:
    """A new array of the shape of another, unless one is asked for."""
    return arguments.operand("x").shape if arguments["shape"] is None else arguments.new_shape("shape")


@operation(
    "keras.ops.full(shape, fill_value, dtype=None)",
    "tensorflow.fill(dims: shape, value: fill_value, name=None, layout=None)",
    "numpy.full(shape, fill_value, dtype=None, order='C', *, device=None, like=None)",
    dtype=by_library(
        keras=requested(fixed("float32")), tensorflow=same("fill_value"), numpy=requested(same("fill_value"))
    ),
    examples=("numpy.full((2, 3), 7) -> int64[2, 3]",),
)
def full(arguments: Arguments) -> Shapes:
    """A new tensor of a shape, filled with one value."""
    return arguments.new_shape("shape")


@operation(
    "keras.ops.eye(N, M=None, k=0, dtype=None)",
    "numpy.eye(N, M=None, k=0, dtype='float', order='C', *, device=None, like=None)",
    "keras.ops.identity(n: N, dtype=None)",
    "numpy.identity(n: N, dtype=None, *, like=None)",
    "keras.backend.eye(size: N, dtype=None, name=None)",
    "keras.ops.tri(N, M=None, k=0, dtype=None)",
    "numpy.tri(N, M=None, k=0, dtype='float', *, like=None)",
    dtype=requested(FLOAT),
    examples=("numpy.eye(10) -> float64[10, 10]",),
)
def eye(arguments: Arguments) -> Shapes:
    """A matrix, square unless its width is given."""
    rows = arguments.integer("N", minimum=0)
    if arguments.library == "keras" and arguments["k"] not in (None, 0):
        return (Unknown("Keras widens a matrix whose diagonal is shifted"),) * 2
    return (rows, rows if arguments["M"] is None else arguments.integer("M", minimum=0))


@operation(
    "tensorflow.[linalg.]eye(num_rows, num_columns=None, batch_shape=None, dtype='float32', name=None)",
    dtype=requested(FLOAT),
    examples=("tensorflow.eye(3, batch_shape=[2]) -> float32[2, 3, 3]",),
)
def eye_stack(arguments: Arguments) -> Shapes:
    """A stack of unit matrices."""
    rows = arguments.integer("num_rows", minimum=0)
    columns = rows if arguments["num_columns"] is None else arguments.integer("num_columns", minimum=0)
    return (*(() if arguments["batch_shape"] is None else arguments.new_shape("batch_shape")), rows, columns)


def _range_dtype(arguments: Arguments) -> DType:
    kinds = {type(arguments[name]) for name in ("start", "stop", "step") if arguments[name] is not None}
    if kinds <= {int}:
        return "int64" if arguments.library == "numpy" else "int32"
    if kinds <= {int, float}:
        return "float64" if arguments.library == "numpy" else "float32"
    return Unknown("the bounds of the range are computed")


def _count(arguments: Arguments, start: float, stop: float, step: float) -> Size:
    """How many numbers a range of known bounds has."""
    if not all(abs(bound) < 2**63 for bound in (start, stop, step)):
        return Unknown("a bound of the range is out of bounds itself")
    if (stop - start) * step < 0 and arguments.library != "numpy":
        arguments.reject("step", "a step towards the end of the range")
    return max(math.ceil((stop - start) / step), 0)


@operation(
    "keras.ops.arange(start, stop=None, step=None, dtype=None)",
    "tensorflow.range(start, limit: stop=None, delta: step=1, dtype=None, name='range')",
    "numpy.arange(start_or_stop: start, /, stop=None, step=1, *, dtype=None, device=None, like=None)",
    "keras.backend.arange(start, stop=None, step=1, dtype='int32')",
    dtype=requested(_range_dtype),
    examples=("keras.ops.arange(3, 10, 2) -> int32[4]", "numpy.arange(5) -> int64[5]"),
)
def arange(arguments: Arguments) -> Shapes:
    """Numbers from `start` up to `stop` in steps."""
    start, stop, step = arguments["start"], arguments["stop"], arguments["step"]
    if stop is None:
        start, stop = 0, start
    step = 1 if step is None else step
    for bound in (start, stop, step):
        if isinstance(bound, Unknown):
            return (bound,)
        if not isinstance(bound, (int, float, Polynomial)):
            return (Unknown("the bounds of the range are computed"),)
    if step == 0:
        arguments.reject("step", "a step other than 0")
    if all(isinstance(bound, (int, float)) for bound in (start, stop, step)):
        return (_count(arguments, start, stop, step),)
    if all(is_size(bound) for bound in (start, stop)) and isinstance(step, int) and step > 0:
        return (ceil_divide(stop - start, step),)
    return (Unknown("the bounds of the range are open"),)


def _between_numbers(arguments: Arguments) -> DType:
    kinds = {operand.dtype for operand in arguments.operands("start", "stop")}
    return "float64" if kinds <= {"int", "float"} else Unknown("its bounds are arrays")


@operation(
    "keras.ops.linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0)",
    "keras.ops.logspace(start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0)",
    "keras.ops.geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)",
    "tensorflow.linspace(start, stop, num, name=None, axis=0)",
    "numpy.linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None)",
    "numpy.logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)",
    "numpy.geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)",
    dtype=requested(by_library(numpy=_between_numbers, otherwise=floating("start", "stop"))),
    examples=("keras.ops.linspace(0.0, 1.0, 5) -> float32[5]",),
)
def linspace(arguments: Arguments) -> Shapes:
    """`num` numbers between two bounds, along a new axis."""
    if arguments["retstep"] is not None and arguments.flag("retstep"):
        return Unknown("the step comes along with the numbers")
    count = arguments.integer("num", minimum=0)
    shape = broadcast_all([arguments.operand("start").shape, arguments.operand("stop").shape])
    if isinstance(shape, Unknown):
        return shape
    axis = arguments.axis("axis", len(shape) + 1)
    return (*shape[:axis], count, *shape[axis:])


def _one_hot_dtype(arguments: Arguments) -> DType:
    """The dtype of what is put in, float32 where that is left to TensorFlow."""
    given = arguments.operands("on_value", "off_value")
    return promoted("on_value", "off_value")(arguments) if given else "float32"


@operation(
    "keras.ops.one_hot(x, num_classes, axis=-1, dtype=None, sparse=False)",
    "tensorflow.one_hot(indices: x, depth: num_classes, on_value=None, off_value=None, axis=None, dtype=None, "
    "name=None)",
    "keras.backend.one_hot(indices: x, num_classes)",
    dtype=requested(by_library(keras=fixed("float32"), backend=fixed("float32"), tensorflow=_one_hot_dtype)),
    examples=("keras.ops.one_hot(int32[None, 4], 10) -> float32[None, 4, 10]",),
)
def one_hot(arguments: Arguments) -> Shapes:
    """Every label becomes a vector of `num_classes`, along a new axis."""
    shape = arguments.shape("x")
    classes = arguments.integer("num_classes", minimum=0)
    axis = arguments.known("axis")
    if axis in (None, -1):
        axis = len(shape)
    if not isinstance(axis, int) or not 0 <= axis <= len(shape):
        arguments.reject("axis", f"-1, or an axis from 0 to {len(shape)}")
    return (*shape[:axis], classes, *shape[axis:])


@operation(
    "keras.ops.multi_hot(inputs: x, num_classes=None, axis=-1, dtype=None, sparse=False, **kwargs)",
    dtype=requested(fixed("float32")),
    examples=("keras.ops.multi_hot(int32[3, 4], 10) -> float32[3, 10]",),
)
def multi_hot(arguments: Arguments) -> Shapes:
    """All labels of a sample in one vector of `num_classes`."""
    shape = arguments.shape("x")
    if arguments["axis"] != -1:
        return Unknown("an axis is given")
    kept = shape[:1] if len(shape) <= 2 else (*shape[:1], *shape[2:])
    return (*(kept if len(shape) != 1 else ()), arguments.integer("num_classes", minimum=1))


@operation(
    "keras.utils.to_categorical(x, num_classes=None)",
    dtype=fixed("float64"),
    examples=("keras.utils.to_categorical(uint8[60], 10) -> float64[60, 10]",),
)
def to_categorical(arguments: Arguments) -> Shapes:
    """Every label becomes a vector of `num_classes`; a last axis of size 1 gives way."""
    shape = arguments.shape("x")
    if len(shape) > 1 and isinstance(shape[-1], Unknown):
        raise Undetermined(Unknown("whether its last axis has size 1 is not known"))
    if len(shape) > 1 and shape[-1] == 1:
        shape = shape[:-1]
    if arguments["num_classes"] is None:
        return (*shape, Unknown("the number of classes is read from the labels"))
    return (*shape, arguments.integer("num_classes", minimum=0))


def _normalized(arguments: Arguments) -> DType:
    dtype = arguments.operand("x").dtype
    if isinstance(dtype, Unknown) or is_floating(dtype):
        return dtype
    return "float64" if arguments.of_arrays else Unknown("it depends on whether it is an array")


@operation(
    "keras.utils.normalize(x, axis=-1, order=2)",
    dtype=_normalized,
)
def normalize(arguments: Arguments) -> Shapes:
    """The array divided by its norm along an axis."""
    return arguments.operand("x").shape


def _length(row: Any) -> int | None:
    """The number of items in a sequence that is written out, or in an array."""
    if isinstance(row, (tuple, list)):
        return len(row)
    shape = row.shape if isinstance(row, Tensor) else None
    return shape[0] if isinstance(shape, tuple) and shape and isinstance(shape[0], int) else None


@operation(
    "keras.utils.pad_sequences(sequences, maxlen=None, dtype='int32', padding='pre', truncating='pre', value=0.0)",
    dtype=requested(fixed("int32")),
)
def pad_sequences(arguments: Arguments) -> Shapes:
    """Sequences cut or filled up to one length."""
    sequences = arguments["sequences"]
    if isinstance(sequences, (tuple, list)):
        count: Size = len(sequences)
    else:
        shape = arguments.operand("sequences").shape
        count = shape if isinstance(shape, Unknown) else shape[0] if shape else Unknown("they are no sequences")
    if arguments["maxlen"] is None:
        lengths = [_length(row) for row in sequences] if isinstance(sequences, (tuple, list)) else [None]
        known = [length for length in lengths if length is not None]
        return (count, max(known) if len(known) == len(lengths) > 0 else Unknown("it is the length of the longest"))
    return (count, arguments.integer("maxlen"))


@operation(
    "keras.ops.meshgrid(*x: xs, indexing='xy')",
    "tensorflow.meshgrid(*args: xs, indexing='xy', **kwargs)",
    "numpy.meshgrid(*xi: xs, copy=True, sparse=False, indexing='xy')",
    dtype=promoted_list("xs"),
    examples=("tensorflow.meshgrid(float32[4], float32[3]) -> [float32[3, 4], float32[3, 4]]",),
    several=True,
)
def meshgrid(arguments: Arguments) -> Shapes:
    """One grid for each vector, all of the same shape."""
    if not arguments["xs"]:
        return Unknown("its vectors are spread from what is not known")
    sizes = []
    for operand in (as_operand(value) for value in arguments["xs"]):
        if isinstance(operand.shape, Unknown):
            return [operand.shape] * len(arguments["xs"])
        count: Size = 1
        for size in operand.shape:
            count = count * size
        sizes.append(count)
    if arguments.text("indexing", ("xy", "ij")) == "xy" and len(sizes) > 1:
        sizes[0], sizes[1] = sizes[1], sizes[0]
    return [tuple(sizes)] * len(sizes)
