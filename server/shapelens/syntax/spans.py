"""Where something stands in a source text."""

from __future__ import annotations

from shapelens.shapes.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of text: lines and columns from 1, columns in code points, `end_column` one past the last."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """Its numbers, in an order that sorts spans by where they begin."""
        return self.line, self.column, self.end_line, self.end_column

    def shifted(self, lines: int) -> Span:
        """The same span `lines` further down."""
        if not lines:
            return self
        return Span(self.line + lines, self.column, self.end_line + lines, self.end_column)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return (self.line, self.column) <= (other.line, other.column) and (other.end_line, other.end_column) <= (
            self.end_line,
            self.end_column,
        )

    def touches(self, other: Span) -> bool:
        """Whether the two have a place in common, be it the end of one."""
        return (self.line, self.column) <= (other.end_line, other.end_column) and (other.line, other.column) <= (
            self.end_line,
            self.end_column,
        )
