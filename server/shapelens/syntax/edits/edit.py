"""An edit, and what a set of them does to a text and to the places in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from shapelens.syntax.lines import Lines, whole_lines
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `text`; an insertion has an empty span."""

    span: Span
    text: str


def line_edits(before: str, after: str) -> tuple[Edit, ...]:
    """The edits, of whole lines, that make one text of another."""
    lines = Lines(before)
    old, new = whole_lines(before), whole_lines(after)
    starts = [*lines.starts[: len(old)], len(before)]
    edits = []
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            edits.append(Edit(lines.span(starts[first], starts[last]), "".join(new[new_first:new_last])))
    return tuple(edits)


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
