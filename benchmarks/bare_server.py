"""A pygls server that knows nothing: the floor under any server that is written with it."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

HINTS = [
    types.InlayHint(types.Position(line, 40), f"→ (None, {line}, 32)", padding_left=True, data={"line": line})
    for line in range(40)
]

server = LanguageServer("bare", "1")


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(_params: types.DidOpenTextDocumentParams) -> None:
    """pygls keeps the text."""


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(_params: types.DidChangeTextDocumentParams) -> None:
    """pygls applies the edit."""


@server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
async def inlay_hint(_params: types.InlayHintParams) -> list[types.InlayHint]:
    """The same 40 hints, whatever is asked."""
    return HINTS


if __name__ == "__main__":
    server.start_io()
