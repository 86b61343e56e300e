"""Documents are opened, edited, saved and closed. pygls has applied the edit when these run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.lsp import guard
from shapelens.lsp.documents import Snapshot, SourceDocument
from shapelens.lsp.publishing import clear, publish_soon
from shapelens.lsp.refresh import refresh

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


def did_open(context: ServerContext, params: types.DidOpenTextDocumentParams) -> None:
    if params.text_document.language_id == "python":
        context.session.open(_snapshot(context, params.text_document.uri))
        publish_soon(context, params.text_document.uri)


def did_change(context: ServerContext, params: types.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    if context.session.snapshot(uri) is not None:
        importing = context.session.change(_snapshot(context, uri))
        if importing:
            context.session.background.start(
                ("importing", uri), guard.isolated("refreshing imports", _refresh(context, uri))
            )
        if context.session.settings(uri).diagnostics_run == "onType":
            publish_soon(context, uri)


async def _refresh(context: ServerContext, uri: str) -> None:
    """Once edits pause: what other files show may depend on this one."""
    if await context.session.analysis(uri, settled=True) is not None:
        refresh(context.client)


def did_save(context: ServerContext, params: types.DidSaveTextDocumentParams) -> None:
    context.session.saved()
    publish_soon(context, params.text_document.uri)


def did_close(context: ServerContext, params: types.DidCloseTextDocumentParams) -> None:
    if context.session.snapshot(params.text_document.uri) is not None:
        context.session.close(params.text_document.uri)
        clear(context, params.text_document.uri)


def _snapshot(context: ServerContext, uri: str) -> Snapshot:
    document = context.client.workspace.get_text_document(uri)
    assert isinstance(document, SourceDocument)
    return document.snapshot
