"""What a value is: `isinstance`, `callable`, `type`."""

from __future__ import annotations

from shapelens.interpreter.heap import (
    ClassObject,
    DictObject,
    FunctionalObject,
    InputLayerObject,
    InstanceObject,
    LayerObject,
    ListObject,
    SequentialObject,
)
from shapelens.interpreter.keras.identifiers import initializer_class
from shapelens.interpreter.keras.naming import canonical
from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.classes import library_base, lineage
from shapelens.interpreter.values import (
    BoundMethod,
    CallArguments,
    Function,
    Method,
    Named,
    Partial,
    Ref,
    TensorValue,
    Value,
    is_scalar,
)
from shapelens.layers.registry import find_layer
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("builtins.isinstance")
def is_instance(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    kinds = arguments.get(1, "cls")
    answers = [
        _is_a(machine, arguments.get(0, "obj"), kind) for kind in (kinds if isinstance(kinds, tuple) else (kinds,))
    ]
    if any(answer is True for answer in answers):
        return True
    return NOT_KNOWN if None in answers else False


_PLAIN = {
    "builtins.int": int,
    "builtins.float": float,
    "builtins.str": str,
    "builtins.bool": bool,
    "builtins.tuple": tuple,
}
_IN_HEAP = {"builtins.list": "list", "builtins.set": "set", "builtins.dict": "dict"}
_SEQUENCES = {"collections.abc.Sequence", "typing.Sequence", "collections.abc.Iterable", "typing.Iterable"}


def _is_a(machine: Machine, value: Value, kind: Value) -> bool | None:
    if isinstance(value, Unknown):
        return None
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(kind, Ref):
        if not isinstance(machine.heap[kind], ClassObject):
            return None
        return isinstance(content, InstanceObject) and content.cls is not None and kind in lineage(machine, content.cls)
    if not isinstance(kind, Named):
        return None
    path = canonical(kind.path)
    if path in _PLAIN:
        return isinstance(value, _PLAIN[path])
    if path in _IN_HEAP:
        return (isinstance(content, ListObject) and content.kind == _IN_HEAP[path]) or (
            isinstance(content, DictObject) and path == "builtins.dict"
        )
    if path in _SEQUENCES:
        return isinstance(value, (tuple, str)) or isinstance(content, ListObject)
    return _is_keras(machine, value, path)


def _is_keras(machine: Machine, value: Value, path: str) -> bool | None:
    content = machine.heap[value] if isinstance(value, Ref) else None
    base = library_base(machine, content.cls) if isinstance(content, InstanceObject) and content.cls else None
    is_model = isinstance(content, (SequentialObject, FunctionalObject)) or base in {"keras.Model", "keras.Sequential"}
    if path == "keras.Model":
        return is_model
    if path == "keras.Sequential":
        return isinstance(content, SequentialObject) or base == "keras.Sequential"
    if path.startswith("keras.initializers."):
        return (
            initializer_class(value) is not None if path.endswith(".Initializer") else initializer_class(value) == path
        )
    if path == "keras.layers.Layer":
        is_layer = isinstance(content, (LayerObject, InputLayerObject)) or str(base).startswith("keras.layers.")
        return is_model or is_layer
    entry = find_layer(path.rpartition(".")[2]) if path.startswith("keras.layers.") else None
    if entry is not None and not isinstance(content, InstanceObject):
        return isinstance(content, LayerObject) and content.layer == entry.name
    return False if is_scalar(value) or isinstance(value, (TensorValue, tuple)) else None


@library("builtins.callable")
def is_callable(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "obj")
    if isinstance(value, (Function, Method, BoundMethod, Partial)):
        return True
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, (LayerObject, SequentialObject, FunctionalObject, ClassObject)):
        return True
    return False if is_scalar(value) or isinstance(value, tuple) else NOT_KNOWN


@library("builtins.type")
def type_of(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "obj")
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject) and content.cls is not None:
        return content.cls
    if is_scalar(value) or isinstance(value, tuple):
        return Named(f"builtins.{type(value).__name__}")
    return NOT_KNOWN
