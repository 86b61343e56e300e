"""`keras.Input` and `keras.layers.InputLayer`."""

from __future__ import annotations

from dataclasses import replace

from shapelens.environments.versions import KERAS_3
from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.objects import InputLayerObject
from shapelens.interpreter.domain.values import CallArguments, Node, Ref, TensorValue, Value
from shapelens.interpreter.graph.conversion import to_rule_argument
from shapelens.interpreter.graph.receptive_field import of_input
from shapelens.interpreter.graph.size_constraints import note_input
from shapelens.interpreter.machine.first_scopes import setting
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.problems import InvalidArgument, Problem
from shapelens.layers.framework.signature import bind, parse_signature
from shapelens.shapes.expressions import Polynomial, Size, axis
from shapelens.shapes.tensors import Shape, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# keras.src.layers.core.input_layer; the two old spellings are what InputLayer pops from its **kwargs
_INPUT = parse_signature(
    "shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, name=None, tensor=None, "
    "optional=False"
)
_INPUT_LAYER = parse_signature(
    "shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, input_tensor=None, "
    "optional=False, name=None, input_shape=None, batch_input_shape=None"
)
_AXIS_LETTERS = {2: ("F",), 3: ("T", "C"), 4: ("H", "W", "C"), 5: ("D", "H", "W", "C")}
BATCH = axis("batch")


@library("keras.Input", spread=True)
def make_input(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`Input(shape=...)`: the tensor itself."""
    layer = _make(machine, "Input", arguments, span)
    if isinstance(layer, Unknown):
        return layer
    content = machine.heap[layer]
    assert isinstance(content, InputLayerObject)
    machine.observe(span, "input", Observation("Input", None, content.tensor.tensor, content.name))
    return content.tensor


@library("keras.layers.InputLayer", spread=True)
def make_input_layer(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`InputLayer(shape=...)`: the layer, for a Sequential model."""
    layer = _make(machine, "InputLayer", arguments, span)
    if isinstance(layer, Ref):
        content = machine.heap[layer]
        assert isinstance(content, InputLayerObject)
        machine.observe(span, "input", Observation("InputLayer", None, content.tensor.tensor, content.name))
    return layer


def _make(machine: Machine, name: str, arguments: CallArguments, span: Span) -> Ref | Unknown:
    positional = [to_rule_argument(machine, value) for value in arguments.positional]
    keywords = {key: to_rule_argument(machine, value) for key, value in arguments.keywords.items()}
    signature = _INPUT if name == "Input" else _INPUT_LAYER
    given = bind(signature, positional, keywords, complete=arguments.complete)
    if not isinstance(given, dict):
        return _reject(machine, given, name, arguments, span)
    existing = given.get("tensor", given.get("input_tensor"))
    if isinstance(existing, TensorValue):
        return new_input_layer(machine, existing.tensor.shape, existing.tensor.dtype, given.get("name"), span)
    if existing is not None:
        reason = existing if isinstance(existing, Unknown) else Unknown("the tensor that it is given is not known")
        return new_input_layer(machine, reason, reason, given.get("name"), span)
    shape = _whole_shape(machine, given, arguments)
    if not isinstance(shape, (tuple, Unknown)):
        return _reject(machine, shape, name, arguments, span)
    dtype = given.get("dtype")
    dtype = setting(machine.heap, "floatx") if dtype is None else dtype
    return new_input_layer(machine, shape, _dtype(dtype), given.get("name"), span)


def _reject(machine: Machine, problem: Problem, name: str, arguments: CallArguments, span: Span) -> Unknown:
    places = dict(arguments.keyword_spans)
    if arguments.positional_spans:
        places.setdefault("shape", arguments.positional_spans[0])
    return machine.report(problem, places.get(problem.argument or "", span), layer=name, site=span)


def _dtype(value: Value) -> str | Unknown:
    if value is None:
        return "float32"
    return value if isinstance(value, (str, Unknown)) else Unknown("`dtype` could not be determined")


def _whole_shape(machine: Machine, given: dict[str, Value], arguments: CallArguments) -> Shape | Problem:
    """The shape with its batch axis, from `shape` and `batch_size` or from `batch_shape`."""
    batch_shape = given.get("batch_shape", given.get("batch_input_shape"))
    if batch_shape is not None:
        return open_axes(machine, batch_shape, "batch_shape")
    shape = given.get("shape", given.get("input_shape"))
    if shape is None:
        if not arguments.complete:
            return Unknown("its arguments are not known")
        return InvalidArgument("shape", "None", "given: the shape of one sample, as in shape=(128, 128, 3)")
    batch = given.get("batch_size")
    if isinstance(shape, int) and machine.keras.since(KERAS_3) is False:
        # Keras 2 takes a number for a tuple of one
        shape = (shape,)
    sizes = open_axes(machine, (batch, *shape) if isinstance(shape, tuple) else shape, "shape")
    return replace(sizes, since=KERAS_3) if isinstance(shape, int) and isinstance(sizes, InvalidArgument) else sizes


def open_axes(machine: Machine, sizes: Value, argument: str) -> Shape | Problem:
    """A shape as written, with its `None`s as open axes: the first is the batch, the others get names of their own
    (H and W of an image, T of a sequence)."""
    if isinstance(sizes, Unknown):
        return sizes
    if not isinstance(sizes, tuple):
        if isinstance(sizes, (int, str)):
            return InvalidArgument(argument, repr(sizes), "a tuple, such as (128, 128, 3) or (10,)")
        return Unknown(f"`{argument}` could not be determined")
    letters = _AXIS_LETTERS.get(len(sizes), tuple(f"N{index}" for index in range(1, len(sizes))))
    dims: list[Size] = []
    for position, size in enumerate(sizes):
        if size is None:
            dims.append(BATCH if position == 0 else axis(machine.names.next_axis(letters[position - 1])))
        elif isinstance(size, float) or (isinstance(size, int) and size < 0):
            return InvalidArgument(argument, repr(sizes), "sizes that are whole numbers, at least 0, or None")
        elif isinstance(size, (int, Polynomial, Unknown)):
            dims.append(size)
        else:
            dims.append(Unknown(f"a size in `{argument}` could not be determined"))
    return tuple(dims)


def new_input_layer(machine: Machine, shape: Shape, dtype: str | Unknown, name: Value, span: Span) -> Ref:
    """An input layer in the heap, with the tensor it stands for."""
    note_input(machine, shape, span)
    label = name if isinstance(name, str) else machine.names.next("InputLayer")
    tensor = TensorValue(Tensor(shape, dtype))
    ref = machine.heap.new(InputLayerObject(label, span, tensor))
    history = TensorValue(Tensor(shape, dtype), Node(ref, (), is_input=True, window=of_input(shape)))
    machine.heap[ref] = InputLayerObject(label, span, history)
    return ref
