"""`shapelens check`: what will not fit, in one of four formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import click

from shapelens.cli import options
from shapelens.cli.complaints import complain_of_run
from shapelens.cli.fixing import fix_sources
from shapelens.cli.formats import github, json_format, sarif, text
from shapelens.cli.jobs import default_jobs
from shapelens.cli.project import Projects
from shapelens.cli.report import Run, exit_code, run
from shapelens.cli.sources import STANDARD_INPUT, read_sources
from shapelens.diagnostics.registry import CHECKS

_FORMATS: dict[str, Callable[[Run], str]] = {
    "text": text.format_run,
    "json": json_format.format_run,
    "github": github.format_run,
    "sarif": sarif.format_run,
}
_SHOWING_FIXES = ("json", "sarif")


def _codes(_context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """`SL2,SL301` as codes; each must be the beginning of one there is."""
    codes = tuple(code.strip().upper() for text in value for code in text.split(",") if code.strip())
    for code in codes:
        if not any(each.startswith(code) for check in CHECKS for each in check.codes):
            raise click.BadParameter(f"there is no code {code}", param=parameter)
    return codes


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--output-format", type=click.Choice(list(_FORMATS)), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="The severity from which on the exit code is 1.",
)
@click.option("--select", metavar="CODES", multiple=True, callback=_codes, help="The codes to report alone: SL2,SL301.")
@click.option("--ignore", metavar="CODES", multiple=True, callback=_codes, help="Codes to leave out.")
@click.option("--fix", is_flag=True, help="Make the safe fixes in the files, and report what is left.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="The processes that share the files; by default one for each core."
)
@click.option("--stdin-filename", metavar="NAME", help="The name under which standard input (-) is reported.")
@options.python
@options.verbose
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output_format: str,
    fail_on: Literal["error", "warning"],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    jobs: int | None,
    stdin_filename: str | None,
    python: str,
    verbose: bool,
) -> None:
    """Report shapes that will not fit in files, folders, or standard input (-).

    CODES may be beginnings of codes, and stand over `[tool.shapelens.diagnostics]` in pyproject.toml. Exits 0 where
    nothing is wrong, 1 where something is, 2 where a PATH could not be read.
    """
    if fix and STANDARD_INPUT in paths:
        raise click.UsageError("--fix changes files, and standard input (-) is none")
    projects, sources = Projects(select, ignore, python), read_sources(paths, stdin_filename)
    outcome = run(
        fix_sources(sources, projects) if fix else sources,
        projects,
        with_fixes=output_format in _SHOWING_FIXES,
        jobs=jobs or default_jobs(),
    )
    complain_of_run(outcome, verbose=verbose)
    click.echo(_FORMATS[output_format](outcome), nl=False)
    context.exit(exit_code(outcome, fail_on))
