"""`match`: whether a value matches a pattern, and the names it binds."""

from __future__ import annotations

from functools import partial
from typing import TypeAlias, Union

from shapelens.interpreter.domain.objects import ClassObject, DictObject, InstanceObject, ListObject
from shapelens.interpreter.domain.values import Ref, Value
from shapelens.interpreter.language.branches import join_arms
from shapelens.interpreter.language.comparison import compare
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.language.instances import instance_attribute
from shapelens.interpreter.language.mro import class_at, find_in_class, lineage
from shapelens.interpreter.language.symbols import truth_of_test
from shapelens.interpreter.machine.completion import NORMAL, Completion
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.never import never
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low

# the names that the pattern binds; None where it does not match, unknown where that is not known
Match: TypeAlias = Union[dict[str, Value], Unknown, None]


def match_pattern(machine: Machine, pattern: low.Pattern, value: Value) -> Match:
    """The names that the pattern binds; None where it does not match, unknown where that is not known."""
    machine.tick()
    if isinstance(pattern, low.CapturePattern):
        return _capture(machine, pattern, value)
    if isinstance(pattern, low.AlternativesPattern):
        return _alternatives(machine, pattern, value)
    if isinstance(value, Unknown):
        return value
    if isinstance(pattern, low.ValuePattern):
        equal = compare(machine, "==", value, machine.evaluate(pattern.value))
        if isinstance(equal, Unknown):
            return equal
        return {} if equal else None
    if isinstance(pattern, low.SequencePattern):
        return _sequence(machine, pattern, value)
    if isinstance(pattern, low.MappingPattern):
        return _mapping(machine, pattern, value)
    if isinstance(pattern, low.ClassPattern):
        return _class(machine, pattern, value)
    raise never(pattern)


def _capture(machine: Machine, pattern: low.CapturePattern, value: Value) -> Match:
    bound = {} if pattern.pattern is None else match_pattern(machine, pattern.pattern, value)
    if isinstance(bound, dict) and pattern.name is not None and pattern.name != "_":
        return {**bound, pattern.name: value}
    return bound


def _alternatives(machine: Machine, pattern: low.AlternativesPattern, value: Value) -> Match:
    for alternative in pattern.alternatives:
        bound = match_pattern(machine, alternative, value)
        if bound is not None:
            return bound
    return None


def _sequence(machine: Machine, pattern: low.SequencePattern, value: Value) -> Match:
    content = machine.heap[value] if isinstance(value, Ref) else None
    if not isinstance(value, tuple) and not isinstance(content, (ListObject, InstanceObject)):
        return None
    items = items_of(machine, value)
    if items is None:
        return Unknown("its items are not known")
    count, star = len(pattern.patterns), pattern.star
    if (star is None and len(items) != count) or (star is not None and len(items) < count - 1):
        return None
    if star is not None:
        behind = count - star - 1
        middle = machine.heap.new(ListObject(items[star : len(items) - behind]))
        items = (*items[:star], middle, *items[len(items) - behind :])
    return _all(machine, list(zip(pattern.patterns, items, strict=True)))


def _mapping(machine: Machine, pattern: low.MappingPattern, value: Value) -> Match:
    content = machine.heap[value] if isinstance(value, Ref) else None
    if not isinstance(content, DictObject):
        return None
    if isinstance(content.items, Unknown):
        return content.items
    pairs: list[tuple[low.Pattern, Value]] = []
    rest = dict(content.items)
    for key_node, inner in pattern.items:
        key = machine.evaluate(key_node)
        if isinstance(key, Unknown):
            return key
        if key not in rest:
            return None
        pairs.append((inner, rest.pop(key)))
    bound = _all(machine, pairs)
    if isinstance(bound, dict) and pattern.rest is not None:
        return {**bound, pattern.rest: machine.heap.new(DictObject(rest))}
    return bound


def _class(machine: Machine, pattern: low.ClassPattern, value: Value) -> Match:
    cls = machine.evaluate(pattern.cls)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if not isinstance(cls, Ref) or not isinstance(machine.heap[cls], ClassObject):
        return Unknown("whether it is of the class is not known")
    if not isinstance(content, InstanceObject) or content.cls is None:
        return None
    if cls not in lineage(machine, content.cls):
        return None
    assert isinstance(value, Ref)
    names = [*_positions(machine, cls, len(pattern.patterns)), *(name for name, _ in pattern.keywords)]
    inner = [*pattern.patterns, *(each for _, each in pattern.keywords)]
    if len(names) != len(inner):
        return Unknown("the positions of the pattern are not known")
    pairs: list[tuple[low.Pattern, Value]] = []
    for name, each in zip(names, inner, strict=True):
        found = instance_attribute(machine, value, name, content.span)
        if found is MISSING:
            return None
        pairs.append((each, found))
    return _all(machine, pairs)


def _positions(machine: Machine, cls: Ref, count: int) -> list[str]:
    """The attributes that the positions of a class pattern stand for."""
    declared = find_in_class(machine, cls, "__match_args__")
    if isinstance(declared, tuple):
        return [name for name in declared[:count] if isinstance(name, str)]
    return [field.name for field in class_at(machine, cls).fields if field.init][:count]


def _all(machine: Machine, pairs: list[tuple[low.Pattern, Value]]) -> Match:
    bound: dict[str, Value] = {}
    unknown: Unknown | None = None
    for pattern, value in pairs:
        inner = match_pattern(machine, pattern, value)
        if inner is None:
            return None
        if isinstance(inner, Unknown):
            unknown = inner
        else:
            bound |= inner
    return bound if unknown is None else unknown


def execute_match(machine: Machine, node: low.Match) -> Completion:
    return _match_cases(machine, machine.evaluate(node.subject), node.cases)


def _match_cases(machine: Machine, subject: Value, cases: tuple[low.MatchCase, ...]) -> Completion:
    """The first case that matches; from one of which that is not known, it and the others joined."""
    for position, case in enumerate(cases):
        bound = match_pattern(machine, case.pattern, subject)
        if bound is None:
            continue
        if isinstance(bound, dict):
            for name, value in bound.items():
                machine.assign(name, value)
            wanted = True if case.guard is None else truth_of_test(machine, case.guard)
            if wanted is True:
                return machine.execute(case.body)
            if wanted is False:
                continue
        others = partial(_match_cases, machine, subject, cases[position + 1 :])
        return join_arms(machine, partial(machine.execute, case.body), others)
    return NORMAL
