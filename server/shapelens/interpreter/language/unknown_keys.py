"""Items under keys that are not known: any of those that are there may be meant, or one that is not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shapelens.interpreter.domain.objects import NO_COMMON, DictObject, ListObject
from shapelens.interpreter.domain.values import NOTHING, AnyOf, Ref, Value
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import (
    ALTERNATIVES,
    certain_items,
    each_of,
    each_value,
    join_all,
    join_items,
    join_values,
)
from shapelens.shapes.unknown import Unknown


def any_of(machine: Machine, values: Sequence[Value], each: Value = NOTHING) -> Value:
    """One of several values, it is not known which; of more lists and dicts than are followed, any."""
    refs = dict.fromkeys(value for value in values if isinstance(value, Ref))
    containers = [ref for ref in refs if isinstance(machine.heap[ref], (ListObject, DictObject))]
    if len(containers) > ALTERNATIVES:
        return AnyOf("which of many it is is not known", None, tuple(containers))
    return join_values(join_all(values), each)


def set_under_unknown_key(content: DictObject, item: Value, reason: Unknown) -> DictObject:
    """A dict in which an item is set: it may have replaced any other."""
    return replace(content, items=reason, some={}, each=join_items(each_value(content), item))


def with_unknown_key(machine: Machine, content: DictObject, made: Value, reason: Unknown) -> tuple[DictObject, Value]:
    """A dict that has an item under some key, `made` if there was none, and that item.

    A list that is made so stands for all that come to be: how many items it has is not known.
    """
    if content.each is NO_COMMON and isinstance(content.items, Unknown):
        return content, any_of(machine, (*content.some.values(), reason))
    values = tuple(certain_items(content).values())
    each = content.each if isinstance(content.items, Unknown) else NOTHING
    if each is NOTHING or not _stands_for_many(machine, each):
        _open(machine, made, reason)
        each = join_items(each, made)
    changed = replace(content, items=reason, some=certain_items(content), each=join_items(join_all(values), each))
    return changed, any_of(machine, values, each)


def _stands_for_many(machine: Machine, value: Value) -> bool:
    content = machine.heap[value] if isinstance(value, Ref) else None
    return isinstance(content, (ListObject, DictObject)) and isinstance(content.items, Unknown)


def _open(machine: Machine, made: Value, reason: Unknown) -> None:
    content = machine.heap[made] if isinstance(made, Ref) else None
    if isinstance(made, Ref) and isinstance(content, ListObject):
        machine.heap[made] = ListObject(reason, content.kind, (), each_of(content))
    elif isinstance(made, Ref) and isinstance(content, DictObject):
        machine.heap[made] = replace(content, items=reason, some={}, each=each_value(content))
