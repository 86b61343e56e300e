"""Where the nodes that Python's parser made stand in their text.

Python counts columns in bytes, and has brackets and blank space in some places that are no part of an expression.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from typing import Any

from shapelens.syntax.spans import Span

_COMMENT = re.compile(r"#[^\n]*")
_BLANK = re.compile(r"(?:[ \t\f\n\\]|#[^\n]*)*")
_CLOSING = re.compile(r"(?:[ \t\f\n\\)]|#[^\n]*)*")
# what stands between expressions, and comments, in which it does not count
_SIGN = re.compile(r"[(),]|#[^\n]*")
_BEHIND_STATEMENT = re.compile(r"[ \t\f]*;?[ \t\f]*(#[^\n]*)")
_BEHIND_PARAMETER = re.compile(r"(?:\s*\))*[ \t\f]*(?:,[ \t\f]*)?(#[^\n]*)")


class Places:
    """The places of the nodes of one text whose first line is line `first` of what it belongs to.

    `yields` says whether a `yield` was met since it was last cleared.
    """

    __slots__ = ("_above", "_ascii", "_starts", "text", "yields")

    def __init__(self, text: str, first: int = 1) -> None:
        self.text = text
        self.yields = False
        self._above = first - 1
        self._ascii = text.isascii()
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def span(self, node: Any) -> Span:
        """The span of a node as Python has it."""
        line, end_line, above = node.lineno, node.end_lineno, self._above
        if self._ascii:
            return Span(line + above, node.col_offset + 1, end_line + above, node.end_col_offset + 1)
        column, end_column = self._column(line, node.col_offset), self._column(end_line, node.end_col_offset)
        return Span(line + above, column + 1, end_line + above, end_column + 1)

    def span_between(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        starts = self._starts
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        above = self._above
        return Span(line + above, start - starts[line - 1] + 1, end_line + above, end - starts[end_line - 1] + 1)

    def start(self, node: Any) -> int:
        """The offset at which a node begins."""
        offset: int = self._starts[node.lineno - 1] + self._column(node.lineno, node.col_offset)
        return offset

    def end(self, node: Any) -> int:
        """The offset behind a node."""
        offset: int = self._starts[node.end_lineno - 1] + self._column(node.end_lineno, node.end_col_offset)
        return offset

    def _column(self, line: int, bytes_before: int) -> int:
        if self._ascii:
            return bytes_before
        start = self._starts[line - 1]
        # a character is at least one byte
        before = self.text[start : start + bytes_before]
        return bytes_before if before.isascii() else len(before.encode()[:bytes_before].decode())

    # ---- brackets

    def inside(self, node: Any, last: Any) -> Span:
        """The span of what the brackets around a node hold, up to the comma behind its `last` part."""
        start, end = self.start(node), self.end(node)
        blank = _BLANK.match(self.text, start + 1)
        if last is None:
            return self.span_between(end - 1, end - 1)
        inner_end = self.end(last)
        for sign in _SIGN.finditer(self.text, inner_end, end - 1):
            if not sign.group().startswith("#"):
                inner_end = sign.end()
        return self.span_between(blank.end() if blank else start + 1, inner_end)

    def is_enclosed(self, node: ast.Tuple) -> bool:
        """Whether a tuple has brackets of its own."""
        if not node.elts:
            return True
        start, first = self.start(node), node.elts[0]
        opened = self.opened(start, self.start(first))
        return opened > 0 and opened > len(self._closing(self.end(first)))

    def opened(self, start: int, end: int) -> int:
        """How many brackets open between two nodes."""
        count = self.text.count("(", start, end)
        return count and _COMMENT.sub("", self.text[start:end]).count("(")

    def around(self, node: Any, brackets: int, before: int) -> Span:
        """The span of a node with so many pairs of brackets around it, all of which open behind `before`."""
        start = self.start(node)
        opening = [sign.start() for sign in _SIGN.finditer(self.text, before, start) if sign.group() == "("]
        return self.span_between(opening[-brackets], self._closing(self.end(node))[brackets - 1])

    def behind_closing(self, node: Any) -> int:
        """The offset behind a node and the brackets that close directly behind it."""
        end = self.end(node)
        return [end, *self._closing(end)][-1]

    def _closing(self, place: int) -> list[int]:
        """The offsets behind the brackets that close directly behind a place."""
        closing = _CLOSING.match(self.text, place)
        end = closing.end() if closing else place
        return [sign.end() for sign in _SIGN.finditer(self.text, place, end) if sign.group() == ")"]

    # ---- names and comments, of which Python keeps no place

    def comment_behind(self, statement: ast.stmt) -> str:
        """The comment behind a statement, on its line."""
        found = _BEHIND_STATEMENT.match(self.text, self.end(statement))
        return found[1] if found else ""

    def comment_behind_parameter(self, place: int) -> str:
        """The comment behind a parameter that ends at an offset, on its line."""
        found = _BEHIND_PARAMETER.match(self.text, place)
        return found[1] if found else ""

    def begins_line(self, statement: ast.stmt) -> bool:
        """Whether nothing stands before a statement on its line."""
        start = self._starts[statement.lineno - 1]
        return not self.text[start : self.start(statement)].strip()

    def is_commented(self, start: int, end: int) -> bool:
        """Whether there may be a comment between two offsets."""
        return self.text.find("#", start, end) >= 0
