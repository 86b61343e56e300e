"""Assignment to names, attributes, items, and unpacking; and `del` of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from shapelens.interpreter.data.contents import labels_of_numbers
from shapelens.interpreter.domain.labels import joined
from shapelens.interpreter.domain.objects import FunctionalObject, ListObject, SequentialObject
from shapelens.interpreter.domain.values import Ref, TensorValue, Value
from shapelens.interpreter.evaluator.attributes import delete_attribute, get_attribute, set_attribute
from shapelens.interpreter.evaluator.subscripts import delete_item, set_item, subscript
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.iteration import collect
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

# what gives `left op= right` its value
Operate: TypeAlias = Callable[[Machine, str, Value, Value, Span], Value]


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
        _assign_item(machine, target, machine.evaluate(target.value), machine.evaluate(target.index), value)
    elif isinstance(target, low.Attribute):
        set_attribute(machine, machine.evaluate(target.value), target.name, value, machine.at(target.span))
        _name_model(machine, target.name, value)


def _assign_item(machine: Machine, target: low.Subscript, container: Value, index: Value, value: Value) -> None:
    if isinstance(container, TensorValue) and (container.items is not None or container.labels is not None):
        # the numbers of an array are known only as long as nothing writes into it
        written = value.labels if isinstance(value, TensorValue) else labels_of_numbers(value)
        changed = replace(container, items=None, labels=joined([container.labels, written]))
        assign_target(machine, target.value, changed)
    set_item(machine, container, index, value, machine.at(target.span))


def assign_augmented(machine: Machine, node: low.AugmentedAssign, operate: Operate) -> None:
    """`target op= value`: what the target names is evaluated once."""
    target, span = node.target, machine.at(node.span)
    if isinstance(target, low.Subscript):
        container, index = machine.evaluate(target.value), machine.evaluate(target.index)
        before = subscript(machine, container, index, span)
        after = operate(machine, node.operator, before, machine.evaluate(node.value), span)
        _assign_item(machine, target, container, index, after)
    elif isinstance(target, low.Attribute):
        receiver = machine.evaluate(target.value)
        before = get_attribute(machine, receiver, target.name, span)
        after = operate(machine, node.operator, before, machine.evaluate(node.value), span)
        set_attribute(machine, receiver, target.name, after, span)
    else:
        before = machine.evaluate(target)
        assign_target(machine, target, operate(machine, node.operator, before, machine.evaluate(node.value), span))


def delete_target(machine: Machine, target: low.Expression) -> None:
    """`del target`."""
    span = machine.at(target.span)
    if isinstance(target, low.Name):
        machine.unbind(target.id)
    elif isinstance(target, low.Display):
        for element in target.elements:
            delete_target(machine, element)
    elif isinstance(target, low.Subscript):
        delete_item(machine, machine.evaluate(target.value), machine.evaluate(target.index), span)
    elif isinstance(target, low.Attribute):
        delete_attribute(machine, machine.evaluate(target.value), target.name, span)


def _name_model(machine: Machine, name: str, value: Value) -> None:
    """A model is called by the first variable that holds it."""
    if machine.module.file is not None or not isinstance(value, Ref):
        return
    if isinstance(machine.heap[value], (SequentialObject, FunctionalObject)):
        machine.model_names.setdefault(value.address, name)


def _unpack(machine: Machine, target: low.Display, value: Value) -> None:
    elements, span = target.elements, machine.at(target.span)
    star = next((i for i, element in enumerate(elements) if isinstance(element, low.Starred)), None)
    content = collect(machine, value, span)
    if isinstance(content.items, Unknown):
        _unpack_open(machine, elements, star, content)
        return
    items = content.items
    if len(items) != len(elements) if star is None else len(items) < len(elements) - 1:
        reason = fail(machine, ValueError, f"{len(items)} values are unpacked into {len(elements)}", span)
        for element in elements:
            assign_target(machine, element, reason)
        return
    if star is not None:
        behind = len(elements) - star - 1
        middle = machine.heap.new(ListObject(items[star : len(items) - behind]))
        items = (*items[:star], middle, *items[len(items) - behind :])
    for element, item in zip(elements, items, strict=True):
        assign_target(machine, element, item)


def _unpack_open(machine: Machine, elements: tuple[low.Expression, ...], star: int | None, content: ListObject) -> None:
    """Unpack what has an unknown number of items: each is what all have in common."""
    assert isinstance(content.items, Unknown)
    each = content.each if isinstance(content.each, Unknown) is False else content.items
    for position, element in enumerate(elements):
        if position == star:
            rest = ListObject(content.items, "list", content.head[position:], content.each)
            assign_target(machine, element, machine.heap.new(rest))
        elif position < len(content.head) and (star is None or position < star):
            assign_target(machine, element, content.head[position])
        else:
            assign_target(machine, element, each)
