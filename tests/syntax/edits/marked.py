"""Programs with the place to change between ‹ and ›, and what an edit makes of them."""

from __future__ import annotations

from collections.abc import Callable

from shapelens.syntax.edits.edit import Edit, apply_edits
from shapelens.syntax.edits.source import Source
from shapelens.syntax.lines import Lines
from shapelens.syntax.spans import Span


def marked(program: str) -> tuple[Source, Span]:
    """A program without its marks, and the span between them."""
    start = program.index("‹")
    end = program.index("›") - 1
    text = program.replace("‹", "").replace("›", "")
    return Source(text), Lines(text).span(start, end)


def changed(program: str, change: Callable[[Source, Span], tuple[Edit, ...] | None]) -> str | None:
    """What a change makes of a marked program; None where it cannot be made."""
    source, span = marked(program)
    edits = change(source, span)
    if edits is None:
        return None
    result = apply_edits(source.text, edits)
    assert result is not None, "the edits overlap"
    return result
