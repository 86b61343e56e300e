"""What changes around the documents: settings, folders, pyproject.toml, trust. All apply without a restart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from shapelens.lsp.settings_reload import reload_settings

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


def did_change_configuration(context: ServerContext, params: types.DidChangeConfigurationParams) -> None:
    """New settings, or another interpreter selected in the editor."""
    sent, interpreters = params.settings, context.session.interpreters
    before = interpreters.selected
    if isinstance(sent, Mapping):
        if "userInterpreter" in sent:
            interpreter = sent["userInterpreter"]
            interpreters.selected = interpreter if isinstance(interpreter, str) else None
        context.session.configuration.receive(sent)
    reload_settings(context, changed=interpreters.selected != before)


def did_change_watched_files(context: ServerContext, _params: types.DidChangeWatchedFilesParams) -> None:
    """A pyproject.toml was written or removed."""
    reload_settings(context)


def did_change_workspace_folders(context: ServerContext, _params: types.DidChangeWorkspaceFoldersParams) -> None:
    reload_settings(context)


def did_change_trust(context: ServerContext, params: Any) -> None:
    """Trust is granted in the middle of a session; it is never taken back in one."""
    trusted = params.get("trusted") if isinstance(params, Mapping) else getattr(params, "trusted", None)
    context.session.trusted = context.session.trusted or trusted is True
