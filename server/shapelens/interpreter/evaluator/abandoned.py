"""A statement that is not followed to its end: what it would have bound, filled or set is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shapelens.interpreter.domain.objects import (
    ClassObject,
    DictObject,
    FunctionalObject,
    InstanceObject,
    IteratorObject,
    ListObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import Function, Named, Ref, Value
from shapelens.interpreter.evaluator.escapes import forget
from shapelens.interpreter.language.writers import written_in
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.walking import names_bound_in, nodes_in, targets_in

_CONTAINERS = (ListObject, DictObject, IteratorObject)
_MODELS = (SequentialObject, FunctionalObject)
# these set what is their own: an object that is made, a layer that is called for the first time
_OF_NEW_OBJECTS = frozenset({"__init__", "build"})


def forget_effects(machine: Machine, block: low.Block) -> None:
    """Forget, in the scope of the module, what some statements may have changed, and the functions that they call."""
    reason = machine.unknown("a statement that is not followed to its end may have changed it", block[0].span)
    changes_others = _changes_others(machine, block)
    for name, is_changed in _variables(machine, block).items():
        value = machine.lookup(name)
        if value is not MISSING and (is_changed or (changes_others and _is_one_of(machine, value, _CONTAINERS))):
            forget(machine, value, reason)
        if value is not MISSING and is_changed and not isinstance(value, (Ref, Function, Named)):
            # a function may have set it
            machine.heap.bind(machine.module.scope, name, reason)
    attributes = {name[1:] for name in _written(machine, block) if name.startswith(".")}
    if attributes:
        _forget_attributes(machine, attributes, reason)
    for node in nodes_in(block, into_scopes=False):
        for name in names_bound_in(node):
            machine.assign(name, reason)


def _variables(machine: Machine, block: low.Block) -> dict[str, bool]:
    """The variables that statements read; true for those of which they, or functions, change what they hold."""
    written = _written(machine, block)
    read = [node.id for node in nodes_in(block) if isinstance(node, low.Name)]
    handed = set(_handed_over(machine, block))
    written_by_functions = [name for name in written if not name.startswith(".")]
    return {name: name in written or name in handed for name in dict.fromkeys((*read, *written_by_functions))}


def _changes_others(machine: Machine, block: low.Block) -> bool:
    """Whether statements may change what they read by another name: they fill or set something, or call the program."""
    for node in nodes_in(block):
        if any(not isinstance(target, low.Name) for target in targets_in(node)):
            return True
        if isinstance(node, low.Call):
            root = node.function
            while isinstance(root, low.Attribute):
                root = root.value
            value = machine.lookup(root.id) if isinstance(root, low.Name) else None
            if value is not MISSING and not isinstance(value, Named):
                return True
    return False


def _written(machine: Machine, block: low.Block) -> set[str]:
    """What statements and the functions of the file fill or set, by name, attributes behind a dot."""
    by_functions = {
        name
        for name, functions in machine.writers.whole().items()
        if any(function not in _OF_NEW_OBJECTS for function, _ in functions)
    }
    calls = any(isinstance(node, low.Call) for node in nodes_in(block))
    return set(written_in(block)) | (by_functions if calls else set())


def _handed_over(machine: Machine, block: low.Block) -> Iterator[str]:
    """The variables that functions of the program are given, or that a name of the statement may stand for."""
    bound = {name for node in nodes_in(block) for name in names_bound_in(node)}
    aliases = not bound.isdisjoint(written_in(block))
    for node in nodes_in(block):
        if isinstance(node, low.Call) and isinstance(node.function, low.Name):
            if isinstance(machine.lookup(node.function.id), Function):
                yield from (part.id for part in nodes_in(node.arguments) if isinstance(part, low.Name))
        elif isinstance(node, low.For) and aliases:
            yield from (part.id for part in nodes_in(node.iterable) if isinstance(part, low.Name))


def _is_one_of(machine: Machine, value: Value, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, Ref) and isinstance(machine.heap[value], kinds)


def _forget_attributes(machine: Machine, names: set[str], reason: Unknown) -> None:
    holders = [ref for ref, content in machine.heap.objects() if isinstance(content, (InstanceObject, ClassObject))]
    for ref in holders:
        content = machine.heap[ref]
        assert isinstance(content, (InstanceObject, ClassObject))
        changed = names.intersection(content.attributes)
        for name in changed:
            if _is_one_of(machine, content.attributes[name], _CONTAINERS):
                forget(machine, content.attributes[name], reason)
        if changed:
            machine.heap[ref] = replace(content, attributes={**content.attributes, **dict.fromkeys(changed, reason)})
