"""Notebooks are opened, edited, saved and closed: an edit of a cell changes what lies below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.lsp import guard
from shapelens.lsp.documents import Snapshot, SourceWorkspace
from shapelens.lsp.handlers.publishing import clear_parts, publish_soon
from shapelens.lsp.refresh import refresh

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer


def did_open(ls: ShapeLensServer, params: types.DidOpenNotebookDocumentParams) -> None:
    snapshot = _snapshot(ls, params.notebook_document.uri)
    if snapshot is not None:
        ls.session.open(snapshot)
        publish_soon(ls, snapshot.uri)


def did_change(ls: ShapeLensServer, params: types.DidChangeNotebookDocumentParams) -> None:
    before, snapshot = ls.session.snapshot(params.notebook_document.uri), _snapshot(ls, params.notebook_document.uri)
    if before is None or snapshot is None:
        return
    ls.session.change(snapshot)
    remaining = {part.uri for part in snapshot.parts}
    gone = [part.uri for part in before.parts if part.uri not in remaining]
    clear_parts(ls, gone)
    ls.session.background.start(("cells", snapshot.uri), guard.isolated("refreshing cells", _refresh(ls, snapshot.uri)))
    if gone or ls.session.settings(snapshot.uri).diagnostics_run == "onType":
        publish_soon(ls, snapshot.uri)


def did_save(ls: ShapeLensServer, params: types.DidSaveNotebookDocumentParams) -> None:
    ls.session.saved()
    publish_soon(ls, params.notebook_document.uri)


def did_close(ls: ShapeLensServer, params: types.DidCloseNotebookDocumentParams) -> None:
    snapshot = ls.session.snapshot(params.notebook_document.uri)
    if snapshot is not None:
        ls.session.close(snapshot.uri)
        ls.session.background.cancel(("cells", snapshot.uri))
        ls.session.background.cancel(("diagnostics", snapshot.uri))
        clear_parts(ls, [part.uri for part in snapshot.parts])


async def _refresh(ls: ShapeLensServer, uri: str) -> None:
    """An editor asks again for the cell that was edited alone: once edits pause it is told of the others."""
    if await ls.session.analysis(uri, settled=True) is not None:
        refresh(ls)


def _snapshot(ls: ShapeLensServer, uri: str) -> Snapshot | None:
    workspace = ls.workspace
    assert isinstance(workspace, SourceWorkspace)
    return workspace.notebook_snapshot(uri)
