"""A source with its hints: each at the end of its line, those of one paragraph of code under each other."""

from __future__ import annotations

from collections.abc import Iterator

import click

from shapelens.cli.formats.width import display_width
from shapelens.cli.report import FileReport
from shapelens.editor.hints import display
from shapelens.editor.lines import shown_beside_lines

_GAP = 3
# a line longer than this does not push the hints of its neighbours to the right
_LONGEST = 88


def format_file(file: FileReport) -> str:
    """The lines of a file, as they are, with `→ (None, 30, 30, 64)` beside those that have a hint.

    The cells of a notebook have a line each that says which they are.
    """
    labels: dict[int, list[str]] = {}
    for hint in shown_beside_lines(file.hints, file.analysis.trainings):
        labels.setdefault(hint.span.end_line, []).append(display(hint))
    heads = {cell.first_line - 1: f"# %% cell {cell.number}" for cell in file.cells.cells}
    lines = tuple(heads.get(number, line) for number, line in enumerate(file.lines, start=1))
    columns = dict(_hint_columns(lines, labels))
    annotated: list[str] = []
    for number, line in enumerate(lines, start=1):
        if number in heads and number > 1:
            annotated.append("")
        if number in labels:
            line = line.rstrip()
            padding = max(_GAP, columns[number] - display_width(line))
            line = f"{line}{'':{padding}}{click.style('  '.join(labels[number]), dim=True)}"
        annotated.append(line)
    if annotated and not annotated[-1]:
        # the text after the last line end is no line
        annotated.pop()
    return "".join(f"{line}\n" for line in annotated)


def _hint_columns(lines: tuple[str, ...], labels: dict[int, list[str]]) -> Iterator[tuple[int, int]]:
    """The column at which the hint of each line starts: one for all lines between two empty lines."""
    for paragraph in _paragraphs(lines):
        hinted = [number for number in paragraph if number in labels]
        widths = [display_width(lines[number - 1].rstrip()) for number in hinted]
        column = max((width for width in widths if width <= _LONGEST), default=0) + _GAP
        yield from ((number, column) for number in hinted)


def _paragraphs(lines: tuple[str, ...]) -> Iterator[range]:
    start = 1
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            yield range(start, number)
            start = number + 1
    yield range(start, len(lines) + 1)
