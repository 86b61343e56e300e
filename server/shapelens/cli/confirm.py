"""`shapelens confirm`: run the models of a file in TensorFlow and compare every shape."""

from __future__ import annotations

import json
import os
import sys

import click

from shapelens.cli import options
from shapelens.cli.complaints import complain
from shapelens.cli.project import Projects
from shapelens.cli.report import report as analyse
from shapelens.cli.sources import Unreadable, read_file
from shapelens.shape_check.check import Progress, Request
from shapelens.shape_check.process import run_check_blocking
from shapelens.shape_check.result import build_result, error_lines, exit_code, result_json, result_lines, skipped_lines
from shapelens.shape_check.slices.program import slice_program
from shapelens.shape_check.slices.shown import shown
from shapelens.shape_check.static_calls import static_calls
from shapelens.syntax.notebooks import runnable_text

_COLOURS = {"agrees": "green", "DIFFERS": "red", "measured only": "cyan", "not run": "yellow"}
_CLEAR_LINE = "\r\x1b[K"


@click.command()
@click.argument("file", metavar="FILE")
@click.argument("model", metavar="[MODEL]", required=False)
@options.python
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="When to end the run.",
)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--show", is_flag=True, help="Print what would be run, and run nothing.")
@click.pass_context
def command(
    context: click.Context,
    file: str,
    model: str | None,
    python: str,
    timeout: float,
    output_format: str,
    show: bool,
) -> None:
    """Run the models of FILE (or its MODEL alone) in TensorFlow on zeros, and compare every shape.

    What the models depend on is run, the rest of FILE is not (`--show` prints which). Exits 0 where all agree, 1 for a
    difference or an exception in a model, 2 where it could not be run.
    """
    source = read_file(file)
    if isinstance(source, Unreadable):
        complain([source])
        context.exit(2)
    projects = Projects(python=python)
    analysed = analyse(source, projects)
    if isinstance(analysed, Unreadable):
        complain([analysed])
        context.exit(2)
    sliced = slice_program(source.text, analysed.analysis, model)
    if show:
        click.echo(shown(sliced, analysed.cells.text), nl=False)
        return
    request = Request(
        interpreter=projects.interpreter_for(file).executable,
        # the program finds its own files beside it, wherever this command is run
        path=os.path.abspath(file),
        text=runnable_text(sliced.text),
        model=model,
        timeout_seconds=timeout,
        once=sliced.once,
        lines=sliced.lines,
    )
    outcome = run_check_blocking(request, _show_progress if sys.stderr.isatty() else None)
    if sys.stderr.isatty():
        click.echo(_CLEAR_LINE, nl=False, err=True)
    report = build_result(file, static_calls(analysed.analysis), outcome, analysed.cells, sliced.skipped)
    if output_format == "json":
        click.echo(json.dumps(result_json(report), ensure_ascii=False))
    elif any(call.measured for call in report.calls):
        click.echo("\n".join(_coloured(line) for line in result_lines(report)))
    else:
        # a table of what was not run would bury the reason
        click.echo("\n".join([*skipped_lines(report), *error_lines(report)] or result_lines(report)), err=True)
    context.exit(exit_code(report))


def _show_progress(progress: Progress) -> None:
    """One line that the next one writes over."""
    click.echo(f"{_CLEAR_LINE}{progress.text}", nl=False, err=True)


def _coloured(line: str) -> str:
    """The verdict at the end of a line of the table in its colour."""
    for verdict, colour in _COLOURS.items():
        if line.endswith(f"  {verdict}"):
            return line.removesuffix(verdict) + click.style(verdict, fg=colour)
    return line
