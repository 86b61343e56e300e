"""`value.name`."""

from __future__ import annotations

from shapelens.interpreter.data.frames import FRAME, series_of
from shapelens.interpreter.heap import ClassObject, FrameObject, InstanceObject, ModuleObject, ToolObject
from shapelens.interpreter.keras.attributes import keras_attribute, tensor_attribute
from shapelens.interpreter.keras.identifiers import initializer_attribute
from shapelens.interpreter.keras.twins import twin_attribute
from shapelens.interpreter.library import constants, find_attribute, is_library_constant, library_constant
from shapelens.interpreter.machine import MISSING, Machine
from shapelens.interpreter.modules.load import module_attribute
from shapelens.interpreter.modules.resolve import resolve
from shapelens.interpreter.modules.versions import library_version
from shapelens.interpreter.python.classes import class_attribute, instance_attribute, super_attribute
from shapelens.interpreter.values import (
    BoundMethod,
    LibraryInstance,
    Named,
    Ref,
    Stream,
    SuperValue,
    TensorValue,
    Value,
)
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

constants({"numpy.newaxis": None, "tensorflow.newaxis": None})

_DTYPES = {
    "float16", "float32", "float64", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32",
    "uint64", "bool", "string", "complex64", "complex128",
}  # fmt: skip
_DTYPE_ROOTS = {"numpy", "tensorflow", "jax.numpy", "torch"}


def get_attribute(machine: Machine, value: Value, name: str, span: Span) -> Value:
    """An attribute of a value; a method comes back bound to it."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Named):
        return _of_library(machine, value, name)
    if isinstance(value, TensorValue):
        return tensor_attribute(machine, value, name, span)
    if isinstance(value, Ref):
        return _of_object(machine, value, name, span)
    if isinstance(value, Stream):
        return value.attributes[name] if name in value.attributes else _of_kind(machine, value, value.kind, name, span)
    if isinstance(value, SuperValue):
        found = super_attribute(machine, value, name, span)
        return BoundMethod(value, name) if found is MISSING else found
    if isinstance(value, (str, bytes, int, float, tuple, LibraryInstance)):
        return BoundMethod(value, name)
    found = initializer_attribute(value, name)
    return Unknown(f"`.{name}` of this value is not understood", span.line) if found is MISSING else found


def _of_object(machine: Machine, value: Ref, name: str, span: Span) -> Value:
    content = machine.heap[value]
    if isinstance(content, ClassObject):
        return class_attribute(machine, value, name, span)
    if isinstance(content, ModuleObject):
        found = module_attribute(machine, value, name)
        if isinstance(found, Named):
            return resolve(machine, found)
        return Unknown(f"`{content.module.name}` has no `{name}`", span.line) if found is MISSING else found
    if isinstance(content, ToolObject):
        return _of_kind(machine, value, content.kind, name, span)
    if isinstance(content, FrameObject):
        if name in content.columns:
            return series_of(content, name)
        return _of_kind(machine, value, FRAME, name, span)
    if not isinstance(content, InstanceObject):
        return keras_attribute(machine, value, name)
    found = instance_attribute(machine, value, name, span)
    if found is not MISSING:
        return found
    if content.base is not None:
        inherited = keras_attribute(machine, content.base, name)
        if not isinstance(inherited, BoundMethod):
            return inherited
        inside = twin_attribute(machine, value, name, span)
        if inside is not MISSING:
            return inside
    return content.name if name == "name" and content.name else BoundMethod(value, name)


def _of_kind(machine: Machine, value: Value, kind: str, name: str, span: Span) -> Value:
    """An attribute or method of a library's object, known by its class."""
    read = find_attribute(f"{kind}.{name}")
    return BoundMethod(value, name) if read is None else read(machine, value, span)


def _of_library(machine: Machine, value: Named, name: str) -> Value:
    path = f"{value.path}.{name}"
    if is_library_constant(path):
        return library_constant(path)
    if name in _DTYPES and value.path in _DTYPE_ROOTS:
        return name
    version = library_version(machine, path)
    return resolve(machine, Named(path)) if version is None else version
