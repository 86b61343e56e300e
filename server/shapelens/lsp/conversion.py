"""Between our places (from 1, in code points) and the protocol's (from 0, in the units that were agreed on)."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from shapelens.lsp.line_index import LineIndex, code_points, units
from shapelens.syntax.spans import Span

# UTF-32 is our own unit; UTF-8 and UTF-16 have to be counted
PREFERRED_ENCODINGS = (
    types.PositionEncodingKind.Utf32,
    types.PositionEncodingKind.Utf8,
    types.PositionEncodingKind.Utf16,
)


def in_our_order(offered: Sequence[types.PositionEncodingKind | str]) -> list[types.PositionEncodingKind | str]:
    """The encodings that a client offers, those we like best first."""
    known = [encoding for encoding in PREFERRED_ENCODINGS if encoding in offered]
    return [*known, *(encoding for encoding in offered if encoding not in known)]


class Converter:
    """Converts places in one version of a document; what lies beyond a line or the text is brought back into it."""

    def __init__(self, index: LineIndex, encoding: str) -> None:
        self._index = index
        self._encoding = encoding

    def position(self, line: int, column: int) -> types.Position:
        """The protocol's position of a line and column."""
        if line > len(self._index):
            return self.end_of_line(len(self._index))
        return types.Position(line - 1, units(self._index.line(line - 1), column - 1, self._encoding))

    def range(self, span: Span) -> types.Range:
        """The protocol's range of a span."""
        return types.Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def end_of_line(self, line: int) -> types.Position:
        """The position behind the last character of a line."""
        text = self._index.line(min(line, len(self._index)) - 1)
        return types.Position(line - 1, units(text, len(text), self._encoding))

    def line_and_column(self, position: types.Position) -> tuple[int, int]:
        """Our line and column of a position."""
        last = len(self._index) - 1
        if position.line > last:
            return last + 1, len(self._index.line(last)) + 1
        return position.line + 1, code_points(self._index.line(position.line), position.character, self._encoding) + 1

    def span(self, place: types.Range) -> Span:
        """Our span of a range."""
        return Span(*self.line_and_column(place.start), *self.line_and_column(place.end))
