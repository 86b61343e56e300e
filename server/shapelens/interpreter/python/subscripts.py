"""`value[index]`."""

from __future__ import annotations

from shapelens.interpreter.heap import ClassObject, DictObject, ListObject
from shapelens.interpreter.keras import tensors
from shapelens.interpreter.machine import MISSING, Machine
from shapelens.interpreter.python.attributes import get_attribute
from shapelens.interpreter.python.operators import items_of
from shapelens.interpreter.python.stdlib.environment import ENVIRONMENT, variable
from shapelens.interpreter.values import Ref, SliceValue, TensorValue, Value
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def subscript(machine: Machine, value: Value, index: Value, span: Span) -> Value:
    """An item or slice of a value."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, TensorValue):
        return tensors.index(machine, value, index, span)
    if isinstance(index, Unknown):
        return index
    if value == ENVIRONMENT:
        found = variable(machine, index)
        return Unknown(f"the environment variable {index!r} is not known", span.line) if found is MISSING else found
    if isinstance(value, dict):
        return value.get(index, Unknown(f"it has no item {index!r}", span.line))
    content = machine.heap[value] if isinstance(value, Ref) else None
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
    items = value if isinstance(value, (str, range)) else items_of(machine, value)
    if items is None:
        known = isinstance(content, ListObject) and isinstance(content.items, Unknown)
        return content.items if known else Unknown("what is indexed is not known", span.line)  # type: ignore[union-attr]
    return _index_sequence(machine, value, items, index, span)


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
