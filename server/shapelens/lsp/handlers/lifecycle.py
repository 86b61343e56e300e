"""The client comes: `initialize`, `initialized`. When it goes is seen to where the server is run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.lsp import guard
from shapelens.lsp.protocol import ShapeLensProtocol
from shapelens.lsp.settings_reload import reload_settings
from shapelens.settings.pyproject import FILE_NAME

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


def initialize(context: ServerContext, params: types.InitializeParams) -> None:
    """Keep what the client says of itself; pygls answers."""
    protocol = context.client.protocol
    assert isinstance(protocol, ShapeLensProtocol)
    protocol.adopt_workspace(params)
    options = params.initialization_options
    if isinstance(options, Mapping):
        # anything but a plain `true` leaves the workspace untrusted
        context.session.trusted = options.get("workspaceTrusted") is True
        interpreter = options.get("userInterpreter")
        context.session.interpreters.selected = interpreter if isinstance(interpreter, str) else None
        context.session.configuration.receive(options.get("settings"))


def initialized(context: ServerContext, _params: types.InitializedParams) -> None:
    """Load the engine and the settings, and ask to be told of changes."""
    session = context.session
    session.background.start("engine", guard.isolated("loading the engine", session.engine_loaded()))
    session.background.start("registration", guard.isolated("registration", _register(context)))
    reload_settings(context)


async def _register(context: ServerContext) -> None:
    """Ask for the notifications that a client sends only to who registered for them."""
    workspace = context.client.client_capabilities.workspace
    if workspace is None:
        return
    registrations: list[types.Registration] = []
    if workspace.did_change_configuration is not None and workspace.did_change_configuration.dynamic_registration:
        section = types.DidChangeConfigurationRegistrationOptions(section="shapelens")
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        registrations.append(types.Registration("shapelens.configuration", method, section))
    if workspace.did_change_watched_files is not None and workspace.did_change_watched_files.dynamic_registration:
        watchers = [types.FileSystemWatcher(glob_pattern=f"**/{FILE_NAME}")]
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registrations.append(types.Registration("shapelens.pyproject", method, options))
    if registrations:
        await context.client.client_register_capability_async(types.RegistrationParams(registrations))
