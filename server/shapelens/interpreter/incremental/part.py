"""The parts of a program, each with what it did, and rows of parts that are put in place at once.

A *part* is a top-level chunk, or a function or class that nothing calls. A *row* is some parts that follow one another:
what none of them reads is other than it was, is looked at once for all of them, and so is what they wrote.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shapelens.interpreter.domain.objects import FunctionalObject, HeapObject, InstanceObject, SequentialObject
from shapelens.interpreter.domain.observations import Record
from shapelens.interpreter.store.access_tracking import ABSENT, Item

# so many parts make a row: few rows are soon gone through, and short ones soon made anew
ROW = 48

_MODELS = (SequentialObject, FunctionalObject, InstanceObject)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one part of a program did; its own objects are at the addresses from `first` on."""

    key: Hashable
    reads: frozenset[Item]
    writes: dict[Item, Any]
    first: int
    objects: tuple[HeapObject, ...]
    record: Record
    steps: int
    # what it might have taken, and whether it took so little that no loop was summarised for that reason
    share: int
    is_short: bool

    @property
    def addresses(self) -> range:
        return range(self.first, self.first + len(self.objects))


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Some parts, and what they did together: `writes` has of each item what the last of them wrote.

    That is once more in `objects` by address, `names` by scope and `entries` by table; `has_unbound` says that a name
    was taken away, which only one part after the other can do.
    """

    parts: tuple[Part, ...]
    keys: tuple[Hashable, ...]
    reads: frozenset[Item]
    writes: dict[Item, Any]
    objects: dict[int, HeapObject]
    names: dict[int, dict[str, Any]]
    entries: dict[str, dict[Hashable, Any]]
    has_unbound: bool
    live: tuple[range, ...]
    models: tuple[int, ...]
    # the modules that were looked for
    looked_for: frozenset[str]
    steps: int
    longest: int
    is_short: bool


def rows_of(parts: Sequence[Part], known: Iterable[Row]) -> list[Row]:
    """Parts in rows, of which some may be `known`."""
    beginning = {id(row.parts[0]): row for row in known}
    rows: list[Row] = []
    for start in range(0, len(parts), ROW):
        each = tuple(parts[start : start + ROW])
        row = beginning.get(id(each[0]))
        rows.append(row if row is not None and row.parts == each else row_of(each))
    return rows


def row_of(parts: Sequence[Part]) -> Row:
    """A row of parts."""
    writes: dict[Item, Any] = {}
    has_unbound = False
    for part in parts:
        writes.update(part.writes)
        has_unbound = has_unbound or any(map(_is_unbound, part.writes.items()))
    objects: dict[int, HeapObject] = {}
    names: dict[int, dict[str, Any]] = {}
    entries: dict[str, dict[Hashable, Any]] = {}
    for item, value in writes.items():
        if not isinstance(item, tuple):
            assert isinstance(item, int)
            objects[item] = value
        elif isinstance(item[0], str):
            entries.setdefault(item[0], {})[item[1]] = value
        else:
            names.setdefault(item[0], {})[str(item[1])] = value
    reads: frozenset[Item] = frozenset().union(*(part.reads for part in parts))
    return Row(
        tuple(parts),
        tuple(part.key for part in parts),
        reads,
        writes,
        objects,
        names,
        entries,
        has_unbound,
        tuple(part.addresses for part in parts if part.objects),
        tuple(_models(parts, objects)),
        frozenset(str(item[1]) for item in reads if isinstance(item, tuple) and item[0] == "found"),
        sum(part.steps for part in parts),
        max((part.steps for part in parts), default=0),
        all(part.is_short for part in parts),
    )


def _models(parts: Iterable[Part], changed: dict[int, HeapObject]) -> dict[int, None]:
    """Where models are, and instances of classes of the program, which may be some."""
    made = (item for part in parts for item in zip(part.addresses, part.objects, strict=True))
    return dict.fromkeys(address for address, value in (*made, *changed.items()) if isinstance(value, _MODELS))


def _is_unbound(write: tuple[Item, Any]) -> bool:
    item, value = write
    return value is ABSENT and isinstance(item, tuple) and not isinstance(item[0], str)
