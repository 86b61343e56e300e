"""`shapelens serve`: the language server on standard input and output."""

from __future__ import annotations

import click


@click.command()
@click.option(
    "--stdio", is_flag=True, expose_value=False, help="Accepted for clients that name the channel; there is no other."
)
def command() -> None:
    """Start the language server; an editor speaks with it on standard input and output."""
    from shapelens.lsp.server import serve

    serve()
