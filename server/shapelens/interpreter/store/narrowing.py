"""What an object is on one of the paths that came together in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, Union

from shapelens.interpreter.domain.objects import HeapObject, InstanceObject, Scope
from shapelens.interpreter.domain.values import Value
from shapelens.interpreter.store.scope_bindings import bound

# an address, and the name in a scope or the attribute of an instance there; None for the object itself
Place: TypeAlias = tuple[int, Union[str, None]]


def narrowed(
    address: int, now: HeapObject, joined: HeapObject, arm: HeapObject, changed: Collection[Place]
) -> HeapObject:
    """An object on the path where it was `arm`: what it still has of the joined one becomes what it was there."""
    names, before, there = _names_of(now), _names_of(joined), _names_of(arm)
    if names is None or before is None or there is None:
        return arm if now is joined and (address, None) not in changed else now
    for name, value in before.items():
        was = there.get(name, value)
        if was is not value and names.get(name) is value and (address, name) not in changed:
            names = bound(names, name, was)
    if isinstance(now, Scope):
        return now.with_names(names)
    return replace(now, attributes=names) if isinstance(now, InstanceObject) else now


def differing_places(address: int, mine: HeapObject, theirs: HeapObject) -> Iterator[Place]:
    """Where two versions of an object differ."""
    yield address, None
    names, others = _names_of(mine), _names_of(theirs)
    if names is not None and others is not None:
        yield from ((address, name) for name in names if names[name] is not others.get(name))
        yield from ((address, name) for name in others if name not in names)


def _names_of(content: HeapObject) -> Mapping[str, Value] | None:
    if isinstance(content, Scope):
        return content.names
    return content.attributes if isinstance(content, InstanceObject) else None
