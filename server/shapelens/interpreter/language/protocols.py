"""The special methods of the program's own classes (`__len__`, `__iter__`, `__add__`, `__eq__`, ...)."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import InstanceObject
from shapelens.interpreter.domain.values import CallArguments, Descriptor, Function, Method, Ref, Value
from shapelens.interpreter.language.mro import find_in_class
from shapelens.interpreter.machine.machine import MISSING, START, Machine
from shapelens.syntax.spans import Span


def special_method(machine: Machine, value: Value, name: str) -> Value:
    """A special method of an instance, bound to it; `MISSING` where its class defines none."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if not isinstance(content, InstanceObject) or content.cls is None:
        return MISSING
    found = find_in_class(machine, content.cls, name)
    if isinstance(found, Descriptor):
        return Method(content.cls, found.function) if found.kind == "classmethod" else found.function
    return Method(value, found) if isinstance(found, Function) else MISSING


def call_special(machine: Machine, value: Value, name: str, *arguments: Value, span: Span = START) -> Value:
    """What a special method of an instance gives; `MISSING` where its class defines none."""
    method = special_method(machine, value, name)
    if method is MISSING:
        return MISSING
    return machine.call(method, CallArguments(list(arguments), {}, [span] * len(arguments)), span)


def inner_container(machine: Machine, value: Value) -> Value:
    """The dict or list that an instance of a class deriving from one also is; else the value itself."""
    return inner_object(machine, value) if isinstance(value, Ref) else value


def inner_object(machine: Machine, ref: Ref) -> Ref:
    """The same of an object."""
    content = machine.heap[ref]
    return content.container if isinstance(content, InstanceObject) and content.container is not None else ref
