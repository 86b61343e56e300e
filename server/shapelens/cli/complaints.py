"""Clear lines on standard error for what could not be read."""

from __future__ import annotations

from collections.abc import Iterable

import click

from shapelens.cli.report import Run
from shapelens.cli.sources import Unreadable
from shapelens.environments.words import keras_not_found, packages_of


def complain(unreadable: Iterable[Unreadable]) -> None:
    """One line for each path."""
    for item in unreadable:
        click.echo(f"shapelens: {item.path}: {item.reason}", err=True)


def complain_of_run(outcome: Run, *, verbose: bool = False) -> None:
    """What could not be read, what is wrong in the settings, and where Keras was missed; `verbose` says which
    interpreters the packages were read from."""
    complain(outcome.unreadable)
    for complaint in outcome.complaints:
        click.echo(f"shapelens: {complaint}", err=True)
    lines = [packages_of(file.interpreter) for file in outcome.files if verbose]
    lines += [keras_not_found(file.interpreter) for file in outcome.files if file.analysis.lacks_keras]
    for line in dict.fromkeys(lines):
        click.echo(f"shapelens: {line}", err=True)
