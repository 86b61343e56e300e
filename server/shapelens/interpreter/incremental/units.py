"""The units of a program: its top-level chunks, each with a number that it keeps from one revision to the next."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, is_

from shapelens.interpreter.domain.positions import Unit
from shapelens.syntax.parse import LoweredChunk
from shapelens.syntax.versions import unchanged


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units of a revision with their chunks; how many lines are before each, by its number."""

    units: tuple[Unit, ...] = ()
    chunks: tuple[LoweredChunk, ...] = ()
    above: Mapping[int, int] = field(default_factory=dict)


def next_units(previous: Units, chunks: Sequence[LoweredChunk], last: int) -> Units:
    """The units of the next revision: the very same where the statements are, and for one that was edited, one with its
    number. `last` is the last number that was ever given."""
    # a chunk that stands in the lines where it stood is the very same
    front, end = unchanged(previous.chunks, chunks)
    units = previous.units
    if not end:
        end = _same(units[front:][::-1], chunks[front:][::-1])
    old, new = units[front : len(units) - end], chunks[front : len(chunks) - end]
    between = _edited(old, new, last)
    stay = previous.chunks[len(units) - end :] == tuple(chunks[len(chunks) - end :])
    above: Mapping[int, int] = previous.above
    if not stay or [(each.number, above[each.number]) for each in old] != _placed(between, new):
        above = dict(_placed([*units[:front], *between, *units[len(units) - end :]], chunks))
    return Units((*units[:front], *between, *units[len(units) - end :]), tuple(chunks), above)


_STATEMENTS = attrgetter("statements")


def _same(units: Sequence[Unit], chunks: Sequence[LoweredChunk]) -> int:
    """How many of some units, from the first on, have the very statements of the chunks."""
    pairs = map(is_, map(_STATEMENTS, units), map(_STATEMENTS, chunks))
    return next((number for number, same in enumerate(pairs) if not same), min(len(units), len(chunks)))


def _placed(units: Sequence[Unit], chunks: Sequence[LoweredChunk]) -> list[tuple[int, int]]:
    return list(zip(map(attrgetter("number"), units), map(attrgetter("offset"), chunks), strict=True))


def _edited(old: Sequence[Unit], new: Sequence[LoweredChunk], last: int) -> list[Unit]:
    """The units of some chunks that stand where others stood."""
    waiting: dict[int, deque[Unit]] = defaultdict(deque)
    for unit in old:
        waiting[id(unit.statements)].append(unit)
    kept = [waiting[id(chunk.statements)].popleft() if waiting[id(chunk.statements)] else None for chunk in new]
    # the others were edited, each into one of those that are new, in their order
    stay = {unit.number for unit in kept if unit is not None}
    edited = deque(unit.number for unit in old if unit.number not in stay)
    between: list[Unit] = []
    for chunk, known in zip(new, kept, strict=True):
        number = known.number if known is not None else edited.popleft() if edited else last + 1
        last = max(last, number)
        between.append(known or Unit(number, chunk.statements))
    return between
