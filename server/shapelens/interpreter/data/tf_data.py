"""`tf.data.Dataset`: where data sets come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.streams import DATASET
from shapelens.interpreter.domain.objects import DictObject, IteratorObject, ListObject
from shapelens.interpreter.domain.structures import strip_graph
from shapelens.interpreter.domain.values import CallArguments, Ref, Stream, TensorValue, Value, tensor_values
from shapelens.interpreter.graph.inputs import open_axes
from shapelens.interpreter.language.elements import element_of, without_axis
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import common_of, join_values
from shapelens.layers.operations.framework.values import as_operand
from shapelens.shapes.expressions import Size, minimum
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

_FILES = Unknown("it is read from files")
# what TensorFlow makes of Python's own numbers
_NUMBERS = {"int": "int32", "float": "float32"}


def structure(machine: Machine, value: Value) -> Value:
    """A value as an element of a data set: tuples and dicts of tensors; a list is one tensor."""
    if isinstance(value, tuple):
        return tuple(structure(machine, item) for item in value)
    if isinstance(value, TensorValue):
        return replace(value, is_array=False, items=None, node=None)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, DictObject) and not isinstance(content.items, Unknown):
        return {str(name): structure(machine, item) for name, item in content.items.items()}
    if isinstance(content, ListObject) or isinstance(value, (bool, int, float, str)):
        return as_tensor(machine, value)
    return value if isinstance(value, (Unknown, dict, Stream)) else Unknown("this is not a tensor")


def as_tensor(machine: Machine, value: Value) -> Value:
    """What TensorFlow makes of a number, a text, or a list of them or of tensors."""
    plain = plain_tensors(machine, value)
    if isinstance(plain, Unknown):
        return plain
    operand = as_operand(strip_graph(plain))
    dtype = _NUMBERS.get(operand.dtype, operand.dtype) if isinstance(operand.dtype, str) else operand.dtype
    return TensorValue(Tensor(operand.shape, dtype))


@makes_data(f"{DATASET}.from_tensor_slices", signature="tensors, name=None")
def from_tensor_slices(call: Call) -> Value:
    """The rows of arrays, one after another."""
    whole = structure(call.machine, call["tensors"])
    counts = [
        tensor.tensor.shape[0]
        for tensor in tensor_values(whole)
        if isinstance(tensor.tensor.shape, tuple) and tensor.tensor.shape
    ]
    if isinstance(whole, Unknown):
        return Stream(whole, whole, DATASET)
    count: Size = next((size for size in counts if isinstance(size, int)), call.unknown("the arrays are not known"))
    return call.gives(Stream(without_axis(whole), count, DATASET, batched=False))


@makes_data(f"{DATASET}.from_tensors", signature="tensors, name=None")
def from_tensors(call: Call) -> Value:
    return call.gives(Stream(structure(call.machine, call["tensors"]), 1, DATASET))


@makes_data("tensorflow.TensorSpec", "tensorflow.RaggedTensorSpec", signature="shape, dtype='float32', name=None")
def tensor_spec(call: Call) -> Value:
    """A declaration of a tensor: to us the tensor itself."""
    shape, dtype = call.plain("shape"), call["dtype"]
    known = Unknown("its dtype is not known") if not isinstance(dtype, str) else dtype
    if shape is None:
        return TensorValue(Tensor(Unknown("its rank is left open"), known))
    sizes = open_axes(call.machine, shape, "shape")
    return TensorValue(Tensor(sizes if isinstance(sizes, (tuple, Unknown)) else call.unknown("no shape"), known))


@makes_data(
    f"{DATASET}.from_generator",
    signature="generator, output_types=None, output_shapes=None, args=None, output_signature=None, name=None",
)
def from_generator(call: Call) -> Value:
    """What the signature declares, else what the generator gives."""
    count = call.unknown("how much the generator gives is not known")
    declared = call.plain("output_signature")
    if declared is None:
        declared = _of_types(call)
    if declared is None:
        arguments = call.plain("args")
        given = CallArguments(list(arguments) if isinstance(arguments, tuple) else [])
        made = call.machine.call(call["generator"], given, call.span)
        declared = _with_types(structure(call.machine, first_given(call.machine, made)), call.plain("output_types"))
    return call.gives(Stream(structure(call.machine, declared), count, DATASET))


def _with_types(element: Value, types: Value) -> Value:
    """What a generator gives, in the dtypes that are declared."""
    if isinstance(element, tuple) and isinstance(types, tuple) and len(element) == len(types):
        return tuple(_with_types(item, dtype) for item, dtype in zip(element, types, strict=True))
    if isinstance(element, TensorValue) and isinstance(types, str):
        return replace(element, tensor=Tensor(element.tensor.shape, types))
    return element


def _of_types(call: Call) -> Value:
    """`output_types` and `output_shapes`, the old way to declare elements; None where no shapes are declared."""
    types, shapes = call.plain("output_types"), call.plain("output_shapes")
    if types is None or shapes is None:
        return None
    if isinstance(types, tuple) and isinstance(shapes, tuple) and len(types) == len(shapes):
        return tuple(_of_type(call, dtype, shape) for dtype, shape in zip(types, shapes, strict=True))
    return _of_type(call, types, shapes)


def _of_type(call: Call, dtype: Value, shape: Value) -> Value:
    sizes = open_axes(call.machine, shape, "output_shapes") if isinstance(shape, tuple) else call.unknown("no shape")
    known = isinstance(dtype, str) and isinstance(sizes, (tuple, Unknown))
    return TensorValue(Tensor(sizes, dtype)) if known else call.unknown("the types are not known")  # type: ignore[arg-type]


def first_given(machine: Machine, generator: Value) -> Value:
    """Any element of what a generator gives; unknown where they are not alike."""
    element = element_of(machine.heap, generator)
    content = machine.heap[generator] if isinstance(generator, Ref) else None
    if element is None and isinstance(content, IteratorObject) and content.items:
        items = [plain_tensors(machine, item) for item in content.items]
        element = (common_of(items) or _joined(items)) if items else None
    return Unknown("what the generator gives is not known") if element is None else element


def _joined(items: Sequence[Value]) -> Value:
    joined = items[0]
    for item in items[1:]:
        joined = join_values(joined, item)
    return joined


@makes_data("tensorflow.TensorShape", signature="dims")
def tensor_shape(call: Call) -> Value:
    """A shape: to us a tuple."""
    return call.plain("dims")


@makes_data(f"{DATASET}.range", signature="start, stop=None, step=1, output_type='int64', name=None")
def dataset_range(call: Call) -> Value:
    start, stop, step = call["start"], call["stop"], call["step"]
    start, stop = (0, start) if stop is None else (start, stop)
    count: Size = call.unknown("its bounds are not known")
    if isinstance(start, int) and isinstance(stop, int) and isinstance(step, int) and step != 0:
        count = max(0, -((start - stop) // step))
    dtype = call["output_type"] if isinstance(call["output_type"], str) else "int64"
    return Stream(TensorValue(Tensor((), dtype)), count, DATASET)


@makes_data(f"{DATASET}.zip", signature="first, second=None, third=None, fourth=None, *, datasets=None, name=None")
def dataset_zip(call: Call) -> Value:
    """Elements side by side, as many as the shortest has."""
    several = [call.plain(name) for name in ("first", "second", "third", "fourth") if call[name] is not None]
    whole = several[0] if len(several) == 1 else tuple(several)
    counts: list[Size] = []
    batched: set[bool | None] = set()

    def element(value: Value) -> Value:
        if isinstance(value, Stream):
            counts.append(value.count)
            batched.add(value.batched)
            return value.element
        if isinstance(value, tuple):
            return tuple(element(item) for item in value)
        if isinstance(value, dict):
            return {name: element(item) for name, item in value.items()}
        return call.unknown("what is zipped is no data set that is known")

    together = element(whole)
    count = minimum(counts) if counts else call.unknown("not known")
    return call.gives(Stream(together, count, DATASET, batched=batched.pop() if len(batched) == 1 else None))


@makes_data(f"{DATASET}.list_files", signature="file_pattern, shuffle=None, seed=None, name=None")
def list_files(call: Call) -> Value:
    return Stream(TensorValue(Tensor((), "string")), _FILES, DATASET)


@makes_data(
    "tensorflow.data.TFRecordDataset",
    "tensorflow.data.TextLineDataset",
    signature="filenames, compression_type=None, buffer_size=None, num_parallel_reads=None, name=None",
)
def lines_of_files(call: Call) -> Value:
    """Lines or records, as strings."""
    return Stream(TensorValue(Tensor((), "string")), _FILES, DATASET)


@makes_data(
    f"{DATASET}.sample_from_datasets",
    f"{DATASET}.choose_from_datasets",
    signature="datasets, weights=None, seed=None, stop_on_empty_dataset=False, rerandomize_each_iteration=None",
)
def sample_from_datasets(call: Call) -> Value:
    """Elements of one or the other."""
    several = call.plain("datasets")
    streams = [item for item in several if isinstance(item, Stream)] if isinstance(several, tuple) else []
    if not streams:
        return call.unknown("the data sets are not known")
    return Stream(_joined([stream.element for stream in streams]), call.unknown("it is sampled"), DATASET)


def scalar(dtype: str) -> TensorValue:
    """A number of TensorFlow."""
    return TensorValue(Tensor((), dtype))
