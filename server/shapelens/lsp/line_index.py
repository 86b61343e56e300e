"""Where the lines of a text begin, and columns in the protocol's units.

The protocol breaks lines at LF, CR LF and CR alone; `str.splitlines` also breaks at form feeds and a few Unicode
separators, which Python source may hold.
"""

from __future__ import annotations

import re
from itertools import accumulate, count
from operator import add

from lsprotocol import types

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class LineIndex:
    """The lines of one version of a text, counted from 0; there is always at least one."""

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        if "\r" in text:
            breaks = [match.span() for match in _LINE_BREAK.finditer(text)]
            self._starts = [0, *(end for _, end in breaks)]
            self._ends = [*(start for start, _ in breaks), len(text)]
        else:
            # this is done at every key that is pressed
            self._ends = list(map(add, accumulate(map(len, text.split("\n"))), count()))
            self._starts = [0, *map((1).__add__, self._ends[:-1])]

    def __len__(self) -> int:
        return len(self._starts)

    def line(self, number: int) -> str:
        """The text of a line without its ending."""
        return self.text[self._starts[number] : self._ends[number]]

    def width(self, number: int, encoding: str) -> int:
        """How many units of `encoding` a line has."""
        if self.text.isascii():
            return self._ends[number] - self._starts[number]
        line = self.line(number)
        return units(line, len(line), encoding)

    def lines(self) -> list[str]:
        """Every line without its ending."""
        if "\r" not in self.text:
            return self.text.split("\n")
        return [self.line(number) for number in range(len(self))]

    def offset(self, position: types.Position, encoding: str) -> int:
        """Where a position of the protocol lies in the text; beyond a line or the text it is brought back into it."""
        if position.line >= len(self):
            return len(self.text)
        return self._starts[position.line] + code_points(self.line(position.line), position.character, encoding)


def units(line: str, column: int, encoding: str) -> int:
    """How many units of `encoding` the first `column` characters of a line take."""
    start = line[:column]
    if encoding == types.PositionEncodingKind.Utf32 or start.isascii():
        return len(start)
    return sum(_width(character, encoding) for character in start)


def code_points(line: str, offset: int, encoding: str) -> int:
    """How many whole characters lie before `offset` units of `encoding`."""
    if encoding == types.PositionEncodingKind.Utf32 or line.isascii():
        return min(offset, len(line))
    passed = 0
    for column, character in enumerate(line):
        passed += _width(character, encoding)
        if passed > offset:
            return column
    return len(line)


def _width(character: str, encoding: str) -> int:
    point = ord(character)
    if encoding == types.PositionEncodingKind.Utf8:
        return 1 + (point > 0x7F) + (point > 0x7FF) + (point > 0xFFFF)
    return 1 + (point > 0xFFFF)
