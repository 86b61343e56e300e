"""Options that several commands have."""

from __future__ import annotations

import click

python = click.option(
    "--python",
    metavar="PATH",
    default="",
    help="The Python, or its environment, that has your Keras. [default: the active one, else that of the project]",
)
verbose = click.option("-v", "--verbose", is_flag=True, help="Say which Python the packages are read from.")
