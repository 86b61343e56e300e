"""Comprehensions and generator expressions, each in a scope of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from shapelens.interpreter.domain.objects import NO_COUNT, DictObject, IteratorObject, ListObject, Scope
from shapelens.interpreter.domain.values import NOTHING, Value
from shapelens.interpreter.evaluator.lists import as_set
from shapelens.interpreter.evaluator.loop_summaries import FIRST, first_different, is_unrolled, many_items
from shapelens.interpreter.evaluator.targets import assign_target
from shapelens.interpreter.language.branches import completed, maybe, repeat
from shapelens.interpreter.language.container_items import key_of
from shapelens.interpreter.language.elements import count_of
from shapelens.interpreter.language.iteration import walk
from shapelens.interpreter.language.symbols import truth_of_test
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.completion import Completion
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import as_item, common_item, join_items
from shapelens.shapes.expressions import Size
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low

# so many items of a long sequence are evaluated, before a few others are tried
_HEAD = 4


@dataclass(slots=True)
class _Collected:
    """What a comprehension gave: `pairs` of an element and, in a dict, its value; from where a round may not run, only
    what the elements have in common (`each`) and why (`reason`)."""

    pairs: list[tuple[Value, Value]] = field(default_factory=list)
    each: Value = NOTHING
    reason: Unknown | None = None
    count: Size = NO_COUNT

    def add(self, element: Value, value: Value) -> None:
        self.each = join_items(self.each, element)
        if self.reason is None:
            self.pairs.append((element, value))


def evaluate_comprehension(machine: Machine, node: low.Comprehension) -> Value:
    """A comprehension; over what is not known its element is evaluated for any round."""
    outer, machine.scope = machine.scope, machine.heap.new(Scope({}, machine.scope, of_comprehension=True))
    collected = _Collected()
    try:
        _run(machine, node, 0, collected)
    finally:
        machine.scope = outer
    if node.kind == "dict":
        return machine.heap.new(_dict(machine, node, collected))
    items = tuple(element for element, _ in collected.pairs)
    if node.kind == "generator":
        return machine.heap.new(IteratorObject(items, collected.reason, each=collected.each))
    kind = "set" if node.kind == "set" else "list"
    if collected.reason is not None:
        count = collected.count if kind == "list" else NO_COUNT
        return machine.heap.new(ListObject(collected.reason, kind, items, collected.each, count))
    content = ListObject(items, kind)
    return machine.heap.new(as_set(machine, content) if kind == "set" else content)


def _dict(machine: Machine, node: low.Comprehension, collected: _Collected) -> DictObject:
    items: dict[Value, Value] = {}
    reason = collected.reason
    for element, value in collected.pairs:
        key = key_of(machine, element)
        if key is NOTHING:
            return DictObject(machine.unknown("a key of the dict is not known", node.span))
        items[key] = value
    # a later round that is not known may give any of the keys another value
    return DictObject(items) if reason is None else DictObject(reason)


def _run(machine: Machine, node: low.Comprehension, position: int, collected: _Collected) -> None:
    if position == len(node.generators):
        element = machine.evaluate(node.element)
        collected.add(element, machine.evaluate(node.value) if node.value else None)
        return
    generator = node.generators[position]
    iterable = machine.evaluate(generator.iterable)
    alone = len(node.generators) == 1 and node.kind != "dict" and not generator.conditions
    if alone and _is_sampled(machine, node, iterable, collected):
        return
    items, begun = walk(machine, iterable, machine.at(node.span)), machine.steps
    for number, item in enumerate(items.known):
        machine.tick()
        if number >= FIRST and not is_unrolled(machine, begun):
            collected.reason = collected.reason or machine.unknown("it has too many items to follow", node.span)
            items.rest = items.any
            break
        assign_target(machine, generator.target, item)
        _round(machine, node, position, collected)
    if items.rest is not NOTHING:
        reason = items.rest if isinstance(items.rest, Unknown) else Unknown("how many items there are is not known")
        collected.reason = collected.reason or reason
        many = many_items(machine, iterable)
        count = count_of(machine.heap, iterable) if many is None else len(many)
        if alone and count is not None:
            collected.count = count
        repeat(machine, partial(_any_round, machine, node, position, items.rest, collected))


def _is_sampled(machine: Machine, node: low.Comprehension, iterable: Value, collected: _Collected) -> bool:
    """Whether the items of a long comprehension are alike, as some of them show; then they are counted."""
    items = many_items(machine, iterable)
    each = None if items is None else _sampled(machine, node, items)
    if items is None or each is None:
        return False
    collected.each, collected.count = each, len(items)
    collected.reason = machine.unknown("it has more items than are followed one by one", node.span)
    return True


def _sampled(machine: Machine, node: low.Comprehension, items: Sequence[Value]) -> Value | None:
    """What the items of a long comprehension have in common, from some of them; None where they differ."""
    count = len(items)
    each = _item(machine, node, items[0])
    for item in items[1:_HEAD]:
        each = common_item(each, _item(machine, node, item))
    if each is None:
        return None

    def same(place: int) -> bool:
        state = machine.save()
        with machine.silently():
            found = common_item(each, _item(machine, node, items[place]))
        machine.restore(state)
        return found is not None

    tried = sorted({count // 3, count // 2, count // 2 + 1, count - 2, count - 1})
    return each if first_different(tried, same, _HEAD, count) == count else None


def _item(machine: Machine, node: low.Comprehension, value: Value) -> Value | None:
    machine.tick()
    assign_target(machine, node.generators[0].target, value)
    return as_item(plain_tensors(machine, machine.evaluate(node.element)))


def _any_round(
    machine: Machine, node: low.Comprehension, position: int, item: Value, collected: _Collected
) -> Completion:
    assign_target(machine, node.generators[position].target, item)
    return completed(partial(_round, machine, node, position, collected))


def _round(machine: Machine, node: low.Comprehension, position: int, collected: _Collected) -> None:
    """One round of one `for` of the comprehension, where its conditions hold."""
    wanted = _all_true(machine, node.generators[position].conditions)
    if isinstance(wanted, Unknown):
        collected.reason = collected.reason or wanted
        maybe(machine, partial(_run, machine, node, position + 1, collected))
    elif wanted:
        _run(machine, node, position + 1, collected)


def _all_true(machine: Machine, conditions: tuple[low.Expression, ...]) -> bool | Unknown:
    for condition in conditions:
        known = truth_of_test(machine, condition)
        if known is not True:
            return known
    return True
