"""`shapelens annotate`: a file's source with the shape of every call beside its line."""

from __future__ import annotations

import click

from shapelens.cli import options
from shapelens.cli.complaints import complain_of_run
from shapelens.cli.formats import annotated, json_format
from shapelens.cli.formats.text import one_line
from shapelens.cli.project import Projects
from shapelens.cli.report import run
from shapelens.cli.sources import STANDARD_INPUT, read_file, read_sources


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--stdin-filename", metavar="NAME", help="The name under which standard input (-) is reported.")
@options.python
@options.verbose
@click.pass_context
def command(
    context: click.Context, file: str, output_format: str, stdin_filename: str | None, python: str, verbose: bool
) -> None:
    """Print FILE (or standard input, -) with the output shape of each call beside its line.

    What will not fit is named on standard error. Exits 0, or 2 where FILE could not be read.
    """
    sources = read_sources([file], stdin_filename) if file == STANDARD_INPUT else [read_file(file)]
    outcome = run(sources, Projects(python=python))
    complain_of_run(outcome, verbose=verbose)
    if output_format == "json":
        click.echo(json_format.format_run(outcome), nl=False)
    else:
        for report in outcome.files:
            click.echo(annotated.format_file(report), nl=False)
            for diagnostic in report.diagnostics:
                click.echo(one_line(report, diagnostic), err=True)
    context.exit(2 if outcome.unreadable else 0)
