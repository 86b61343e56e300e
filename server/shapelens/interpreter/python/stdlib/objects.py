"""Functions that look at other values, and those without effect: `getattr`, `hasattr`, `isinstance`, `print`."""

from __future__ import annotations

from shapelens.interpreter.heap import ClassObject, InstanceObject
from shapelens.interpreter.keras.naming import canonical
from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import MISSING, Machine
from shapelens.interpreter.modules.versions import library_version
from shapelens.interpreter.python.attributes import get_attribute
from shapelens.interpreter.python.classes import find_in_class, library_base
from shapelens.interpreter.python.targets import set_attribute
from shapelens.interpreter.values import CallArguments, Named, Ref, Value, is_scalar
from shapelens.layers.registry import find_function, find_layer
from shapelens.syntax.spans import Span


@library("builtins.print")
def _nothing(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return None


@library("builtins.getattr")
def _getattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name = arguments.get(1, "name")
    if not isinstance(name, str) or not arguments.positional:
        return NOT_KNOWN
    if len(arguments.positional) > 2 and has_attribute(machine, arguments.positional[0], name) is False:
        return arguments.positional[2]
    return get_attribute(machine, arguments.positional[0], name, span)


@library("builtins.setattr")
def _setattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name = arguments.get(1, "name")
    if isinstance(name, str) and len(arguments.positional) == 3:
        set_attribute(machine, arguments.positional[0], name, arguments.positional[2])
    return None


@library("builtins.hasattr")
def _hasattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name = arguments.get(1, "name")
    known = has_attribute(machine, arguments.get(0, "obj"), name) if isinstance(name, str) else None
    return NOT_KNOWN if known is None else known


def has_attribute(machine: Machine, value: Value, name: str) -> bool | None:
    """Whether a value has an attribute; None where that is not known."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject):
        if name in content.attributes:
            return True
        if content.cls is None:
            return False
        if find_in_class(machine, content.cls, name) is not MISSING:
            return True
        return None if library_base(machine, content.cls) is not None else False
    if isinstance(content, ClassObject) and isinstance(value, Ref):
        return True if find_in_class(machine, value, name) is not MISSING else None
    if isinstance(value, Named):
        return _library_has(machine, value, name)
    return hasattr(value, name) if is_scalar(value) or isinstance(value, tuple) else None


# what keras.layers exports beside the layers that have a rule
_WITHOUT_RULE = {
    "Input", "InputLayer", "InputSpec", "Layer", "Wrapper", "JaxLayer", "FlaxLayer", "TFSMLayer", "TorchModuleWrapper",
    "serialize", "deserialize",
}  # fmt: skip


_KNOWN = {"keras.version", "keras.ops", "keras.layers", "keras.Model", "keras.utils", "keras.config", "keras.backend"}


def _library_has(machine: Machine, module: Named, name: str) -> bool | None:
    """Whether a library has a name: of `keras.layers` its rules tell; None where that is not known."""
    if library_version(machine, f"{module.path}.{name}") is not None or canonical(f"{module.path}.{name}") in _KNOWN:
        return True
    if canonical(f"{module.path}.{name}") != f"keras.layers.{name}" and canonical(module.path) != "keras.layers":
        return None
    return find_layer(name) is not None or find_function(name) is not None or name in _WITHOUT_RULE
