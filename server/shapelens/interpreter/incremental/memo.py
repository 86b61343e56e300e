"""What each unit of a program did, as a memo, and blocks of units that are replayed at once.

A *unit* is a top-level chunk, or a function or class that nothing calls. A *block* is some units that follow one
another: whether any of them reads a dirty key is looked at once for all of them, and their writes are applied together.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shapelens.interpreter.domain.objects import FunctionalObject, HeapObject, InstanceObject, SequentialObject
from shapelens.interpreter.domain.observations import Record
from shapelens.interpreter.store.access_tracking import ABSENT, Key

# so many units make a block: few blocks are soon gone through, and short ones soon made anew
MOST_UNITS = 48

_MODELS = (SequentialObject, FunctionalObject, InstanceObject)


@dataclass(frozen=True, slots=True, eq=False)
class Memo:
    """What one unit of a program did; its own objects are at the addresses from `first` on."""

    key: Hashable
    reads: frozenset[Key]
    writes: dict[Key, Any]
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
class Block:
    """Some units, and what they did together: `writes` has of each key what the last of them wrote.

    That is once more in `objects` by address, `names` by scope, and by table in `entries` and (those that were taken
    away) `lacking`; `has_unbound` says that a name was taken away, which only one unit after the other can do.
    """

    memos: tuple[Memo, ...]
    keys: tuple[Hashable, ...]
    reads: frozenset[Key]
    writes: dict[Key, Any]
    objects: dict[int, HeapObject]
    names: dict[int, dict[str, Any]]
    entries: dict[str, dict[Hashable, Any]]
    lacking: dict[str, list[Hashable]]
    has_unbound: bool
    live: tuple[range, ...]
    # how many objects the units made
    made: int
    models: tuple[int, ...]
    # the modules that were looked for
    looked_for: frozenset[str]
    steps: int
    longest: int
    is_short: bool


def blocks_of(memos: Sequence[Memo], known: Iterable[Block]) -> list[Block]:
    """Units in blocks, of which some may be `known`."""
    beginning = {id(block.memos[0]): block for block in known}
    blocks: list[Block] = []
    for start in range(0, len(memos), MOST_UNITS):
        each = tuple(memos[start : start + MOST_UNITS])
        block = beginning.get(id(each[0]))
        blocks.append(block if block is not None and block.memos == each else block_of(each))
    return blocks


def block_of(memos: Sequence[Memo]) -> Block:
    """A block of units."""
    writes: dict[Key, Any] = {}
    has_unbound = False
    for memo in memos:
        writes.update(memo.writes)
        has_unbound = has_unbound or any(map(_is_unbound, memo.writes.items()))
    objects: dict[int, HeapObject] = {}
    names: dict[int, dict[str, Any]] = {}
    entries: dict[str, dict[Hashable, Any]] = {}
    lacking: dict[str, list[Hashable]] = {}
    for item, value in writes.items():
        if not isinstance(item, tuple):
            assert isinstance(item, int)
            objects[item] = value
        elif isinstance(item[0], str) and value is ABSENT:
            lacking.setdefault(item[0], []).append(item[1])
        elif isinstance(item[0], str):
            entries.setdefault(item[0], {})[item[1]] = value
        else:
            names.setdefault(item[0], {})[str(item[1])] = value
    reads: frozenset[Key] = frozenset().union(*(memo.reads for memo in memos))
    return Block(
        tuple(memos),
        tuple(memo.key for memo in memos),
        reads,
        writes,
        objects,
        names,
        entries,
        lacking,
        has_unbound,
        tuple(memo.addresses for memo in memos if memo.objects),
        sum(len(memo.objects) for memo in memos),
        tuple(_models(memos, objects)),
        frozenset(str(item[1]) for item in reads if isinstance(item, tuple) and item[0] == "found"),
        sum(memo.steps for memo in memos),
        max((memo.steps for memo in memos), default=0),
        all(memo.is_short for memo in memos),
    )


def _models(memos: Iterable[Memo], changed: dict[int, HeapObject]) -> dict[int, None]:
    """Where models are, and instances of classes of the program, which may be some."""
    made = (item for memo in memos for item in zip(memo.addresses, memo.objects, strict=True))
    return dict.fromkeys(address for address, value in (*made, *changed.items()) if isinstance(value, _MODELS))


def _is_unbound(write: tuple[Key, Any]) -> bool:
    item, value = write
    return value is ABSENT and isinstance(item, tuple) and not isinstance(item[0], str)
