"""Records and copies of them: `dataclasses`, `types.SimpleNamespace`, `copy`, `vars`."""

from __future__ import annotations

from shapelens.interpreter.heap import DictObject, InstanceObject, ListObject
from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.values import CallArguments, Ref, Value
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("copy.deepcopy", "copy.copy")
def _deepcopy(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return _copied(machine, arguments.get(0, "x"))


def _copied(machine: Machine, value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(_copied(machine, item) for item in value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject):
        items = content.items if isinstance(content.items, Unknown) else _copied(machine, content.items)
        return machine.heap.new(ListObject(items, content.kind))
    if isinstance(content, DictObject):
        if isinstance(content.items, Unknown):
            return machine.heap.new(content)
        return machine.heap.new(DictObject({key: _copied(machine, item) for key, item in content.items.items()}))
    if isinstance(content, InstanceObject):
        return machine.heap.new(content)
    return value


@library("dataclasses.replace")
def _replace(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`dataclasses.replace(instance, **changes)`."""
    source = arguments.get(0, "obj")
    content = machine.heap[source] if isinstance(source, Ref) else None
    if not isinstance(content, InstanceObject):
        return NOT_KNOWN
    changed = {**content.attributes, **{name: value for name, value in arguments.keywords.items() if name != "obj"}}
    return machine.heap.new(InstanceObject(content.cls, span, changed))


@library("dataclasses.asdict", "builtins.vars")
def _asdict(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    source = arguments.get(0, "obj")
    content = machine.heap[source] if isinstance(source, Ref) else None
    if not isinstance(content, InstanceObject):
        return NOT_KNOWN
    return machine.heap.new(DictObject(dict(content.attributes)))


@library("dataclasses.field")
def _field(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`dataclasses.field(default=...)` or `(default_factory=...)`."""
    if "default_factory" in arguments.keywords:
        return machine.call(arguments.keywords["default_factory"], CallArguments(), span)
    return arguments.keywords.get("default", Unknown("the field has no default", span.line))


@library("types.SimpleNamespace", "argparse.Namespace")
def _namespace(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return machine.heap.new(InstanceObject(None, span, dict(arguments.keywords)))
