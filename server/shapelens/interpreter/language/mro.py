"""Classes of the program and those that they derive from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from shapelens.interpreter.domain.objects import ClassObject
from shapelens.interpreter.domain.values import Named, Ref, Value
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown


def class_at(machine: Machine, ref: Ref) -> ClassObject:
    """The class at an address."""
    cls = machine.heap[ref]
    assert isinstance(cls, ClassObject)
    return cls


def lineage(machine: Machine, ref: Ref) -> list[Ref]:
    """A class and the program's classes that it derives from, in Python's order (C3)."""
    known: list[Ref] | None = machine.lineages.get(ref.address)
    if known is None:
        known = machine.lineages[ref.address] = _linearize(machine, ref)
        machine.tick(len(known) >> 6)
    return known


def _linearize(machine: Machine, ref: Ref) -> list[Ref]:
    bases = [base for base in class_at(machine, ref).bases if isinstance(base, Ref)]
    bases = [base for base in bases if isinstance(machine.heap[base], ClassObject)]
    if len(bases) == 1:
        return [ref, *lineage(machine, bases[0])]
    return [ref, *_merged([*(lineage(machine, base) for base in bases), bases])]


def _merged(rows: Sequence[Sequence[Ref]]) -> Iterator[Ref]:
    """The classes of some rows in an order that keeps that of each row, where there is one."""
    places = [0] * len(rows)
    # how often a class still stands behind another in some row: it has to wait for that one
    behind = Counter(each for row in rows for each in row[1:])
    taken: set[Ref] = set()
    while heads := [row[place] for row, place in zip(rows, places, strict=True) if place < len(row)]:
        following = next((head for head in heads if not behind[head]), heads[0])
        if following not in taken:
            taken.add(following)
            yield following
        for number, row in enumerate(rows):
            if places[number] < len(row) and row[places[number]] == following:
                places[number] += 1
                if places[number] < len(row):
                    behind[row[places[number]]] -= 1


def library_base(machine: Machine, ref: Ref) -> str | Unknown | None:
    """The canonical name of the library class that a class derives from; unknown where a base is; else None."""
    for current in lineage(machine, ref):
        for base in class_at(machine, current).bases:
            if isinstance(base, Named) and base.path not in _PLAIN_BASES:
                return canonical(base.path)
            if isinstance(base, Unknown):
                return base
    return None


# bases that add nothing to an instance that shapes depend on
_PLAIN_BASES = {"builtins.object", "abc.ABC", "typing.Protocol", "typing.Generic"}


def find_in_class(machine: Machine, ref: Ref, name: str, after: Ref | None = None) -> Value:
    """An attribute of a class or of its bases (of those behind `after`), or `MISSING`."""
    searching = after is None
    for current in lineage(machine, ref):
        if searching:
            attributes = class_at(machine, current).attributes
            if name in attributes:
                return attributes[name]
        searching = searching or current == after
    return MISSING
