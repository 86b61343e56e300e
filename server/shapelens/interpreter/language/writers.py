"""What functions that the analysis has not run may have done: containers that they fill, names that they set."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

from shapelens.interpreter.domain.objects import DictObject, InstanceObject, ListObject
from shapelens.interpreter.domain.values import Ref, Value
from shapelens.interpreter.language.container_items import MUTATING
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.store.join import certain_items
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span
from shapelens.syntax.walking import nodes_in, targets_in

# methods that change what they are called on: of lists, dicts and sets, and of models
_FILLING = MUTATING | {"compile", "appendleft", "extendleft", "setdefault", "popitem", "popleft"}
_REASON = Unknown("code that nothing here calls may have changed it")


def note_entered(machine: Machine, place: Span) -> None:
    """Note that a function of the file is called where its hints are seen."""
    if machine.alone is None:
        machine.entered[place.bounds] = True
    else:
        machine.alone.add(place)
        machine.entered.setdefault(place.bounds, False)


def note_writer(machine: Machine, definition: low.FunctionDefinition) -> None:
    """Note what a function of the file may fill or set, where it is defined."""
    function = (definition.name, definition.name_span.shifted(machine.offset))
    for name in _written_by(definition):
        machine.writers[name] = (*machine.writers.get(name, ()), function)


@functools.lru_cache(maxsize=4096)
def _written_by(definition: low.FunctionDefinition) -> frozenset[str]:
    """The variables and (behind a dot) attributes that a function fills, and the attributes and globals it sets."""
    parameters = definition.parameters
    everyone = (*parameters.positional_only, *parameters.positional, *parameters.keyword_only)
    own = {each.name for each in (*everyone, parameters.star, parameters.double_star) if each is not None}
    declared: set[str] = set()
    for node in nodes_in(definition.body):
        if isinstance(node, low.ScopeDeclaration):
            declared.update(node.names)
        own.update(target.id for target in targets_in(node) if isinstance(target, low.Name))
    return frozenset(set(written_in(definition.body)) - (own - declared))


def written_in(block: low.Block) -> Iterator[str]:
    """The variables and (behind a dot) attributes that some statements fill or set, those in functions too."""
    for node in nodes_in(block):
        if isinstance(node, low.Call) and isinstance(node.function, low.Attribute) and node.function.name in _FILLING:
            yield from _last_name(node.function.value)
        for target in targets_in(node):
            yield from _last_name(target)


def _last_name(node: object) -> Iterator[str]:
    while isinstance(node, low.Subscript):
        node = node.value
    if isinstance(node, low.Name):
        yield node.id
    elif isinstance(node, low.Attribute):
        yield f".{node.name}"


def forget_what_others_write(machine: Machine, instance: Ref | None) -> None:
    """Open the containers of the module, and of an instance, that functions may have filled which were not run."""
    content = None if instance is None else machine.heap[instance]
    attributes = dict(content.attributes) if isinstance(content, InstanceObject) else {}
    changed: dict[str, Value] = {}
    for name, functions in machine.writers.whole().items():
        if all(_was_run(machine, place) for _, place in functions):
            continue
        if name[1:] in attributes and name.startswith("."):
            changed[name[1:]] = _opened(machine, attributes[name[1:]])
            continue
        value = machine.heap.name(machine.module.scope, name)
        if value is not MISSING and _opened(machine, value) is not value:
            machine.heap.bind(machine.module.scope, name, _REASON)
    if any(attributes[name] is not value for name, value in changed.items()):
        assert isinstance(content, InstanceObject)
        assert instance is not None
        machine.heap[instance] = replace(content, attributes={**content.attributes, **changed})


def _was_run(machine: Machine, place: Span) -> bool:
    return machine.entered.get(place.bounds) is True or place in (machine.alone or ())


def _opened(machine: Machine, value: Value) -> Value:
    """A value that others may have set or filled: a container of unknown length, unknown for one that says nothing."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(value, Ref) and isinstance(content, ListObject):
        if not isinstance(content.items, Unknown):
            machine.heap[value] = ListObject(_REASON, content.kind, content.items, _REASON)
    elif isinstance(value, Ref) and isinstance(content, DictObject):
        machine.heap[value] = replace(content, items=_REASON, some=certain_items(content), each=_REASON)
    elif value is None or (not isinstance(value, bool) and value in (0, -1, "", ())):
        return _REASON
    return value
