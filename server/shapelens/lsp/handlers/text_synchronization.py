"""Documents are opened, edited, saved and closed. pygls has applied the edit when these run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.lsp import guard
from shapelens.lsp.documents import Snapshot, SourceDocument
from shapelens.lsp.handlers.publishing import clear, publish_soon
from shapelens.lsp.refresh import refresh

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer


def did_open(ls: ShapeLensServer, params: types.DidOpenTextDocumentParams) -> None:
    if params.text_document.language_id == "python":
        ls.session.open(_snapshot(ls, params.text_document.uri))
        publish_soon(ls, params.text_document.uri)


def did_change(ls: ShapeLensServer, params: types.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    if ls.session.snapshot(uri) is not None:
        importing = ls.session.change(_snapshot(ls, uri))
        if importing:
            ls.session.background.start(("importing", uri), guard.isolated("refreshing imports", _refresh(ls, uri)))
        if ls.session.settings(uri).diagnostics_run == "onType":
            publish_soon(ls, uri)


async def _refresh(ls: ShapeLensServer, uri: str) -> None:
    """Once edits pause: what other files show may depend on this one."""
    if await ls.session.analysis(uri, settled=True) is not None:
        refresh(ls)


def did_save(ls: ShapeLensServer, params: types.DidSaveTextDocumentParams) -> None:
    ls.session.saved()
    publish_soon(ls, params.text_document.uri)


def did_close(ls: ShapeLensServer, params: types.DidCloseTextDocumentParams) -> None:
    if ls.session.snapshot(params.text_document.uri) is not None:
        ls.session.close(params.text_document.uri)
        clear(ls, params.text_document.uri)


def _snapshot(ls: ShapeLensServer, uri: str) -> Snapshot:
    document = ls.workspace.get_text_document(uri)
    assert isinstance(document, SourceDocument)
    return document.snapshot
