"""Lists as tuples and dicts as dicts: values of the program as a rule takes them."""

from __future__ import annotations

from collections.abc import Callable

from shapelens.interpreter.domain.objects import DictObject, InstanceObject, ListObject
from shapelens.interpreter.domain.values import OneOf, Ref, RuleArgument, TensorValue, Value, forget_alternatives
from shapelens.interpreter.language.container_items import is_named_tuple, items_of
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown


def unwrap_containers(
    machine: Machine, value: Value, convert: Callable[[Machine, Value], RuleArgument]
) -> RuleArgument:
    """A list as a tuple and a dict as a dict, with each item converted; unknown where their content is."""
    if isinstance(value, Unknown):
        return forget_alternatives(value)
    if isinstance(value, tuple):
        machine.tick(len(value) >> 1)
        return tuple(convert(machine, item) for item in value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject):
        return (
            content.items if isinstance(content.items, Unknown) else unwrap_containers(machine, content.items, convert)
        )
    if isinstance(content, DictObject):
        if isinstance(content.items, Unknown):
            return content.items
        return {key: convert(machine, item) for key, item in content.items.items()}
    if isinstance(content, InstanceObject) and is_named_tuple(machine, content):
        return unwrap_containers(machine, items_of(machine, value), convert)
    return value


def plain_tensors(machine: Machine, value: Value) -> Value:
    """The tensors given to a layer, with lists as tuples and dicts as dicts; a tensor or None is the tensor."""
    if isinstance(value, OneOf):
        tensors = [each for each in value.values if each is not None]
        if len(tensors) == 1 and isinstance(tensors[0], TensorValue):
            return tensors[0]
    unwrapped: Value = unwrap_containers(machine, value, plain_tensors)
    return unwrapped
