"""Functions of Keras that give no tensor, but on which models depend: the backend's settings and the graph."""

from __future__ import annotations

from shapelens.interpreter.heap import ListObject
from shapelens.interpreter.keras.naming import AutomaticNames
from shapelens.interpreter.library import library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.values import CallArguments, Node, TensorValue, Value, tensor_values
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def _register_setting(name: str, value: str) -> None:
    library(f"keras.backend.{name}", f"keras.config.{name}")(lambda _machine, _arguments, _span: value)


for _name, _value in {"image_data_format": "channels_last", "floatx": "float32", "backend": "tensorflow"}.items():
    _register_setting(_name, _value)


@library("keras.config.is_flash_attention_enabled", "keras.backend.config.is_flash_attention_enabled")
def _is_flash_attention_enabled(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A setting that nobody has made: Keras decides by the hardware, to no effect on shapes."""
    return None


@library("keras.layers.InputSpec", spread=True)
def _input_spec(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return Unknown("an InputSpec is not followed", span.line)


@library("keras.backend.is_keras_tensor", "keras.utils.is_keras_tensor")
def _is_keras_tensor(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "x")
    return value if isinstance(value, Unknown) else isinstance(value, TensorValue) and value.node is not None


@library("keras.ops.operation_utils.get_source_inputs", "keras.utils.get_source_inputs")
def _get_source_inputs(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The inputs that a tensor comes from (keras.src.ops.operation_utils.get_source_inputs)."""
    tensor = arguments.get(0, "tensor")
    if not isinstance(tensor, TensorValue) or tensor.node is None:
        return tensor
    sources: dict[int, TensorValue] = {}
    seen: set[int] = set()
    stack: list[tuple[TensorValue, Node]] = [(tensor, tensor.node)]
    while stack:
        value, node = stack.pop()
        if node.is_input:
            sources.setdefault(id(node), value)
            continue
        for parent in tensor_values(node.inputs):
            if parent.node is not None and id(parent.node) not in seen:
                seen.add(id(parent.node))
                stack.append((parent, parent.node))
    return machine.heap.new(ListObject(tuple(sources.values())))


@library("keras.backend.clear_session", "keras.utils.clear_session", spread=True)
def _clear_session(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    machine.names = AutomaticNames()
    return None


@library("keras.utils.get_file", "keras.utils.file_utils.get_file", "keras.utils.file_utils.exists", spread=True)
def _from_disk(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return Unknown("it is downloaded or read from a file", span.line)
