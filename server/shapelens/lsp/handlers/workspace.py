"""What changes around the documents: settings, folders, pyproject.toml, trust. All apply without a restart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from shapelens.lsp import guard
from shapelens.lsp.handlers.publishing import publish_soon
from shapelens.lsp.refresh import refresh

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer


def did_change_configuration(ls: ShapeLensServer, params: types.DidChangeConfigurationParams) -> None:
    """New settings, or another interpreter selected in the editor."""
    sent, interpreters = params.settings, ls.session.interpreters
    before = interpreters.selected
    if isinstance(sent, Mapping):
        if "userInterpreter" in sent:
            interpreter = sent["userInterpreter"]
            interpreters.selected = interpreter if isinstance(interpreter, str) else None
        ls.session.configuration.receive(sent)
    reload_settings(ls, changed=interpreters.selected != before)


def did_change_watched_files(ls: ShapeLensServer, _params: types.DidChangeWatchedFilesParams) -> None:
    """A pyproject.toml was written or removed."""
    reload_settings(ls)


def did_change_workspace_folders(ls: ShapeLensServer, _params: types.DidChangeWorkspaceFoldersParams) -> None:
    reload_settings(ls)


def did_change_trust(ls: ShapeLensServer, params: Any) -> None:
    """Trust is granted in the middle of a session; it is never taken back in one."""
    trusted = params.get("trusted") if isinstance(params, Mapping) else getattr(params, "trusted", None)
    ls.session.trusted = ls.session.trusted or trusted is True


def reload_settings(ls: ShapeLensServer, *, changed: bool = False) -> None:
    """Read the settings anew, and show again what they change, or what has `changed` beside them."""
    ls.session.interpreters.forget()
    ls.session.background.start("settings", guard.isolated("loading the settings", _reload(ls, changed)))


async def _reload(ls: ShapeLensServer, changed: bool) -> None:
    if await ls.session.configuration.load(ls) or changed:
        refresh(ls)
        for uri in ls.session.open_uris():
            publish_soon(ls, uri)
