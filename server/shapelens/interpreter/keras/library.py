"""Functions of Keras that give no tensor, but on which models depend: the backend's settings and the graph."""

from __future__ import annotations

from collections.abc import Callable

from shapelens.interpreter.heap import ListObject
from shapelens.interpreter.keras.naming import AutomaticNames
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.values import CallArguments, Node, TensorValue, Value, tensor_values
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def find_library_function(path: str) -> Callable[[Machine, CallArguments, Span], Value] | None:
    """The function behind a canonical Keras path, if it is one of these."""
    return _FUNCTIONS.get(path)


def _constant(value: Value) -> Callable[[Machine, CallArguments, Span], Value]:
    return lambda _machine, _arguments, _span: value


def _is_keras_tensor(_machine: Machine, arguments: CallArguments, _span: Span) -> Value:
    value = arguments.get(0, "x")
    return value if isinstance(value, Unknown) else isinstance(value, TensorValue) and value.node is not None


def _get_source_inputs(machine: Machine, arguments: CallArguments, _span: Span) -> Value:
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


def _clear_session(machine: Machine, _arguments: CallArguments, _span: Span) -> Value:
    machine.names = AutomaticNames()
    return None


def _from_disk(_machine: Machine, _arguments: CallArguments, span: Span) -> Value:
    return Unknown("it is downloaded or read from a file", span.line)


_FUNCTIONS: dict[str, Callable[[Machine, CallArguments, Span], Value]] = {
    "keras.backend.image_data_format": _constant("channels_last"),
    "keras.config.image_data_format": _constant("channels_last"),
    "keras.backend.floatx": _constant("float32"),
    "keras.config.floatx": _constant("float32"),
    "keras.backend.backend": _constant("tensorflow"),
    "keras.config.backend": _constant("tensorflow"),
    "keras.backend.is_keras_tensor": _is_keras_tensor,
    "keras.utils.is_keras_tensor": _is_keras_tensor,
    "keras.ops.operation_utils.get_source_inputs": _get_source_inputs,
    "keras.utils.get_source_inputs": _get_source_inputs,
    "keras.backend.clear_session": _clear_session,
    "keras.utils.clear_session": _clear_session,
    "keras.utils.get_file": _from_disk,
    "keras.utils.file_utils.get_file": _from_disk,
    "keras.utils.file_utils.exists": _from_disk,
}
