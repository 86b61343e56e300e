"""The methods of layers that programs call: vocabularies, `adapt`, configurations, shapes and counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shapelens.interpreter.domain.objects import DictObject, LayerObject, ListObject
from shapelens.interpreter.domain.structures import without_history
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value
from shapelens.interpreter.graph.conversion import to_program_value, to_rule_argument
from shapelens.interpreter.graph.graph import run_operation
from shapelens.interpreter.graph.inputs import open_axes
from shapelens.interpreter.keras.attributes import keras_shape
from shapelens.interpreter.keras.layers import construct_layer
from shapelens.interpreter.keras.set_weights import set_weights
from shapelens.interpreter.keras.signatures import refuses_method
from shapelens.interpreter.language.unwrap import unwrap_containers
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.families.preprocessing.lookup import vocabulary_of
from shapelens.layers.families.rnn.recurrent import state_of
from shapelens.layers.families.rnn.recurrent_cells import cell_of
from shapelens.layers.framework.registry import Configured, apply, find_layer
from shapelens.layers.framework.result import Result, count_parameters
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

Method = Callable[[Machine, Ref, LayerObject, CallArguments, Span], Value]
# what changes values alone, or nothing that is followed
_SILENT = frozenset(
    """add_loss add_metric build_from_config enable_lora load_own_variables quantize reset_state reset_states
    save_own_variables set_vocabulary""".split()
)


def call_layer_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """`layer.name(...)`."""
    layer = machine.heap[ref]
    assert isinstance(layer, LayerObject)
    if isinstance(layer.configured, Unknown):
        return layer.configured
    if name in ("call", "__call__"):
        return machine.call(ref, arguments, span)
    refused = refuses_method(machine, f"keras.layers.{layer.configured.layer.name}", name, arguments, span)
    if refused is not None:
        return refused
    if name in _METHODS:
        return _METHODS[name](machine, ref, layer, arguments, span)
    return None if name in _SILENT else Unknown(f"what `.{name}` of a layer gives is not known", span.line)


def _adapt(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    """A vocabulary that is learned from data has a length that only the data know."""
    assert isinstance(layer.configured, Configured)
    if layer.configured.layer.family == "lookup" and layer.configured.arguments["vocabulary"] is None:
        learned = Unknown("the vocabulary is learned from data by `adapt`", span.line)
        given = {**layer.configured.given, "vocabulary": learned}
        machine.heap[ref] = replace(layer, configured=Configured(layer.configured.layer, given))
    return None


def _set_weights(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    set_weights(machine, ref, arguments, span)
    return None


def _vocabulary_size(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    tokens = _vocabulary(layer, span)
    return tokens if isinstance(tokens, Unknown) else len(tokens)


def _get_vocabulary(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    return machine.heap.new(ListObject(_vocabulary(layer, span)))


def _vocabulary(layer: LayerObject, span: Span) -> tuple[Value, ...] | Unknown:
    assert isinstance(layer.configured, Configured)
    if layer.configured.layer.family != "lookup":
        return Unknown("the layer has no vocabulary", span.line)
    return vocabulary_of(layer.configured)


def _get_config(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    """The arguments by name, those that were not given with their defaults."""
    assert isinstance(layer.configured, Configured)
    configured = layer.configured
    names = configured.layer.signature.names
    values: dict[Value, Value] = {name: to_program_value(configured.arguments[name]) for name in names}
    given: dict[Value, Value] = {name: to_program_value(value) for name, value in configured.given.items()}
    return machine.heap.new(DictObject({**values, **given, "name": layer.name}))


def _compute_output_shape(
    machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span
) -> Value:
    return output_shape(machine, ref, arguments.get(0, "input_shape"))


def output_shape(machine: Machine, ref: Ref, shape: Value) -> Value:
    """The shape that a layer gives for a shape (or several), as `compute_output_shape` says it."""
    with machine.silently():
        output = run_operation(machine, ref, _placeholder(machine, to_rule_argument(machine, shape)))
    return _shapes(machine, output)


def _placeholder(machine: Machine, shape: Value) -> Structure:
    """Tensors of the shapes that a program gives: a tuple of sizes, or tuples and dicts of those."""
    if isinstance(shape, dict):
        return NamedTensors(tuple((str(name), _placeholder(machine, item)) for name, item in shape.items()))
    if isinstance(shape, tuple) and shape and all(isinstance(item, (tuple, dict)) for item in shape):
        return tuple(_placeholder(machine, item) for item in shape)
    dims = open_axes(machine, shape, "input_shape")
    return Tensor(dims if isinstance(dims, (tuple, Unknown)) else Unknown("the shape is not known"))


def _shapes(machine: Machine, output: Structure) -> Value:
    if isinstance(output, Tensor):
        return keras_shape(output)
    if isinstance(output, tuple):
        return machine.heap.new(ListObject(tuple(_shapes(machine, item) for item in output)))
    return output if isinstance(output, Unknown) else Unknown("several shapes by name")


def _count_params(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    if layer.result is None:
        return Unknown("the layer is not built", span.line)
    count = count_parameters(layer.result.weights)
    return Unknown("the number of weights is open", span.line) if isinstance(count, Polynomial) else count


def _get_weights(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    if layer.result is None:
        return machine.heap.new(ListObject(Unknown("the layer is not built", span.line)))
    arrays = tuple(TensorValue(Tensor(weight.shape), is_array=True) for weight in layer.result.weights)
    return machine.heap.new(ListObject(arrays))


def _build(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    """The weights for an input of that shape."""
    assert isinstance(layer.configured, Configured)
    shape = open_axes(machine, to_rule_argument(machine, arguments.get(0, "input_shape")), "input_shape")
    if isinstance(shape, tuple) and layer.result is None:
        outcome = apply(layer.configured, Tensor(shape))
        if isinstance(outcome, Result):
            machine.heap[ref] = replace(layer, built=shape, result=outcome)
    return None


def _initial_state(machine: Machine, ref: Ref, layer: LayerObject, arguments: CallArguments, span: Span) -> Value:
    """`cell.get_initial_state(batch_size)`: zeros for each state of a cell, or of the cells that are stacked."""
    assert isinstance(layer.configured, Configured)
    cell = cell_of(layer.configured)
    batch = to_rule_argument(machine, arguments.get(0, "batch_size"))
    if cell is None or isinstance(cell, Unknown) or not isinstance(batch, (int, Polynomial)):
        return cell if isinstance(cell, Unknown) else Unknown("the states to begin with are not known", span.line)
    dtype = layer.configured.arguments.compute_dtype()
    states = tuple(state_of(batch, size, dtype) for size in cell.states)
    return machine.heap.new(ListObject(tuple(without_history(state) for state in states)))


_METHODS: dict[str, Method] = {
    "adapt": _adapt,
    "set_weights": _set_weights,
    "build": _build,
    "compute_output_shape": _compute_output_shape,
    "count_params": _count_params,
    "get_config": _get_config,
    "get_initial_state": _initial_state,
    "get_vocabulary": _get_vocabulary,
    "get_weights": _get_weights,
    "vocabulary_size": _vocabulary_size,
}


def layer_from_config(machine: Machine, name: str, arguments: CallArguments, span: Span) -> Value:
    """`Dense.from_config(config)`: the layer that the arguments in a dict make."""
    entry = find_layer(name)
    config = unwrap_containers(machine, arguments.get(0, "config"), lambda _machine, item: item)
    if entry is None or not isinstance(config, dict):
        return config if isinstance(config, Unknown) else Unknown("the configuration is not known", span.line)
    known = {key: value for key, value in config.items() if isinstance(key, str) and entry.signature.accepts(key)}
    return construct_layer(machine, entry, CallArguments([], known), span)
