"""The chunks of the next version of a text: only what an edit has touched is cut again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from shapelens.syntax.cells import MARK
from shapelens.syntax.chunks import Chunk, bounds, normalize_newlines, split

_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Cut:
    """A text with `\\n` line ends, and its top-level chunks."""

    text: str
    chunks: tuple[Chunk, ...]
    has_cells: bool = False


def cut(text: str, before: Cut | None = None) -> Cut:
    """The chunks of a text as `split` gives them; those of the version `before` are kept where they can be."""
    text = normalize_newlines(text).removeprefix("\ufeff")
    if before is None or not before.chunks or before.has_cells:
        return Cut(text, tuple(split(text)), MARK in text)
    if text == before.text:
        return before
    old = before.text
    front = shared_front(old, text)
    behind = len(text) - _shared_end(old, text, min(len(old), len(text)) - front)
    if MARK in text[max(0, front - len(MARK)) : behind + len(MARK)]:
        return Cut(text, tuple(split(text)), has_cells=True)
    return Cut(text, tuple(_cut_again(before, text, front, behind)))


def _cut_again(before: Cut, text: str, front: int, behind: int) -> list[Chunk]:
    """The chunks of a text that differs from `front` on, and is the same again from `behind` on."""
    old, ends = before.text, list(accumulate(map(len, map(attrgetter("text"), before.chunks))))
    # the last chunk before the edit may now go on into it
    kept = max(0, bisect_right(ends, front) - 1)
    begun = ends[kept - 1] if kept else 0
    chunks, line = list(before.chunks[:kept]), before.chunks[kept].first_line
    longer, first = len(text) - len(old), True
    for place, depth in bounds(text, begun):
        if not first:
            chunks.append(Chunk(line, text[begun:place], depth))
            line += text.count("\n", begun, place)
            number = bisect_left(ends, place - longer)
            if place >= behind and number < len(ends) - 1 and ends[number] == place - longer:
                # a cut depends on nothing that stands before it
                return chunks + _moved(before.chunks[number + 1 :], line)
            begun = place
        first = False
    return chunks or split(text)


def _moved(chunks: tuple[Chunk, ...], line: int) -> list[Chunk]:
    """Chunks with the first of them on another line."""
    moved = line - chunks[0].first_line
    return [each.moved(moved) for each in chunks] if moved else [*chunks]


def shared_front(left: Sequence[object], right: Sequence[object]) -> int:
    """How many items two texts, tuples or lists have in common from the start on."""
    size, shared, block = min(len(left), len(right)), 0, _BLOCK
    while block:
        while shared + block <= size and left[shared : shared + block] == right[shared : shared + block]:
            shared += block
        block //= 4
    return shared


def unchanged(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many items two lists have in common at their start, and how many of the others at their end."""
    front = shared_front(old, new)
    return front, shared_front(old[front:][::-1], new[front:][::-1])


def unchanged_chunks(old: Sequence[Chunk], new: Sequence[Chunk]) -> tuple[int, int]:
    """The same of chunks; at the end they may stand on other lines."""
    # most are the very same
    front, end = unchanged(old, new)
    left, right = old[front : len(old) - end], new[front : len(new) - end]
    if not end and left and right:
        end = unchanged([(each.text, each.depth) for each in left], [(each.text, each.depth) for each in right])[1]
    return front, end


def _shared_end(left: str, right: str, size: int) -> int:
    """How many characters two texts have in common from the end on, at most `size`."""
    place = 0
    while place + _BLOCK <= size and _block(left, len(left) - place) == _block(right, len(right) - place):
        place += _BLOCK
    while place < size and left[-place - 1] == right[-place - 1]:
        place += 1
    return place


def _block(text: str, end: int) -> str:
    return text[end - _BLOCK : end]
