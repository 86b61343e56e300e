"""The units of the version before, beside those of the new one: which of them are the same, and where."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain

from shapelens.interpreter.incremental.memo import Block, Memo
from shapelens.syntax.versions import shared_front


class PreviousUnits:
    """Units in their order; those before `next` were gone past. `keys` are those of the new version.

    An edit leaves the first keys and the last ones as they are: only between them is a unit looked for by its key.
    """

    def __init__(self, blocks: Sequence[Block], keys: Sequence[Hashable]) -> None:
        self.memos: tuple[Memo, ...] = tuple(chain.from_iterable(block.memos for block in blocks))
        self.next = 0
        self._old_keys: tuple[Hashable, ...] = tuple(chain.from_iterable(block.keys for block in blocks))
        self._keys = tuple(keys)
        self.blocks = blocks
        self._starts: dict[int, Block] = {}
        start = 0
        for block in blocks:
            self._starts[start] = block
            start += len(block.memos)
        self._end: int | None = None
        self._between: dict[Hashable, int] = {}

    def place(self, key: Hashable, number: int) -> int:
        """Where the unit is that has the `number`-th key now; -1 where there is none that was not gone past."""
        if self._old_keys[self.next : self.next + 1] == (key,):
            return self.next
        if self._end is None:
            self._end = self._shared_end(number)
            between = range(self.next, len(self.memos) - self._end)
            self._between = {self._old_keys[place]: place for place in between}
        if len(self._keys) - number <= self._end:
            place = number + len(self.memos) - len(self._keys)
        else:
            place = self._between.get(key, -1)
        return place if place >= self.next else -1

    def remaining(self, number: int) -> int:
        """How many units the new version has from the `number`-th on."""
        return len(self._keys) - number

    def block(self, number: int) -> Block | None:
        """The block that begins next, where the keys from `number` on are its own."""
        block = self._starts.get(self.next)
        return block if block is not None and self._keys[number : number + len(block.keys)] == block.keys else None

    def _shared_end(self, number: int) -> int:
        """How many keys, of those from `number` on, are the same from the end on."""
        return shared_front(self._old_keys[self.next :][::-1], self._keys[number:][::-1])
