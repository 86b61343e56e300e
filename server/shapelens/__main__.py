"""`python -m shapelens`: the language server, or the command line.

The server is dispatched before anything else is imported: an editor waits for it, and it has no use for click.
"""

from __future__ import annotations

import sys


def run() -> None:
    """Start the server for `serve` alone on the command line, else the command line."""
    if sys.argv[1:] in (["serve"], ["serve", "--stdio"]):
        from shapelens.lsp.server import serve

        serve()
    else:
        from shapelens.cli.main import main

        main(prog_name="shapelens")


if __name__ == "__main__":
    run()
