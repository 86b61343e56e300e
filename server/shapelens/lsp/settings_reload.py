"""Reading the settings anew, in the background, and showing again what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapelens.lsp import guard
from shapelens.lsp.publishing import publish_soon
from shapelens.lsp.refresh import refresh

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


def reload_settings(context: ServerContext, *, changed: bool = False) -> None:
    """Read the settings anew, and show again what they change, or what has `changed` beside them."""
    context.session.interpreters.forget()
    context.session.background.start("settings", guard.isolated("loading the settings", _reload(context, changed)))


async def _reload(context: ServerContext, changed: bool) -> None:
    if await context.session.configuration.load(context.client) or changed:
        refresh(context.client)
        for uri in context.session.open_uris():
            publish_soon(context, uri)
