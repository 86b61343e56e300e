"""Between our places (from 1, in code points) and the protocol's (from 0, in the units that were agreed on)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter

from shapelens.lsp.line_index import LineIndex, code_points, units
from shapelens.syntax.spans import Span

# UTF-32 is our own unit; UTF-8 and UTF-16 have to be counted
PREFERRED_ENCODINGS = (
    types.PositionEncodingKind.Utf32,
    types.PositionEncodingKind.Utf8,
    types.PositionEncodingKind.Utf16,
)


@dataclass(frozen=True, slots=True)
class Json:
    """An answer that is JSON already: typed objects for hundreds of hints would cost more than all the rest."""

    value: Any


def json_converter() -> Any:
    """pygls' converter, which leaves what is JSON as it is."""
    converter = default_converter()  # type: ignore[no-untyped-call]  # pygls leaves its result open
    converter.register_unstructure_hook(Json, lambda answer: answer.value)
    return converter


def in_our_order(offered: Sequence[types.PositionEncodingKind | str]) -> list[types.PositionEncodingKind | str]:
    """The encodings that a client offers, those we like best first."""
    known = [encoding for encoding in PREFERRED_ENCODINGS if encoding in offered]
    return [*known, *(encoding for encoding in offered if encoding not in known)]


class Converter:
    """Converts places in one version of a document; what lies beyond a line or the text is brought back into it."""

    def __init__(self, index: LineIndex, encoding: str, first: int = 1, last: int | None = None) -> None:
        """For the lines `first` to `last` of a text, which are a document of their own."""
        self._index = index
        self._encoding = encoding
        self._first = first
        self._last = len(index) if last is None else last

    def position(self, line: int, column: int) -> types.Position:
        """The protocol's position of a line and column."""
        if line > self._last:
            return self.end_of_line(self._last)
        if line < self._first:
            return types.Position(0, 0)
        return types.Position(line - self._first, units(self._index.line(line - 1), column - 1, self._encoding))

    def range(self, span: Span) -> types.Range:
        """The protocol's range of a span."""
        return types.Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def end_of_line(self, line: int) -> types.Position:
        """The position behind the last character of a line."""
        return types.Position(self.line(line), self.width(line))

    def line(self, line: int) -> int:
        """The protocol's number of a line."""
        return line - self._first

    def width(self, line: int) -> int:
        """How many units of the protocol a line has."""
        return self._index.width(min(line, self._last) - 1, self._encoding)

    def line_and_column(self, position: types.Position) -> tuple[int, int]:
        """Our line and column of a position."""
        line = position.line + self._first
        if line > self._last:
            return self._last, len(self._index.line(self._last - 1)) + 1
        return line, code_points(self._index.line(line - 1), position.character, self._encoding) + 1

    def span(self, place: types.Range) -> Span:
        """Our span of a range."""
        return Span(*self.line_and_column(place.start), *self.line_and_column(place.end))
