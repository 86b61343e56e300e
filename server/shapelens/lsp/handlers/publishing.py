"""When diagnostics are published; `handlers.diagnostics` says what they look like."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lsprotocol import types

from shapelens.lsp import guard

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer


def publish_soon(ls: ShapeLensServer, uri: str) -> None:
    """Publish the diagnostics of a document's newest version in the background; a later call takes its place."""
    ls.session.background.start(_key(uri), guard.isolated("publishing diagnostics", _publish(ls, uri)))


def clear(ls: ShapeLensServer, uri: str) -> None:
    """A closed document has no diagnostics."""
    ls.session.background.cancel(_key(uri))
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def clear_parts(ls: ShapeLensServer, uris: Iterable[str]) -> None:
    """Cells that are no longer there have no diagnostics."""
    for uri in uris:
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


async def _publish(ls: ShapeLensServer, uri: str) -> None:
    await ls.session.engine_loaded()
    await importlib.import_module("shapelens.lsp.handlers.diagnostics").publish(ls, uri)


def _key(uri: str) -> tuple[str, str]:
    return ("diagnostics", unquote(uri))
