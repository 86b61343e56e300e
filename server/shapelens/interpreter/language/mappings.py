"""Values that are read as dicts: dicts, namespaces (`vars(x)`), keyword arguments, and objects with `keys()`."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import ClassObject, DictObject, InstanceObject, Scope, by_key
from shapelens.interpreter.domain.values import Namespace, Ref, Value
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.language.protocols import call_special, inner_object
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def mapping_of(machine: Machine, value: Value, span: Span) -> DictObject:
    """A value as a dict; one of unknown content where it is none that is known."""
    if isinstance(value, dict):
        return DictObject(by_key(value))
    if isinstance(value, Namespace):
        return DictObject(names_in(machine, value))
    content = machine.heap[inner_object(machine, value)] if isinstance(value, Ref) else None
    if isinstance(content, DictObject):
        return content
    keys = call_special(machine, value, "keys", span=span)
    items = None if keys is MISSING else items_of(machine, keys)
    if items is not None:
        return DictObject({key: call_special(machine, value, "__getitem__", key, span=span) for key in items})
    return DictObject(value if isinstance(value, Unknown) else Unknown("it is no dict that is known", span.line))


def names_in(machine: Machine, space: Namespace) -> dict[Value, Value]:
    """The names that an instance, a class or a scope holds."""
    content = machine.heap[space.owner]
    if isinstance(content, Scope):
        return {name: value for name, value in content.names.items() if not name.startswith("__")}
    return by_key(content.attributes) if isinstance(content, (InstanceObject, ClassObject)) else {}


def set_names(machine: Machine, space: Namespace, names: dict[str, Value]) -> None:
    """`vars(x).update(...)`."""
    content = machine.heap[space.owner]
    if isinstance(content, Scope):
        machine.heap[space.owner] = replace(content, names={**content.names, **names})
    elif isinstance(content, (InstanceObject, ClassObject)):
        machine.heap[space.owner] = replace(content, attributes={**content.attributes, **names})


def forget_names(machine: Machine, space: Namespace, reason: Unknown) -> None:
    """`vars(x).update(unknown)`: any name may have another value now."""
    set_names(machine, space, {str(name): reason for name in names_in(machine, space)})
