"""The language server: what it offers, and which handler answers what.

Reading order: `server` (this table), `context` (what a handler is given), `guard`, `session`, `scheduling`, then any
file of `handlers/`, which nothing but `server` imports. `stdio` reads messages; `protocol`, `documents`, `line_index`
and `conversion` are about text and places; `settings`, `pyproject` and `configuration` about settings; `shape_check`
about running a model in TensorFlow.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.io_ import StdoutWriter
from pygls.lsp.server import LanguageServer

from shapelens import __version__
from shapelens.lsp import guard
from shapelens.lsp.commands import RUN_SHAPE_CHECK, SHOW_SLICE
from shapelens.lsp.context import ServerContext
from shapelens.lsp.conversion import json_converter
from shapelens.lsp.handlers import lifecycle, notebooks, text_synchronization, workspace
from shapelens.lsp.protocol import ShapeLensProtocol
from shapelens.lsp.session import Session
from shapelens.lsp.stdio import SWITCH_SECONDS, handle_messages

logger = logging.getLogger(__name__)

WORKSPACE_TRUST = "shapelens/workspaceTrust"

NOTIFICATIONS: dict[str, guard.Notified] = {
    types.INITIALIZE: lifecycle.initialize,
    types.INITIALIZED: lifecycle.initialized,
    types.TEXT_DOCUMENT_DID_OPEN: text_synchronization.did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: text_synchronization.did_change,
    types.TEXT_DOCUMENT_DID_SAVE: text_synchronization.did_save,
    types.TEXT_DOCUMENT_DID_CLOSE: text_synchronization.did_close,
    types.NOTEBOOK_DOCUMENT_DID_OPEN: notebooks.did_open,
    types.NOTEBOOK_DOCUMENT_DID_CHANGE: notebooks.did_change,
    types.NOTEBOOK_DOCUMENT_DID_SAVE: notebooks.did_save,
    types.NOTEBOOK_DOCUMENT_DID_CLOSE: notebooks.did_close,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: workspace.did_change_configuration,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: workspace.did_change_watched_files,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: workspace.did_change_workspace_folders,
    WORKSPACE_TRUST: workspace.did_change_trust,
}

REQUESTS = {
    types.TEXT_DOCUMENT_INLAY_HINT: ("inlay_hints", "inlay_hints"),
    types.INLAY_HINT_RESOLVE: ("inlay_hints", "resolve"),
    types.TEXT_DOCUMENT_HOVER: ("hover", "hover"),
    types.TEXT_DOCUMENT_CODE_LENS: ("code_lens", "code_lens"),
    types.TEXT_DOCUMENT_CODE_ACTION: ("code_actions", "code_actions"),
    types.CODE_ACTION_RESOLVE: ("code_actions", "resolve"),
}

COMMANDS = {
    RUN_SHAPE_CHECK: ("shape_check", "run_shape_check"),
    SHOW_SLICE: ("shape_check", "show_slice"),
}

OPTIONS = {
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(
        code_action_kinds=[
            types.CodeActionKind.QuickFix,
            "source.fixAll.shapelens",
            "source.fixAll.shapelens.keras3",
            "",
        ],
        resolve_provider=True,
    ),
    types.TEXT_DOCUMENT_DID_SAVE: types.SaveOptions(include_text=False),
}


# cells of every language, so that they count as they do in the editor; those of Python alone are read
NOTEBOOK_SYNC = types.NotebookDocumentSyncOptions(
    [types.NotebookDocumentFilterWithNotebook(types.NotebookDocumentFilterNotebookType("jupyter-notebook"))], save=True
)


class ShapeLensServer(LanguageServer):
    """A pygls server with a session."""

    protocol: ShapeLensProtocol

    def __init__(self) -> None:
        super().__init__(
            "ShapeLens",
            __version__,
            protocol_cls=ShapeLensProtocol,
            converter_factory=json_converter,
            notebook_document_sync=NOTEBOOK_SYNC,
        )
        self.session = Session()
        self.context = ServerContext(self.session, self)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what pygls could not handle; a message box would help nobody."""
        logger.error("%s: %s", getattr(source, "__name__", source), error)


def create_server() -> ShapeLensServer:
    """A server with every handler registered."""
    server = ShapeLensServer()
    for method, handler in NOTIFICATIONS.items():
        server.feature(method, OPTIONS.get(method))(guard.notification(method, handler, server.context))
    for method, (module, function) in REQUESTS.items():
        server.feature(method, OPTIONS.get(method))(guard.request(method, _later(module, function), server.context))
    for command, (module, function) in COMMANDS.items():
        server.command(command)(guard.request(command, _later(module, function), server.context))
    return server


def _later(module: str, function: str) -> Callable[[], guard.Handler]:
    """A handler whose module is imported with the first request for it: `initialize` is answered before the engine is
    loaded."""

    def load() -> guard.Handler:
        handler: guard.Handler = getattr(importlib.import_module(f"shapelens.lsp.handlers.{module}"), function)
        return handler

    return load


def serve() -> None:
    """Serve over standard input and output until the client leaves."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("shapelens").setLevel(logging.INFO)
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        asyncio.run(_serve(create_server()))


async def _serve(server: ShapeLensServer) -> None:
    """What `start_io` of pygls does, and an orderly end: a check that still runs ends before the loop cancels tasks."""
    _end_on_termination(server)
    server.protocol.set_writer(StdoutWriter(sys.stdout.buffer))
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        await handle_messages(sys.stdin.fileno(), server.protocol, server.report_server_error)
    finally:
        await server.session.stop()


def _end_on_termination(server: ShapeLensServer) -> None:
    """An editor that loses patience terminates the server: a check that runs must not outlive it."""

    async def end() -> None:
        await server.session.stop()
        # the thread that reads standard input cannot be woken
        os._exit(128 + signal.SIGTERM)

    loop = asyncio.get_running_loop()
    # Windows has no such signal: the process is gone at once
    with contextlib.suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGTERM, lambda: server.session.background.start("end", end()))
