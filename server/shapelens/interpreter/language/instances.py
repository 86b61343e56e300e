"""Attributes of instances: their own, or those of their class bound to them."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import InstanceObject
from shapelens.interpreter.domain.values import (
    BoundMethod,
    CallArguments,
    Descriptor,
    Function,
    Method,
    Named,
    Ref,
    Value,
)
from shapelens.interpreter.language.functions import call_method
from shapelens.interpreter.language.mro import find_in_class
from shapelens.interpreter.language.protocols import call_special
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.syntax.spans import Span


def instance_attribute(machine: Machine, ref: Ref, name: str, span: Span) -> Value:
    """An attribute of an instance: its own, or its class's bound to it; `MISSING` where neither has it."""
    instance = machine.heap[ref]
    assert isinstance(instance, InstanceObject)
    found = MISSING if instance.cls is None else find_in_class(machine, instance.cls, name)
    computed = isinstance(found, Descriptor) and found.kind == "property" and found.setter is not None
    if name in instance.attributes and not computed:
        return instance.attributes[name]
    if found is MISSING or instance.cls is None:
        return MISSING
    return bind(machine, ref, instance.cls, found, span)


def bind(machine: Machine, receiver: Value, cls: Ref, found: Value, span: Span) -> Value:
    """What an attribute of a class becomes when it is read through an instance."""
    if isinstance(found, Function):
        return Method(receiver, found)
    if isinstance(found, Descriptor):
        if found.kind == "property":
            return call_method(machine, Method(receiver, found.function), CallArguments(), span)
        return Method(cls, found.function) if found.kind == "classmethod" else found.function
    if isinstance(found, Named) and found.path.startswith(("builtins.dict.", "builtins.list.")):
        # `__getattr__ = dict.get` in a class that derives from dict
        return BoundMethod(receiver, found.path.rpartition(".")[2])
    own = call_special(machine, found, "__get__", receiver, cls, span=span)
    return found if own is MISSING else own
