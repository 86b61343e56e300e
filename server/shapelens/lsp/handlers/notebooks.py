"""Notebooks are opened, edited, saved and closed: an edit of a cell changes what lies below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.lsp import guard
from shapelens.lsp.documents import Snapshot, SourceWorkspace
from shapelens.lsp.publishing import clear_parts, publish_soon
from shapelens.lsp.refresh import refresh

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


def did_open(context: ServerContext, params: types.DidOpenNotebookDocumentParams) -> None:
    snapshot = _snapshot(context, params.notebook_document.uri)
    if snapshot is not None:
        context.session.open(snapshot)
        publish_soon(context, snapshot.uri)


def did_change(context: ServerContext, params: types.DidChangeNotebookDocumentParams) -> None:
    before, snapshot = (
        context.session.snapshot(params.notebook_document.uri),
        _snapshot(context, params.notebook_document.uri),
    )
    if before is None or snapshot is None:
        return
    context.session.change(snapshot)
    remaining = {part.uri for part in snapshot.parts}
    gone = [part.uri for part in before.parts if part.uri not in remaining]
    clear_parts(context, gone)
    context.session.background.start(
        ("cells", snapshot.uri), guard.isolated("refreshing cells", _refresh(context, snapshot.uri))
    )
    if gone or context.session.settings(snapshot.uri).diagnostics_run == "onType":
        publish_soon(context, snapshot.uri)


def did_save(context: ServerContext, params: types.DidSaveNotebookDocumentParams) -> None:
    context.session.saved()
    publish_soon(context, params.notebook_document.uri)


def did_close(context: ServerContext, params: types.DidCloseNotebookDocumentParams) -> None:
    snapshot = context.session.snapshot(params.notebook_document.uri)
    if snapshot is not None:
        context.session.close(snapshot.uri)
        context.session.background.cancel(("cells", snapshot.uri))
        context.session.background.cancel(("diagnostics", snapshot.uri))
        clear_parts(context, [part.uri for part in snapshot.parts])


async def _refresh(context: ServerContext, uri: str) -> None:
    """An editor asks again for the cell that was edited alone: once edits pause it is told of the others."""
    if await context.session.analysis(uri, settled=True) is not None:
        refresh(context.client)


def _snapshot(context: ServerContext, uri: str) -> Snapshot | None:
    workspace = context.client.workspace
    assert isinstance(workspace, SourceWorkspace)
    return workspace.notebook_snapshot(uri)
