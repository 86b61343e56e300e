"""Diagnostics as text: `path:line:column: SL201 error: message`, the line itself, and a mark under the place."""

from __future__ import annotations

from collections.abc import Iterator

import click

from shapelens.cli.formats.places import place_text
from shapelens.cli.formats.width import display_width
from shapelens.cli.report import FileReport, Run
from shapelens.diagnostics.diagnostic import Diagnostic, RelatedPlace, Severity
from shapelens.diagnostics.words import plural
from shapelens.shapes.plain_text import plain_text
from shapelens.syntax.cells import NO_CELLS

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "information": "cyan", "hint": "cyan"}


def format_run(run: Run) -> str:
    """Every diagnostic, and a summary."""
    blocks = [_format_diagnostic(file, diagnostic) for file in run.files for diagnostic in file.diagnostics]
    return "".join(f"{block}\n\n" for block in blocks) + f"{summary(run)}\n"


def one_line(file: FileReport, diagnostic: Diagnostic) -> str:
    """`model.py:21:5: SL201 error: message`."""
    place = f"{place_text(file.path, file.cells, diagnostic.span)}:"
    head = click.style(f"{diagnostic.code} {diagnostic.severity}", fg=_COLOURS[diagnostic.severity], bold=True)
    return f"{plain_text(place)} {head}: {plain_text(diagnostic.message)}"


def summary(run: Run) -> str:
    """`1 file, 6 hints, no problems (0.04 s)`."""
    counts = (
        (run.count("error"), "error"),
        (run.count("warning"), "warning"),
        (run.count("information") + run.count("hint"), "note"),
    )
    problems = ", ".join(plural(count, noun) for count, noun in counts if count) or "no problems"
    hints = sum(len(file.hints) for file in run.files)
    return f"{plural(len(run.files), 'file')}, {plural(hints, 'hint')}, {problems} ({run.seconds:.2f} s)"


def _format_diagnostic(file: FileReport, diagnostic: Diagnostic) -> str:
    return "\n".join([one_line(file, diagnostic), *_excerpt(file, diagnostic), *_related(file, diagnostic)])


def _excerpt(file: FileReport, diagnostic: Diagnostic) -> Iterator[str]:
    """The first line of the place, with its number, and carets under it."""
    span = diagnostic.span
    if not 0 < span.line <= len(file.lines):
        return
    line = file.lines[span.line - 1]
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    before = display_width(line[:start])
    carets = max(1, display_width(line[:end]) - before)
    number = _line_number(file, diagnostic)
    margin = click.style(f"{'':{len(number)}} |", dim=True)
    yield f"{click.style(f'{number} |', dim=True)} {plain_text(line.expandtabs())}".rstrip()
    yield f"{margin} {'':{before}}{click.style('^' * carets, fg=_COLOURS[diagnostic.severity], bold=True)}"


def _related(file: FileReport, diagnostic: Diagnostic) -> Iterator[str]:
    indent = " " * len(_line_number(file, diagnostic))
    for place in diagnostic.related:
        yield f"{indent} {click.style('=', dim=True)} {_place(file, place)}: {plain_text(place.message)}"


def _line_number(file: FileReport, diagnostic: Diagnostic) -> str:
    return str(file.cells.place(diagnostic.span.line)[1])


def _place(file: FileReport, place: RelatedPlace) -> str:
    elsewhere = place.path is not None and place.path != file.path
    return place_text(place.path or file.path, NO_CELLS if elsewhere else file.cells, place.span)
