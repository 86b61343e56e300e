"""A comment at the end of a line."""

from __future__ import annotations

import re

import libcst as cst

from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.source import Source
from shapelens.syntax.spans import Span


def append_comment(source: Source, line: int, text: str) -> tuple[Edit, ...] | None:
    """`text`, a comment, at the end of a line, behind one that is there; None where the line ends inside a string or
    goes on after a backslash."""
    written = source.line(line)
    if written.rstrip().endswith("\\") or _ends_in_string(source, line):
        return None
    end = source.lines.starts[line - 1] + len(written.rstrip())
    return (source.insertion(end, f"  {text}"),)


def change_comment(source: Source, line: int, pattern: re.Pattern[str], text: str) -> tuple[Edit, ...] | None:
    """Another `text` for what `pattern` finds in a line; None where it finds nothing."""
    match = pattern.search(source.line(line))
    if match is None:
        return None
    start = source.lines.starts[line - 1]
    return (source.edit(start + match.start(), start + match.end(), text),)


def _ends_in_string(source: Source, line: int) -> bool:
    tree = source.tree_at(Span(line, 1, line, 1))
    if tree is None:
        return True
    strings = (*tree.nodes(cst.SimpleString), *tree.nodes(cst.FormattedString))
    return any(span.line <= line < span.end_line for span in map(tree.span, strings))
