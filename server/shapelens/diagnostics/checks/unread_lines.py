"""SL101: lines that do not parse. One note for the whole file: while a person types, some line never parses."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.words import listed
from shapelens.interpreter.analysis import Analysis
from shapelens.syntax.spans import Span


def find(analysis: Analysis) -> Iterator[Report]:
    """One report on the first of the spans, which names them all."""
    if not analysis.unread:
        return
    spans = sorted(analysis.unread)
    places = listed([_lines(span) for span in spans])
    single = len(spans) == 1 and spans[0].line == spans[0].end_line
    subject, verbs = ("Line", ("does", "is")) if single else ("Lines", ("do", "are"))
    yield Report(
        spans[0],
        f"{subject} {places} {verbs[0]} not parse as Python and {verbs[1]} left out; the others keep their shapes.",
    )


def _lines(span: Span) -> str:
    return str(span.line) if span.line == span.end_line else f"{span.line} to {span.end_line}"


CHECK = Check("SL101", "unread-lines", "information", find)
