"""Assignment to names, attributes, items, and unpacking."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.contents import labels_of_numbers
from shapelens.interpreter.data.frames import set_column
from shapelens.interpreter.data.labels import joined
from shapelens.interpreter.heap import (
    ClassObject,
    DictObject,
    FrameObject,
    FunctionalObject,
    InstanceObject,
    LayerObject,
    ListObject,
    ModuleObject,
    SequentialObject,
)
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.operators import items_of
from shapelens.interpreter.python.stdlib.environment import ENVIRONMENT, set_variable
from shapelens.interpreter.values import Named, Ref, TensorValue, Value, is_scalar
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low


def assign_target(machine: Machine, target: low.Expression, value: Value) -> None:
    """Bind `value` to an assignment target."""
    if isinstance(target, low.Name):
        machine.assign(target.id, value)
        _name_model(machine, target.id, value)
    elif isinstance(target, low.Display):
        _unpack(machine, target, value)
    elif isinstance(target, low.Starred):
        assign_target(machine, target.value, value)
    elif isinstance(target, low.Subscript):
        container, index = machine.evaluate(target.value), machine.evaluate(target.index)
        if isinstance(container, TensorValue) and (container.items is not None or container.labels is not None):
            # the numbers of an array are known only as long as nothing writes into it
            written = labels_of_numbers(value) if not isinstance(value, TensorValue) else value.labels
            assign_target(
                machine, target.value, replace(container, items=None, labels=joined([container.labels, written]))
            )
        _set_item(machine, container, index, value)
    elif isinstance(target, low.Attribute):
        set_attribute(machine, machine.evaluate(target.value), target.name, value)
        _name_model(machine, target.name, value)


def set_attribute(machine: Machine, receiver: Value, name: str, value: Value) -> None:
    """`receiver.name = value`."""
    content = machine.heap[receiver] if isinstance(receiver, Ref) else None
    if isinstance(content, (InstanceObject, ClassObject)):
        machine.heap[receiver] = replace(content, attributes={**content.attributes, name: value})
    elif isinstance(content, ModuleObject):
        scope = machine.scope_at(content.module.scope)
        machine.heap[content.module.scope] = replace(scope, names={**scope.names, name: value})
    elif isinstance(receiver, Named):
        # a library that the program patches: `keras.utils.generic_utils = keras.utils`
        patched = Unknown("it is replaced on a condition that is not known") if machine.speculative else value
        machine.resolved[f"{receiver.path}.{name}"] = patched
    if name == "trainable" and isinstance(value, bool) and isinstance(receiver, Ref):
        set_trainable(machine, receiver, value)


def set_trainable(machine: Machine, ref: Ref, trainable: bool) -> None:
    """`layer.trainable = ...`: of a layer, and of everything inside a model."""
    content = machine.heap[ref]
    if isinstance(content, LayerObject):
        machine.heap[ref] = replace(content, trainable=trainable)
    elif isinstance(content, (SequentialObject, FunctionalObject)):
        for layer in content.layers:
            set_trainable(machine, layer, trainable)


def _name_model(machine: Machine, name: str, value: Value) -> None:
    """A model is called by the first variable that holds it."""
    ours = machine.module.file is None and isinstance(value, Ref)
    if ours and isinstance(machine.heap[value], (SequentialObject, FunctionalObject)):
        machine.model_names.setdefault(value.address, name)


def _unpack(machine: Machine, target: low.Display, value: Value) -> None:
    elements = target.elements
    star = next((i for i, element in enumerate(elements) if isinstance(element, low.Starred)), None)
    items = items_of(machine, value)
    if items is None or (len(items) != len(elements) if star is None else len(items) < len(elements) - 1):
        reason = value if isinstance(value, Unknown) else machine.unknown("what is unpacked is not known", target.span)
        for element in elements:
            assign_target(machine, element, reason)
        return
    if star is None:
        for element, item in zip(elements, items, strict=True):
            assign_target(machine, element, item)
        return
    behind = len(elements) - star - 1
    middle = machine.heap.new(ListObject(items[star : len(items) - behind]))
    spread = [*items[:star], middle, *items[len(items) - behind :]]
    for element, item in zip(elements, spread, strict=True):
        assign_target(machine, element, item)


def _set_item(machine: Machine, container: Value, index: Value, value: Value) -> None:
    if container == ENVIRONMENT:
        set_variable(machine, index, value)
    if not isinstance(container, Ref):
        return
    content = machine.heap[container]
    if isinstance(content, FrameObject):
        set_column(machine, container, content, index, value)
    elif isinstance(content, ListObject) and not isinstance(content.items, Unknown):
        if isinstance(index, int) and -len(content.items) <= index < len(content.items):
            items = list(content.items)
            items[index] = value
            machine.heap[container] = replace(content, items=tuple(items))
        else:
            machine.heap[container] = replace(content, items=Unknown("an item is set at a place that is not known"))
    elif isinstance(content, DictObject) and not isinstance(content.items, Unknown):
        if is_scalar(index):
            machine.heap[container] = DictObject({**content.items, index: value})
        else:
            machine.heap[container] = DictObject(Unknown("an item is set under a key that is not known"))
