"""The items of a value, where all of them are known."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import (
    ClassObject,
    DictObject,
    HeapObject,
    InstanceObject,
    IteratorObject,
    ListObject,
)
from shapelens.interpreter.domain.values import NOTHING, Function, Named, Ref, Stream, TensorValue, Value, is_scalar
from shapelens.interpreter.language.elements import elements_of
from shapelens.interpreter.language.mro import class_at
from shapelens.interpreter.language.protocols import call_special, special_method
from shapelens.interpreter.language.sizes import MAX_SEQUENCE
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.store.join import join_all
from shapelens.layers.operations.framework.values import ShapeValue
from shapelens.shapes.unknown import Unknown

SETS = frozenset({"set", "frozenset"})
# methods that change the list or set that they are called on
MUTATING = frozenset(
    {"append", "extend", "insert", "pop", "remove", "clear", "reverse", "sort", "add", "discard", "update"}
)
# CPython goes through small numbers in a set from the least to the greatest
_ASCENDING = 8


def items_of(machine: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items of a tuple, list, set, dict (its keys), range or iterator; None where they are not known.

    An iterator is at its end afterwards, as in Python.
    """
    if isinstance(value, tuple):
        return value
    if isinstance(value, ShapeValue):
        return value.sizes
    if isinstance(value, (TensorValue, Stream)):
        return elements_of(value)
    if isinstance(value, range):
        return tuple(value) if len(value) <= MAX_SEQUENCE else None
    if isinstance(value, dict):
        return tuple(value)
    return _in_heap(machine, value, machine.heap[value]) if isinstance(value, Ref) else None


def ordered_items(machine: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items in the order in which Python goes through them; of a set whose order is not known, how many they are
    and what they have in common."""
    items = tuple(value) if isinstance(value, str) else items_of(machine, value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if items is None or len(items) < 2 or not isinstance(content, ListObject) or content.kind not in SETS:
        return items
    small = [item for item in items if isinstance(item, int) and type(item) is int and 0 <= item < _ASCENDING]
    if len(small) == len(items):
        return tuple(sorted(small))
    return (join_all(items),) * len(items)


def _in_heap(machine: Machine, ref: Ref, content: HeapObject) -> tuple[Value, ...] | None:
    if isinstance(content, ListObject):
        return None if isinstance(content.items, Unknown) else content.items
    if isinstance(content, DictObject):
        return None if isinstance(content.items, Unknown) else tuple(content.items)
    if isinstance(content, IteratorObject):
        if content.more is None:
            machine.heap[ref] = IteratorObject(())
        return content.items if content.more is None else None
    if isinstance(content, ClassObject):
        return members_of(machine, ref, content) if content.kind == "enum" else None
    return _of_instance(machine, ref, content) if isinstance(content, InstanceObject) else None


def _of_instance(machine: Machine, ref: Ref, instance: InstanceObject) -> tuple[Value, ...] | None:
    given = call_special(machine, ref, "__iter__")
    if given is not MISSING:
        return None if given == ref else items_of(machine, given)
    if instance.container is not None:
        return items_of(machine, instance.container)
    if instance.cls is None or not is_named_tuple(machine, instance):
        return None
    return tuple(instance.attributes[field.name] for field in class_at(machine, instance.cls).fields)


def is_named_tuple(machine: Machine, instance: InstanceObject) -> bool:
    """Whether an instance is a named tuple."""
    return instance.cls is not None and class_at(machine, instance.cls).kind == "namedtuple"


def key_of(machine: Machine, value: Value) -> Value:
    """A value as a key of a dict or an item of a set; `NOTHING` where it is not wholly known.

    Objects that are equal to none but themselves are keys by their address; a member of an IntEnum is its number.
    """
    if isinstance(value, tuple):
        parts = tuple(key_of(machine, item) for item in value)
        return NOTHING if any(part is NOTHING for part in parts) else parts
    if is_scalar(value) or isinstance(value, (Named, Function)):
        return value
    return _key_of_object(machine, value) if isinstance(value, Ref) else NOTHING


def _key_of_object(machine: Machine, ref: Ref) -> Value:
    content = machine.heap[ref]
    if isinstance(content, InstanceObject):
        cls = None if content.cls is None else class_at(machine, content.cls)
        if cls is None or cls.kind in {"dataclass", "namedtuple"} or content.container is not None:
            return NOTHING
        if cls.kind == "enum":
            return content.attributes.get("value", NOTHING) if cls.plain else ref
        return ref if special_method(machine, ref, "__eq__") is MISSING else NOTHING
    return NOTHING if isinstance(content, (ListObject, DictObject)) else ref


def unique(machine: Machine, items: tuple[Value, ...]) -> tuple[Value, ...] | None:
    """The items of a set, each once; None where it is not known which are equal."""
    keys: dict[Value, Value] = {}
    for item in items:
        key = key_of(machine, item)
        if key is NOTHING:
            return items if len(items) == 1 else None
        keys.setdefault(key, item)
    return tuple(keys.values())


def members_of(machine: Machine, ref: Ref, cls: ClassObject) -> tuple[Value, ...]:
    """The members of an Enum, in order, each once."""
    members = []
    for name, value in cls.attributes.items():
        content = machine.heap[value] if isinstance(value, Ref) else None
        if isinstance(content, InstanceObject) and content.cls == ref and content.attributes.get("name") == name:
            members.append(value)
    return tuple(members)
