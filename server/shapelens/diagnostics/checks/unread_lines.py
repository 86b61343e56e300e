"""SL101: lines that do not parse. One note for the whole file: while the user types, some line never parses."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.words import lines_text
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.syntax.spans import Span


def find(analysis: Analysis) -> Iterator[Report]:
    """One report on the first of the spans, which names them all; another for what is too much to be parsed."""
    if analysis.unread:
        yield _report(analysis, analysis.unread, "not parse as Python", "do", "does")
    if analysis.oversize:
        yield _report(analysis, analysis.oversize, "too long, or nested too deep, to be read", "are", "is")


def _report(analysis: Analysis, found: tuple[Span, ...], fault: str, several: str, one: str) -> Report:
    spans = sorted(found)
    single = len(spans) == 1 and spans[0].line == spans[0].end_line
    verb, be = (one, "is") if single else (several, "are")
    places = lines_text(analysis.cells, spans)
    return Report(
        spans[0],
        f"{places[0].upper()}{places[1:]} {verb} {fault} and {be} left out; the others keep their shapes.",
    )


CHECK = Check("SL101", "unread-lines", "information", find)
