"""The text of a slice: what goes is blank, what is replaced keeps its lines, and nothing behind it moves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from shapelens.syntax.lines import Lines
from shapelens.syntax.spans import Span

_BLANKED = re.compile(r"[^\r\n]")
# what may stand behind a replacement that is longer than what it replaces: no call that would move
_REST = re.compile(r"[^(#\r\n]*(?:#[^\r\n]*)?(?=[\r\n]|$)")


# a line of the module of which no statement is left
_ALL_GONE = re.compile(r"^(?:pass|0) *(?:; *(?:pass|0) *)+;? *$", re.MULTILINE)

Kind: TypeAlias = Literal["expression", "statement", "head"]


@dataclass(frozen=True, slots=True)
class Change:
    """A span, and what stands there instead: an expression, a whole statement, or the head of one up to its colon."""

    span: Span
    text: str = ""
    kind: Kind = "expression"


def gone(span: Span) -> Change:
    """A statement that does nothing, in the room of another."""
    short = span.line == span.end_line and span.end_column - span.column < len("pass")
    return Change(span, "0" if short else "pass", "statement")


def blank(span: Span) -> Change:
    return Change(span, "", "statement")


class TextChanges:
    """Changes to one text, by offsets."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self._text = text

    def fits(self, change: Change) -> bool:
        """Whether a replacement can be written without moving a call behind it."""
        start, end = self.lines.bounds(change.span)
        room = _first_line(self._text[start:end])
        if "\n" in self._text[start:end]:
            return True
        return len(change.text) <= len(room) or _REST.match(self._text, end) is not None

    def starts(self, span: Span, word: str) -> bool:
        """Whether the text of a span begins with a word."""
        return self._text.startswith(word, self.lines.offset(span.line, span.column))

    def colon_behind(self, span: Span) -> tuple[int, int]:
        """The place of the first colon behind a span."""
        end = self.lines.offset(span.end_line, span.end_column)
        return self.lines.place(self._text.index(":", end))

    def shares_its_line(self, span: Span) -> bool:
        """Whether a semicolon stands before or behind a statement."""
        start, end = self.lines.bounds(span)
        before = self._text[self.lines.offset(span.line, 1) : start].rstrip()
        return before.endswith(";") or self._text[end:].lstrip(" \t").startswith(";")

    def apply(self, changes: list[Change]) -> str:
        """The text with all changes made; where two overlap the one around counts."""
        parts: list[str] = []
        position = 0
        bounds = ((*self.lines.bounds(change.span), change) for change in changes)
        for start, end, change in sorted(bounds, key=lambda item: (item[0], -item[1])):
            if start < position:
                continue
            parts += [self._text[position:start], _filled(self._text[start:end], change)]
            position = end
        return _ALL_GONE.sub(lambda found: " " * len(found.group()), "".join(parts) + self._text[position:])


def _first_line(text: str) -> str:
    return re.split(r"[\r\n]", text, maxsplit=1)[0]


def _filled(old: str, change: Change) -> str:
    """A change in the room of the old text, with its line ends, and the last of its columns where it was."""
    first = _first_line(old)
    rest = _BLANKED.sub(" ", old[len(first) :])
    if not rest or change.kind == "statement":
        return change.text.ljust(len(first)) + rest
    # a bracket holds the lines together, wherever the expression stands
    opened = "if (1" if change.kind == "head" else f"({change.text}"
    return opened.ljust(len(first)) + rest[:-1] + ")"
