"""Comprehensions and generator expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shapelens.interpreter.data.elements import count_of, element_of
from shapelens.interpreter.heap import Alike, DictObject, ListObject, Scope
from shapelens.interpreter.joins import as_item, common_item
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.long_loops import LONG, first_different
from shapelens.interpreter.python.operators import items_of, truth
from shapelens.interpreter.python.targets import assign_target
from shapelens.interpreter.unfolding import plain_tensors
from shapelens.interpreter.values import Value, is_hashable
from shapelens.shapes.expressions import Size
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low

# so many items of a long sequence are evaluated, before a few others are tried
_HEAD = 4


@dataclass(slots=True)
class _Collected:
    """What a comprehension gave: its items one by one, unless `reason` says why they are not known; then what they have
    in common, where they have."""

    items: list[tuple[Value, Value]] = field(default_factory=list)
    reason: Unknown | None = None
    alike: Alike | None = None


def comprehension(machine: Machine, node: low.Comprehension) -> Value:
    """Evaluated in a scope of its own; a sequence that is not known gives an unknown result."""
    scope = machine.heap.new(Scope({}, machine.scope))
    outer, machine.scope = machine.scope, scope
    collected = _Collected()
    try:
        _run_generators(machine, node, 0, collected)
    finally:
        machine.scope = outer
    reason = collected.reason
    if node.kind == "dict":
        if reason is None and all(is_hashable(key) for key, _ in collected.items):
            return machine.heap.new(DictObject(dict(collected.items)))
        return machine.heap.new(DictObject(reason or machine.unknown("a key of the dict is not known", node.span)))
    items = reason if reason is not None else tuple(key for key, _ in collected.items)
    return machine.heap.new(ListObject(items, "set" if node.kind == "set" else "list", collected.alike))


def _run_generators(machine: Machine, node: low.Comprehension, position: int, collected: _Collected) -> None:
    if position == len(node.generators):
        key = machine.evaluate(node.element)
        collected.items.append((key, machine.evaluate(node.value) if node.value else None))
        return
    generator = node.generators[position]
    iterable = machine.evaluate(generator.iterable)
    items = iterable if isinstance(iterable, range) else items_of(machine, iterable)
    alone = len(node.generators) == 1 and node.kind != "dict"
    if items is None:
        _over_any(machine, node, position, iterable, collected)
        return
    if alone and len(items) > LONG and not generator.conditions:
        count = _sampled(machine, node, items)
        if count is not None:
            collected.reason = machine.unknown("it has more items than are followed one by one", node.span)
            collected.alike = count
            return
    for item in items:
        machine.tick()
        assign_target(machine, generator.target, item)
        wanted = _all_true(machine, generator.conditions)
        if isinstance(wanted, Unknown):
            collected.reason = wanted
        elif wanted:
            _run_generators(machine, node, position + 1, collected)
        if collected.reason is not None:
            return


def _over_any(machine: Machine, node: low.Comprehension, position: int, iterable: Value, collected: _Collected) -> None:
    """Over a sequence of which at most one element is known: its items may still be alike."""
    generator = node.generators[position]
    element, count = element_of(machine.heap, iterable), count_of(machine.heap, iterable)
    unknown = machine.unknown("the sequence is not known", node.span)
    assign_target(machine, generator.target, unknown if element is None else element)
    wanted = _all_true(machine, generator.conditions)
    one = _Collected()
    with machine.speculating():
        _run_generators(machine, node, position + 1, one)
    collected.reason = iterable if isinstance(iterable, Unknown) else unknown
    if len(one.items) == 1 and len(node.generators) == 1:
        known = count if count is not None and wanted is True else collected.reason
        collected.alike = _alike(machine, one.items[0][0], known)


def _alike(machine: Machine, item: Value, count: Size) -> Alike | None:
    each = as_item(plain_tensors(machine, item))
    return None if each is None else Alike(each, count)


def _sampled(machine: Machine, node: low.Comprehension, items: Sequence[Value]) -> Alike | None:
    """What the items of a long comprehension have in common, from some of them; None where they differ."""
    count = len(items)
    each = _item(machine, node, items[0])
    for item in items[1:_HEAD]:
        each = common_item(each, _item(machine, node, item))
    if each is None:
        return None

    def same(place: int) -> bool:
        state = machine.heap.snapshot()
        with machine.silently():
            found = common_item(each, _item(machine, node, items[place]))
        machine.heap.restore(state)
        return found is not None

    tried = sorted({count // 3, count // 2, count // 2 + 1, count - 2, count - 1})
    return Alike(each, count) if first_different(tried, same, _HEAD, count) == count else None


def _item(machine: Machine, node: low.Comprehension, value: Value) -> Value | None:
    machine.tick()
    assign_target(machine, node.generators[0].target, value)
    return as_item(plain_tensors(machine, machine.evaluate(node.element)))


def _all_true(machine: Machine, conditions: tuple[low.Expression, ...]) -> bool | Unknown:
    for condition in conditions:
        known = truth(machine, machine.evaluate(condition))
        if known is not True:
            return known
    return True
