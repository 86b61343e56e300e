"""A notebook as one text: its cells of code in order, each behind a line that says which cell it is.

The line is a comment that nobody writes, so that such a text is a program like any other: it is cut at the lines, and
every place in it is a place in a cell. What is edited keeps them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from shapelens.syntax.spans import Span

MARK = "#\x1e"
# the line of a mark, with what ends it
MARK_LINE = re.compile(rf"^{MARK}(\d+)(?:\r\n|\r|\n|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of code by its number among all cells, from 1, and the lines of the whole text that are its own."""

    number: int
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells in a text; none where it is no notebook's."""

    cells: tuple[Cell, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells)

    def at(self, line: int) -> Cell | None:
        """The cell that a line of the text is in; the line before a cell counts as its first."""
        position = bisect_right(self.cells, line + 1, key=lambda cell: cell.first_line)
        return self.cells[max(0, position - 1)] if self.cells else None

    def numbered(self, number: int) -> Cell | None:
        """The cell with a number."""
        return next((cell for cell in self.cells if cell.number == number), None)

    def within(self, span: Span) -> Span:
        """A span of the text as one of its cell."""
        cell = self.at(span.line)
        if cell is None:
            return span
        start = (span.line, span.column) if span.line >= cell.first_line else (cell.first_line, 1)
        end = (span.end_line, span.end_column) if span.end_line >= cell.first_line else start
        return Span(*start, *end).shifted(1 - cell.first_line)

    def place(self, line: int) -> tuple[int | None, int]:
        """The number of a line's cell (None where there are no cells), and the line within it."""
        cell = self.at(line)
        return (None, line) if cell is None else (cell.number, max(1, line - cell.first_line + 1))

    def text(self, line: int) -> str:
        """`12`, and in a notebook `cell 3:12`."""
        cell, within = self.place(line)
        return str(within) if cell is None else f"cell {cell}:{within}"


NO_CELLS = Cells()


def join_cells(cells: Iterable[tuple[int, str]]) -> str:
    """One text of cells, given by number and text."""
    return "".join(f"{MARK}{number}\n{text}\n" for number, text in cells)


def cells_of(text: str) -> Cells:
    """The cells in a text."""
    if MARK not in text:
        return NO_CELLS
    marks = list(MARK_LINE.finditer(text))
    found: list[Cell] = []
    line, position = 1, 0
    for mark, following in zip(marks, [*(mark.start() for mark in marks[1:]), len(text)], strict=True):
        line += _count_lines(text, position, mark.end())
        last = max(line, line + _count_lines(text, mark.end(), following) - 1)
        found.append(Cell(int(mark.group(1)), line, last))
        position = mark.end()
    return Cells(tuple(found))


def split_at_marks(text: str) -> list[str]:
    """The text of each cell with its mark in front, and whatever stands before the first."""
    if MARK not in text:
        return [text]
    bounds = [0, *(mark.start() for mark in MARK_LINE.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(bounds) if end > start]


def _count_lines(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)
