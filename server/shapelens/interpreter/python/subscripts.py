"""`value[index]`."""

from __future__ import annotations

from shapelens.interpreter.data.elements import element_of, handed_over
from shapelens.interpreter.data.feeding import item_of
from shapelens.interpreter.data.frame_methods import PLACES, by_place
from shapelens.interpreter.data.frames import index_frame
from shapelens.interpreter.heap import (
    Alike,
    ClassObject,
    DictObject,
    FrameObject,
    HeapObject,
    InstanceObject,
    ListObject,
    ToolObject,
)
from shapelens.interpreter.keras import tensors
from shapelens.interpreter.machine import MISSING, Machine
from shapelens.interpreter.python.attributes import get_attribute
from shapelens.interpreter.python.operators import items_of
from shapelens.interpreter.python.stdlib.environment import ENVIRONMENT, variable
from shapelens.interpreter.values import Ref, SliceValue, Stream, TensorValue, Value
from shapelens.layers.operations import slice_size
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def subscript(machine: Machine, value: Value, index: Value, span: Span) -> Value:
    """An item or slice of a value."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, TensorValue):
        return tensors.index(machine, value, index, span)
    if isinstance(value, Stream):
        return handed_over(machine.heap, value.element)
    if isinstance(index, Unknown) and element_of(machine.heap, value) is None:
        return index
    if value == ENVIRONMENT:
        found = variable(machine, index)
        return Unknown(f"the environment variable {index!r} is not known", span.line) if found is MISSING else found
    if isinstance(value, dict):
        return value.get(index, Unknown(f"it has no item {index!r}", span.line))
    content = machine.heap[value] if isinstance(value, Ref) else None
    found = _of_object(machine, value, content, index, span)
    if found is not MISSING:
        return found
    items = value if isinstance(value, (str, range)) else items_of(machine, value)
    if items is None:
        known = isinstance(content, ListObject) and isinstance(content.items, Unknown)
        return content.items if known else Unknown("what is indexed is not known", span.line)  # type: ignore[union-attr]
    return _index_sequence(machine, value, items, index, span)


def _of_object(machine: Machine, value: Value, content: HeapObject | None, index: Value, span: Span) -> Value:
    """An item of what has items in a way of its own; `MISSING` for any other sequence."""
    if isinstance(content, ClassObject):
        # Enum members by name, and generic aliases such as Sequence[int]
        return get_attribute(machine, value, index, span) if isinstance(index, str) else Unknown("a generic type")
    if isinstance(content, DictObject):
        if isinstance(content.items, Unknown):
            return content.items
        try:
            return content.items.get(index, Unknown(f"the dict has no item {index!r}", span.line))
        except TypeError:
            return Unknown("the key is not known", span.line)
    if isinstance(content, ToolObject) and content.kind == PLACES:
        return by_place(machine, content, index, span)
    if isinstance(content, FrameObject):
        return index_frame(machine, content, index, span)
    if isinstance(content, InstanceObject):
        if isinstance(index, str) and index in content.attributes and content.cls is None:
            return content.attributes[index]
        item = item_of(machine, value, content, index, span)
        return MISSING if item is None else item
    if isinstance(content, ListObject) and content.alike is not None:
        return _index_alike(machine, content.alike, index, span)
    return MISSING


def _index_alike(machine: Machine, alike: Alike, index: Value, span: Span) -> Value:
    """An item or slice of a list whose items are alike."""
    if not isinstance(index, SliceValue):
        return alike.each
    bounds = (index.lower, index.upper, index.step)
    known = all(isinstance(bound, (int, type(None))) for bound in bounds) and index.step != 0
    reason = Unknown("how many items the slice has is not known", span.line)
    count = slice_size(alike.count, *bounds) if known and not isinstance(alike.count, Unknown) else reason
    return machine.heap.new(ListObject(reason, alike=Alike(alike.each, count)))


def _index_sequence(machine: Machine, value: Value, items: Value, index: Value, span: Span) -> Value:
    if isinstance(index, int):
        if -len(items) <= index < len(items):
            return items[index]
        return Unknown(f"index {index} is out of range", span.line)
    if isinstance(index, SliceValue):
        bounds = (index.lower, index.upper, index.step)
        unknown = next((bound for bound in bounds if not isinstance(bound, (int, type(None)))), None)
        if unknown is not None or index.step == 0:
            return unknown if isinstance(unknown, Unknown) else Unknown("the slice is not known", span.line)
        part = items[slice(*bounds)]
        return machine.heap.new(ListObject(part)) if isinstance(value, Ref) else part
    return Unknown("the index is not known", span.line)
