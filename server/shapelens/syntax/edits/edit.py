"""An edit, and what a set of them does to a text and to the places in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shapelens.syntax.spans import Span

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `text`; an insertion has an empty span."""

    span: Span
    text: str


class Lines:
    """Where the lines of a text begin: between places and offsets. A byte order mark stands before line 1."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [match.span() for match in _LINE_BREAK.finditer(text)]
        self.starts = [int(text.startswith("\ufeff")), *(end for _, end in breaks)]
        self.ends = [*(start for start, _ in breaks), len(text)]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; beyond a line or the text it is brought back into it."""
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[line - 1] + column - 1, self.ends[line - 1])

    def bounds(self, span: Span) -> tuple[int, int]:
        """The offsets at which a span begins and ends."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        low, high = 0, len(self.starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.starts[middle] <= offset:
                low = middle
            else:
                high = middle - 1
        return low + 1, max(0, offset - self.starts[low]) + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        return Span(*self.place(start), *self.place(end))


def apply_edits(text: str, edits: Iterable[Edit]) -> str | None:
    """The text with all edits made at once; None where two overlap. Insertions at one place keep their order."""
    lines = Lines(text)
    pieces: list[str] = []
    position = 0
    for start, end, new in _in_order(lines, edits):
        if start < position:
            return None
        pieces += (text[position:start], new)
        position = end
    return "".join((*pieces, text[position:]))


def moved(before: str, after: str, edits: Iterable[Edit], place: tuple[int, int]) -> tuple[int, int]:
    """Where a place of the text `before` lies in `after`, the text with the edits made.

    What is inserted at the place itself stands before it; a place inside of what is replaced becomes its beginning.
    """
    lines = Lines(before)
    offset = lines.offset(*place)
    shift = 0
    for start, end, new in _in_order(lines, edits):
        if end <= offset and not (start == offset and end > start):
            shift += len(new) - (end - start)
        elif start <= offset:
            return Lines(after).place(start + shift)
        else:
            break
    return Lines(after).place(offset + shift)


def _in_order(lines: Lines, edits: Iterable[Edit]) -> list[tuple[int, int, str]]:
    bounds = [(*lines.bounds(edit.span), edit.text) for edit in edits]
    return sorted(bounds, key=lambda bound: bound[:2])
