"""A long row of objects that is forked cheaply: in pages, of which a fork and its origin share what neither changed.

Programs with many conditions that are not known fork their state at each, and change little in either arm: forking,
going back and joining cost what was changed, not what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import compress, count
from operator import is_not
from typing import Generic, TypeVar

from shapelens.shapes.frozen import dataclass

Item = TypeVar("Item")

_BITS = 6
_MASK = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Fork(Generic[Item]):
    """The row as it was: its pages, which nobody changes any more, and its length."""

    pages: tuple[list[Item], ...]
    length: int


class PagedVector(Generic[Item]):
    """A row of items by number, from 0 on."""

    def __init__(self) -> None:
        self._pages: list[list[Item]] = []
        self._length = 0
        # the pages that no fork shares
        self._own: set[int] = set()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, number: int) -> Item:
        return self._pages[number >> _BITS][number & _MASK]

    def __setitem__(self, number: int, item: Item) -> None:
        self._own_page(number >> _BITS)[number & _MASK] = item

    def __iter__(self) -> Iterator[Item]:
        return (item for page in self._pages for item in page)

    def append(self, item: Item) -> int:
        """Add an item at the end; its number."""
        number = self._length
        if not number & _MASK:
            self._own.add(len(self._pages))
            self._pages.append([])
        self._own_page(number >> _BITS).append(item)
        self._length += 1
        return number

    def _own_page(self, index: int) -> list[Item]:
        if index not in self._own:
            self._own.add(index)
            self._pages[index] = self._pages[index].copy()
        return self._pages[index]

    def fork(self) -> Fork[Item]:
        """The row as it is now."""
        self._own.clear()
        return Fork(tuple(self._pages), self._length)

    def restore(self, fork: Fork[Item], lasting: Collection[int] = ()) -> None:
        """Go over to a fork; what was added since stays, and so do the items `lasting`."""
        kept = [(number, self[number]) for number in lasting]
        pages = list(fork.pages)
        behind = fork.length & _MASK
        if behind:
            # the page on which the fork ended
            pages[-1] = pages[-1] + self._pages[len(pages) - 1][behind:]
        pages += self._pages[len(pages) :]
        self._pages = pages
        self._own.clear()
        for number, item in kept:
            if self[number] is not item:
                self[number] = item

    def join(self, fork: Fork[Item], join: Callable[[Item, Item], Item], lasting: Collection[int] = ()) -> None:
        """Make each item what it and that of a fork have in common; what the fork lacks stays."""
        for number, mine, theirs in list(self.differences(fork)):
            if number not in lasting:
                self[number] = join(mine, theirs)

    def differs_from(self, fork: Fork[Item]) -> bool:
        """Whether an item of a fork is another one now."""
        return any(True for _ in self.differences(fork))

    def differences(self, fork: Fork[Item]) -> Iterator[tuple[int, Item, Item]]:
        """The items that are others now than in a fork: their number, the item now, and the one there."""
        return _differing(self._pages, fork.pages)


def between(fork: Fork[Item], other: Fork[Item]) -> Iterator[tuple[int, Item, Item]]:
    """The items that are others in one fork than in another: their number, and both."""
    return _differing(fork.pages, other.pages)


def _differing(pages: Sequence[list[Item]], others: Sequence[list[Item]]) -> Iterator[tuple[int, Item, Item]]:
    for index, (mine, theirs) in enumerate(zip(pages, others, strict=False)):
        if mine is not theirs:
            for place in compress(count(), map(is_not, mine, theirs)):
                yield (index << _BITS) | place, mine[place], theirs[place]
