"""What asks about a tensor or makes it another kind: shape, rank, size, cast, convert, numpy()."""

from __future__ import annotations

from shapelens.layers.operations.core.numbers import is_number
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import by_library, fixed, of_literal, requested, same, unverified
from shapelens.layers.operations.framework.promotion import is_floating, is_integer
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import ShapeValue, as_operand
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.shapes.expressions import Polynomial, product
from shapelens.shapes.unknown import Unknown


@operation(
    "tensorflow.shape(input: x, out_type=None, name=None)",
    "keras.backend.shape(x)",
    dtype=fixed("int32"),
)
def shape_tensor(arguments: Arguments) -> Shapes:
    """The sizes of the axes, as a tensor."""
    return ShapeValue(arguments.shape("x"))


@operation(
    "keras.ops.shape(x)",
    "keras.backend.int_shape(x)",
    "numpy.shape(a: x)",
    "tensor.get_shape(x)",
    dtype=fixed("int32"),
)
def shape_tuple(arguments: Arguments) -> Shapes:
    """The sizes of the axes, as a tuple."""
    return ShapeValue(arguments.shape("x"), is_tensor=False)


@operation(
    "keras.ops.ndim(x)",
    "keras.backend.ndim(x)",
    "tensorflow.rank(input: x, name=None)",
    "numpy.ndim(a: x)",
    dtype=fixed("int32"),
)
def rank(arguments: Arguments) -> Shapes:
    """The number of axes."""
    return len(arguments.shape("x"))


@operation(
    "keras.ops.size(x)",
    "tensorflow.size(input: x, out_type=None, name=None)",
    "keras.backend.count_params(x)",
    "numpy.size(a: x, axis=None)",
    dtype=fixed("int32"),
)
def size(arguments: Arguments) -> Shapes:
    """The number of elements."""
    shape = arguments.shape("x")
    sizes = [shape[axis] for axis in arguments.axes("axis", len(shape))]
    count = product(sizes)
    return () if isinstance(count, Unknown) else count


@operation(
    "keras.ops.cast(x, dtype)",
    "keras.ops.saturate_cast(x, dtype)",
    "tensorflow.cast(x, dtype, name=None)",
    "tensorflow.saturate_cast(value: x, dtype, name=None)",
    "keras.backend.cast(x, dtype)",
    "numpy.astype(x, dtype, /, *, copy=True, device=None)",
    "tensor.astype(x, dtype, order='K', casting='unsafe', subok=True, copy=True)",
    dtype=requested(same("x")),
    examples=(
        "keras.ops.cast(uint8[None, 28, 28], 'float32') -> float32[None, 28, 28]",
        "tensor.astype(uint8[60, 28, 28], 'float32') -> float32[60, 28, 28]",
    ),
)
def cast(arguments: Arguments) -> Shapes:
    """The same elements with another dtype; a size stays a size."""
    value, dtype = arguments["x"], arguments.dtype()
    if isinstance(dtype, str) and is_number(value) and (is_integer(dtype) or is_floating(dtype)):
        return int(value) if is_integer(dtype) else float(value)
    if isinstance(dtype, str) and is_integer(dtype) and isinstance(value, (Polynomial, ShapeValue)):
        return value
    return as_operand(value).shape


@operation(
    "keras.backend.cast_to_floatx(x)",
    dtype=fixed("float32"),
)
def cast_to_floatx(arguments: Arguments) -> Shapes:
    """The same elements as float32."""
    return arguments.operand("x").shape


def _may_be_ragged(value: object) -> bool:
    """Whether what is put into one array may have several lengths: numpy makes objects of it where it is told to."""
    if isinstance(value, (tuple, list)):
        return len({as_operand(item).shape for item in value}) > 1 or any(map(_may_be_ragged, value))
    shape = as_operand(value).shape
    return isinstance(shape, Unknown) or any(isinstance(size, Unknown) for size in shape[1:])


@operation(
    "keras.ops.convert_to_tensor(x, dtype=None, sparse=None, ragged=None)",
    "keras.ops.array(x, dtype=None)",
    "keras.ops.convert_to_numpy(x)",
    "tensorflow.convert_to_tensor(value: x, dtype=None, dtype_hint=None, name=None)",
    "numpy.asarray(a: x, dtype=None, order=None, *, device=None, copy=None, like=None)",
    "numpy.array(object: x, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, ndmax=0, like=None)",
    "numpy.copy(a: x, order='K', subok=False)",
    "tensor.copy(x, order='C')",
    "tensor.numpy(x)",
    "tensor.read_value(x)",
    "tensor.value(x)",
    "keras.backend.eval(x)",
    "keras.backend.get_value(x)",
    dtype=requested(of_literal("x")),
    examples=("numpy.array([[1, 2, 3], [4, 5, 6]]) -> int64[2, 3]",),
)
def convert(arguments: Arguments) -> Shapes:
    """The value as a tensor or array; lists of equal length become axes."""
    value = arguments["x"]
    if isinstance(value, ShapeValue) and value.is_tensor:
        return value
    if arguments["dtype"] == "object" and _may_be_ragged(value):
        return Unknown("lists of different lengths stay objects")
    return arguments.operand("x").shape


@operation(
    "tensorflow.constant(value: x, dtype=None, shape=None, name='Const')",
    "keras.backend.constant(value: x, dtype=None, shape=None, name=None)",
    dtype=by_library(tensorflow=requested(same("x")), backend=requested(fixed("float32"))),
    examples=("tensorflow.constant([[1.0, 2.0]]) -> float32[1, 2]",),
)
def constant(arguments: Arguments) -> Shapes:
    """A value as a tensor, of the shape `shape` where one is given."""
    return arguments.operand("x").shape if arguments["shape"] is None else arguments.new_shape("shape")


@operation(
    "keras.backend.variable(value: x, dtype=None, name=None, constraint=None)",
    "tensorflow.Variable(initial_value: x=None, trainable=None, validate_shape=True, caching_device=None, name=None, "
    "variable_def=None, dtype=None, import_scope=None, constraint=None, synchronization=None, aggregation=None, "
    "shape=None, experimental_enable_variable_lifting=True)",
    dtype=by_library(tensorflow=requested(same("x")), backend=requested(fixed("float32"))),
)
def variable(arguments: Arguments) -> Shapes:
    """A variable that holds a value."""
    return arguments.operand("x").shape


@operation(
    "tensor.assign(x, value, use_locking=False, name=None, read_value=True)",
    "tensor.assign_add(x, delta, use_locking=False, name=None, read_value=True)",
    "tensor.assign_sub(x, delta, use_locking=False, name=None, read_value=True)",
    "keras.backend.update(x, new_x)",
    "keras.backend.update_add(x, increment)",
    "keras.backend.update_sub(x, decrement)",
    dtype=same("x"),
)
def assign(arguments: Arguments) -> Shapes:
    """The variable itself, with another value."""
    return arguments.operand("x").shape


@operation(
    "tensor.item(x, *args)",
    "tensor.tolist(x)",
    dtype=same("x"),
)
def python_value(_: Arguments) -> Shapes:
    """What the tensor holds, as Python's own numbers: not known."""
    return Unknown("it depends on the values")


@operation(
    "tensorflow.ensure_shape(x, shape, name=None)",
    dtype=same("x"),
    examples=("tensorflow.ensure_shape(float32[2, 3], (2, 3)) -> float32[2, 3]",),
)
def ensure_shape(arguments: Arguments) -> Shapes:
    """The same tensor; its shape is asserted."""
    return arguments.operand("x").shape


@operation("keras.ops.is_tensor(x)", "tensorflow.is_tensor(x)", dtype=fixed("bool"))
def is_tensor(arguments: Arguments) -> Shapes:
    """Whether it is a tensor of the backend."""
    return Unknown("whether it is a tensor of the backend is not followed")


def as_it_is(arguments: Arguments) -> Shapes:
    """The same value as an array."""
    return arguments.operand("x").shape


table(
    {
        "numpy.asanyarray(a: x, dtype=None, order=None, *, device=None, copy=None, like=None)": "asanyarray",
        "numpy.asarray_chkfinite(a: x, dtype=None, order=None)": "asarray_chkfinite",
        "numpy.real_if_close(a: x, tol=100)": "real_if_close",
        "numpy.require(a: x, dtype=None, requirements=None, *, like=None)": "require",
        "tensorflow.guarantee_const(input: x, name=None)": "guarantee_const",
        "keras.backend.to_dense(tensor: x)": "to_dense",
    },
    as_it_is,
    requested(same("x")),
    "The same value as an array.",
    "conversion",
)


@operation(
    "numpy.ascontiguousarray(a: x, dtype=None, *, like=None)",
    "numpy.asfortranarray(a: x, dtype=None, *, like=None)",
    dtype=requested(same("x")),
    examples=("numpy.ascontiguousarray(float32[3, 4]) -> float32[3, 4]",),
)
def contiguous(arguments: Arguments) -> Shapes:
    """The same value as an array of another layout; a number becomes a vector."""
    return arguments.operand("x").shape or (1,)


@operation(
    "tensorflow.identity_n(input: xs, name=None)",
    "tensorflow.tuple(tensors: xs, control_inputs=None, name=None)",
    dtype=unverified("of each tensor"),
)
def each_as_it_is(arguments: Arguments) -> Shapes:
    """The same tensors."""
    return [operand.shape for operand in arguments.several("xs")]


@operation(
    "tensorflow.clip_by_global_norm(t_list: xs, clip_norm, use_norm=None, name=None)",
    dtype=unverified("of each tensor"),
)
def clip_by_global_norm(_: Arguments) -> Shapes:
    """The same tensors scaled together, in a list, and their norm."""
    return [Unknown("it is a list of tensors"), ()]


@operation(
    "keras.backend.moving_average_update(x, value, momentum)",
    dtype=same("x"),
)
def moving_average_update(arguments: Arguments) -> Shapes:
    """The variable itself, with another value."""
    return arguments.operand("x").shape


@operation(
    "tensorflow.shape_n(input: several, out_type: dtype='int32', name=None)",
    dtype=requested(fixed("int32")),
    examples=("tensorflow.shape_n([float32[4, 3], float32[2]]) -> [int32[2], int32[1]]",),
    several=True,
)
def shape_n(arguments: Arguments) -> Shapes:
    """The shape of each tensor in a list."""
    return [(len(shape),) for shape in arguments.shapes("several")]


@operation("keras.backend.batch_get_value(tensors: several)", dtype=unverified("each has its own"))
def batch_get_value(arguments: Arguments) -> Shapes:
    """The values of several tensors."""
    return list(arguments.shapes("several"))
