"""Values of Python itself as values of the program."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import DictObject, ListObject
from shapelens.interpreter.domain.values import SCALARS, Value
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown


def from_python(machine: Machine, value: object) -> Value:
    """A value of Python as one of the program: a list of its own at every evaluation."""
    if isinstance(value, dict):
        machine.tick()
        return machine.heap.new(DictObject({key: from_python(machine, item) for key, item in value.items()}))
    if not isinstance(value, (list, tuple, set)):
        return value if isinstance(value, SCALARS) else Unknown("it is no constant of Python")
    machine.tick()
    items = tuple(from_python(machine, item) for item in value)
    return items if isinstance(value, tuple) else machine.heap.new(ListObject(items, type(value).__name__))
