"""What a list of Python holds where an array is wanted."""

from __future__ import annotations

from typing import Literal, TypeAlias

from shapelens.interpreter.domain.objects import ListObject
from shapelens.interpreter.domain.values import Ref, TensorValue, Value
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown

Held: TypeAlias = Literal["numbers", "strings", "arrays"]
# what no array is made of for a list
PLAIN = ("numbers", "strings")


def held_by_list(machine: Machine, value: Value) -> Held | None:
    """What a list holds: numbers (or strings) at whatever depth, or arrays; None where that is not known."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject):
        if content.kind != "list":
            return None
        if isinstance(content.items, Unknown):
            return _common_kind([*content.head, content.each], machine)
        value = content.items
    return _common_kind(list(value), machine) if isinstance(value, tuple) and value else None


def _common_kind(items: list[Value], machine: Machine) -> Held | None:
    kinds: set[Held | None] = {_kind(machine, item) for item in items[:64]}
    return kinds.pop() if len(kinds) == 1 else None


def _kind(machine: Machine, item: Value) -> Held | None:
    if isinstance(item, (bool, int, float, str)):
        return "strings" if isinstance(item, str) else "numbers"
    if isinstance(item, TensorValue):
        if item.tensor.shape == ():
            return "strings" if item.tensor.dtype == "string" else "numbers"
        return "arrays" if item.is_array else None
    held = held_by_list(machine, item)
    return held if held in PLAIN else None
