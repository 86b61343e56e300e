"""The `shapelens` command: a command's own module is imported when that command is asked for."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from shapelens import __version__

_COMMANDS = ("check", "annotate", "confirm", "rules", "serve")


class Commands(click.Group):
    """The commands by name, each `command` in the module of that name beside this one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"shapelens.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="shapelens")
def shapelens() -> None:
    """See every tensor shape in Keras code, without running it."""


def main(arguments: Sequence[str] | None = None, prog_name: str = "shapelens") -> None:
    """Run the command line; the exit code is 0, 1 (something to report) or 2 (bad usage, unreadable input)."""
    for stream in (sys.stdout, sys.stderr):
        # arrows and formulas must not fail on a narrow encoding, nor a path that is not UTF-8 at all
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    shapelens.main(args=None if arguments is None else list(arguments), prog_name=prog_name)
