"""Clear lines on standard error for what could not be read."""

from __future__ import annotations

from collections.abc import Iterable

import click

from shapelens.cli.report import Run
from shapelens.cli.sources import Unreadable


def complain(unreadable: Iterable[Unreadable]) -> None:
    """One line for each path."""
    for item in unreadable:
        click.echo(f"shapelens: {item.path}: {item.reason}", err=True)


def complain_of_run(outcome: Run) -> None:
    """What could not be read, and what is wrong in the settings."""
    complain(outcome.unreadable)
    for complaint in outcome.complaints:
        click.echo(f"shapelens: {complaint}", err=True)
