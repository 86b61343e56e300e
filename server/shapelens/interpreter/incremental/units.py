"""The units of a program: its top-level chunks, each with a number that it keeps from one revision to the next."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from shapelens.interpreter.domain.positions import Unit
from shapelens.syntax.parse import LoweredChunk
from shapelens.syntax.versions import unchanged


def next_units(previous: Sequence[Unit], chunks: Sequence[LoweredChunk], last: int) -> tuple[Unit, ...]:
    """The units of the next revision: the very same where the statements are, and for one that was edited, one with its
    number. `last` is the last number that was ever given."""
    front, end = unchanged([id(unit.statements) for unit in previous], [id(chunk.statements) for chunk in chunks])
    old, new = previous[front : len(previous) - end], chunks[front : len(chunks) - end]
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
    return (*previous[:front], *between, *previous[len(previous) - end :])
