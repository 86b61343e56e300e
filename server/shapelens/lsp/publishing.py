"""When diagnostics are published; `handlers.diagnostics` says what they look like."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lsprotocol import types

from shapelens.lsp import guard

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


def publish_soon(context: ServerContext, uri: str) -> None:
    """Publish the diagnostics of a document's newest version in the background; a later call takes its place."""
    context.session.background.start(_key(uri), guard.isolated("publishing diagnostics", _publish(context, uri)))


def clear(context: ServerContext, uri: str) -> None:
    """A closed document has no diagnostics."""
    context.session.background.cancel(_key(uri))
    context.client.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def clear_parts(context: ServerContext, uris: Iterable[str]) -> None:
    """Cells that are no longer there have no diagnostics."""
    for uri in uris:
        context.client.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


async def _publish(context: ServerContext, uri: str) -> None:
    await context.session.engine_loaded()
    await importlib.import_module("shapelens.lsp.published_diagnostics").publish(context, uri)


def _key(uri: str) -> tuple[str, str]:
    return ("diagnostics", unquote(uri))
