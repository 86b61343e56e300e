"""Decorators: those of the program are called, those that are known do what they do, others pass through."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import ClassObject, InstanceObject
from shapelens.interpreter.domain.values import CallArguments, Descriptor, Function, Method, Named, Partial, Ref, Value
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low

_DESCRIPTORS = {
    "builtins.property": "property",
    "functools.cached_property": "property",
    "abc.abstractproperty": "property",
    "builtins.staticmethod": "staticmethod",
    "builtins.classmethod": "classmethod",
    "abc.abstractclassmethod": "classmethod",
    "abc.abstractstaticmethod": "staticmethod",
}


def apply_decorators(machine: Machine, decorators: tuple[low.Expression, ...], value: Value) -> Value:
    """A function or class behind its decorators, the last one first."""
    evaluated = [machine.evaluate(node) for node in decorators]
    for node, decorator in reversed(list(zip(decorators, evaluated, strict=True))):
        value = _decorated(machine, node, decorator, value)
    return value


def _decorated(machine: Machine, node: low.Expression, decorator: Value, value: Value) -> Value:
    if isinstance(decorator, Named):
        return _by_library(decorator.path, value)
    if isinstance(node, low.Attribute) and node.name in {"setter", "deleter", "getter"}:
        before = machine.evaluate(node.value)
        if isinstance(before, Descriptor) and isinstance(value, Function):
            return replace(before, setter=value) if node.name == "setter" else before
        return before
    if _is_of_program(machine, decorator):
        span = machine.at(node.span)
        result = machine.call(decorator, CallArguments([value], {}, [span]), span)
        return value if isinstance(result, Unknown) else result
    return value


def _by_library(path: str, value: Value) -> Value:
    if path in _DESCRIPTORS and isinstance(value, (Function, Descriptor)):
        function = value.function if isinstance(value, Descriptor) else value
        return Descriptor(_DESCRIPTORS[path], function)
    return value


def _is_of_program(machine: Machine, decorator: Value) -> bool:
    if isinstance(decorator, (Function, Method, Partial)):
        return True
    return isinstance(decorator, Ref) and isinstance(machine.heap[decorator], (ClassObject, InstanceObject))
