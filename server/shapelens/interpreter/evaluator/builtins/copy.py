"""`copy`: shallow and deep copies."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import (
    DictObject,
    FunctionalObject,
    HeapObject,
    InstanceObject,
    IteratorObject,
    LayerObject,
    ListObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import CallArguments, Ref, Value
from shapelens.interpreter.language.protocols import call_special
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_COPIED = (ListObject, DictObject, InstanceObject, IteratorObject, LayerObject)


@library("copy.copy")
def _copy(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "x")
    content = machine.heap[value] if isinstance(value, Ref) else None
    own = call_special(machine, value, "__copy__", span=span)
    if own is not MISSING:
        return own
    if isinstance(content, InstanceObject) and content.container is not None:
        content = replace(content, container=machine.heap.new(machine.heap[content.container]))
    if isinstance(content, (SequentialObject, FunctionalObject)):
        return Unknown("a copy of a model is not followed", span.line)
    return machine.heap.new(content) if isinstance(content, _COPIED) else value


@library("copy.deepcopy")
def _deepcopy(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return copied(machine, arguments.get(0, "x"), {}, span)


def copied(machine: Machine, value: Value, made: dict[Ref, Ref], span: Span) -> Value:
    """A copy all the way down; what was one object stays one."""
    if isinstance(value, tuple):
        return _copied_each(machine, value, made, span)
    if not isinstance(value, Ref):
        return value
    if value in made:
        return made[value]
    own = call_special(machine, value, "__deepcopy__", machine.heap.new(DictObject({})), span=span)
    if own is not MISSING:
        return own
    content = machine.heap[value]
    if isinstance(content, (SequentialObject, FunctionalObject)):
        return Unknown("a copy of a model is not followed", span.line)
    if not isinstance(content, _COPIED):
        return value
    machine.tick()
    made[value] = ref = machine.heap.new(content)
    machine.heap[ref] = _inside(machine, content, made, span)
    return ref


def _copied_each(machine: Machine, items: tuple[Value, ...], made: dict[Ref, Ref], span: Span) -> tuple[Value, ...]:
    return tuple(copied(machine, item, made, span) for item in items)


def _inside(machine: Machine, content: HeapObject, made: dict[Ref, Ref], span: Span) -> HeapObject:
    if isinstance(content, ListObject):
        each = copied(machine, content.each, made, span)
        if isinstance(content.items, Unknown):
            return replace(content, head=_copied_each(machine, content.head, made, span), each=each)
        return replace(content, items=_copied_each(machine, content.items, made, span))
    if isinstance(content, DictObject):
        known = content.some if isinstance(content.items, Unknown) else content.items
        items = {key: copied(machine, item, made, span) for key, item in known.items()}
        return replace(content, some=items) if isinstance(content.items, Unknown) else replace(content, items=items)
    if isinstance(content, InstanceObject):
        attributes = {name: copied(machine, item, made, span) for name, item in content.attributes.items()}
        container = None if content.container is None else copied(machine, content.container, made, span)
        inner = container if isinstance(container, Ref) else None
        return replace(content, attributes=attributes, container=inner)
    return content
