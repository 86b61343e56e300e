"""Lines of a text: where they begin, and between places and offsets.

Lines end as Python and editors see it, at LF, CR LF and CR; `str.splitlines` would also cut at form feeds and the like.
"""

from __future__ import annotations

import re

from shapelens.syntax.spans import Span

LINE_BREAK = re.compile(r"\r\n|\r|\n")
_WHOLE_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def split_lines(text: str) -> list[str]:
    """The lines without their ends; behind the last end there is one more."""
    return LINE_BREAK.split(text)


def whole_lines(text: str) -> list[str]:
    """The lines with their ends, without a byte order mark."""
    return _WHOLE_LINE.findall(text.removeprefix("\ufeff"))


class Lines:
    """Where the lines of a text begin: between places and offsets. A byte order mark stands before line 1."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [match.span() for match in LINE_BREAK.finditer(text)]
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
