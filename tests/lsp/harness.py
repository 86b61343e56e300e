"""A client over stdio for the tests: the real server in a process of its own, and an editor's few gestures."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Union, cast

import pytest
from cattrs import Converter
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

SERVER = Path(__file__).resolve().parents[2] / "server"
COMMAND = [sys.executable, "-m", "shapelens", "serve"]
WAIT_SECONDS = 30.0
URI = "file:///project/model.py"

# for tests that use the fixture `ed`
shared_loop = pytest.mark.asyncio(loop_scope="session")

MODEL_B = """\
from keras import Sequential
from keras.layers import Conv2D, Dense, Flatten, MaxPool2D

model = Sequential([
    Conv2D(32, 3, padding="same", input_shape=(128, 128, 3)),
    MaxPool2D(2),
    Conv2D(64, 5, strides=2),
    MaxPool2D(2),
    Flatten(),
    Dense(10, activation="softmax"),
])
"""
HINTS_B = [
    "→ (None, 128, 128, 32)",
    "→ (None, 64, 64, 32)",
    "→ (None, 30, 30, 64)",
    "→ (None, 15, 15, 64)",
    "→ (None, 14400)",
    "→ (None, 10)",
]


def capabilities(*encodings: str, **changes: Any) -> types.ClientCapabilities:
    """What VS Code says of itself, as far as this server asks; `encodings` are those offered."""
    dynamic = {"dynamic_registration": True}
    offered: list[types.PositionEncodingKind | str] = list(encodings or ("utf-16",))
    return types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            configuration=True,
            workspace_folders=True,
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
            did_change_configuration=types.DidChangeConfigurationClientCapabilities(**dynamic),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(**dynamic),
            inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=True),
            code_lens=types.CodeLensWorkspaceClientCapabilities(refresh_support=True),
        ),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
        ),
        notebook_document=types.NotebookDocumentClientCapabilities(types.NotebookDocumentSyncClientCapabilities()),
        window=types.WindowClientCapabilities(work_done_progress=True),
        general=types.GeneralClientCapabilities(position_encodings=offered),
        **changes,
    )


class Editor:
    """An open editor: documents with versions, and everything that the server has sent."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.versions: dict[str, int] = {}
        self.published: list[types.PublishDiagnosticsParams] = []
        self.statuses: list[Mapping[str, Any]] = []
        self.refreshes: list[str] = []
        self.registrations: list[types.Registration] = []
        self.answer: types.InitializeResult | None = None
        features: dict[str, Callable[[Any], Any]] = {
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: lambda params: self.published.append(params),
            types.WORKSPACE_INLAY_HINT_REFRESH: lambda _: self.refreshes.append("hints"),
            types.WORKSPACE_CODE_LENS_REFRESH: lambda _: self.refreshes.append("lenses"),
            types.CLIENT_REGISTER_CAPABILITY: lambda params: self.registrations.extend(params.registrations),
            "shapelens/status": lambda params: self.statuses.append(as_mapping(params)),
        }
        register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, **features})

    def open(self, text: str, uri: str = URI, language: str = "python") -> None:
        self.versions[uri] = 1
        document = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def replace(self, text: str, uri: str = URI) -> None:
        """Send the whole text anew."""
        self._change(uri, types.TextDocumentContentChangeWholeDocument(text))

    def edit(self, start: tuple[int, int], end: tuple[int, int], text: str, uri: str = URI) -> None:
        """Replace a range (lines and characters from 0) by a text."""
        place = types.Range(types.Position(*start), types.Position(*end))
        self._change(uri, types.TextDocumentContentChangePartial(place, text))

    def _change(self, uri: str, change: types.TextDocumentContentChangeEvent) -> None:
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def save(self, uri: str = URI) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def close(self, uri: str = URI) -> None:
        self.versions.pop(uri, None)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def configure(self, settings: Mapping[str, Any], scope: str | None = None) -> None:
        """Change the settings, as a person does in the settings editor."""
        self.client.set_configuration(dict(settings), section="shapelens", scope_uri=scope)
        self.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))

    def select(self, interpreter: str) -> None:
        """Select another Python in the editor."""
        changed = {"shapelens": {}, "userInterpreter": interpreter}
        self.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(changed))

    def forget(self) -> None:
        """Forget what the server has sent."""
        for seen in (self.published, self.statuses, self.refreshes, self.client.messages):
            seen.clear()

    async def hints(self, uri: str = URI, lines: tuple[int, int] = (0, 10_000)) -> list[types.InlayHint]:
        place = types.Range(types.Position(lines[0], 0), types.Position(lines[1], 0))
        params = types.InlayHintParams(types.TextDocumentIdentifier(uri), place)
        return list(await self.client.text_document_inlay_hint_async(params) or [])

    async def labels(self, uri: str = URI) -> list[str]:
        """The hints as text, in order."""
        return [str(hint.label) for hint in await self.hints(uri)]

    async def hover(self, line: int, character: int, uri: str = URI) -> types.Hover | None:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        return await self.client.text_document_hover_async(params)

    async def hover_text(self, line: int, character: int, uri: str = URI) -> str:
        found = await self.hover(line, character, uri)
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def lenses(self, uri: str = URI) -> list[types.CodeLens]:
        params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        return list(await self.client.text_document_code_lens_async(params) or [])

    async def actions(self, line: int, character: int, uri: str = URI, **context: Any) -> list[types.CodeAction]:
        position = types.Position(line, character)
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri), types.Range(position, position), types.CodeActionContext([], **context)
        )
        found = await self.client.text_document_code_action_async(params)
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    async def run_check(self, uri: str = URI, model: str | None = None, line: int | None = None) -> None:
        arguments = [{"uri": uri, "model": model, "line": line}]
        await self.client.workspace_execute_command_async(
            types.ExecuteCommandParams("shapelens.runShapeCheck", arguments)
        )

    async def diagnostics(self, version: int, uri: str = URI) -> list[types.Diagnostic]:
        """The diagnostics of a version, once they were published."""
        await self.until(lambda: any((it.uri, it.version) == (uri, version) for it in self.published))
        return list([it for it in self.published if (it.uri, it.version) == (uri, version)][-1].diagnostics)

    async def vanish(self) -> None:
        """Close the connection without a word, as an editor that crashes does, and wait for the server to end."""
        server = self._abandon()
        assert server.stdin is not None
        server.stdin.close()
        await asyncio.wait_for(server.wait(), WAIT_SECONDS)

    async def terminate(self) -> None:
        """Terminate the server, as an editor does that has lost patience."""
        server = self._abandon()
        server.terminate()
        await asyncio.wait_for(server.wait(), WAIT_SECONDS)

    def _abandon(self) -> asyncio.subprocess.Process:
        self.client.capabilities = None  # so that nobody asks the server to shut down
        assert self.client._server is not None
        return self.client._server

    def begin(self, method: str, params: Any, message_id: str) -> asyncio.Future[Any]:
        """Send a request under an id that it can be cancelled by, and go on."""
        return asyncio.ensure_future(self.client.protocol.send_request_async(method, params, msg_id=message_id))

    def progress_of(self, token: types.ProgressToken) -> list[str]:
        """The kinds of the progress notifications with a token, in order."""
        reports: list[Any] = list(self.client.progress_reports[token])
        return [report.kind for report in reports]

    @property
    def messages(self) -> list[str]:
        return [message.message for message in self.client.messages]

    async def until(self, condition: Callable[[], bool], seconds: float = WAIT_SECONDS) -> None:
        """Wait for a state."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "the state that was waited for did not come"
            await asyncio.sleep(0.01)


@asynccontextmanager
async def editor(
    settings: Mapping[str, Any] | None = None,
    *,
    folder: Path | None = None,
    client_capabilities: types.ClientCapabilities | None = None,
    trusted: Any = True,
    environment: Mapping[str, str] | None = None,
    **options: Any,
) -> AsyncIterator[Editor]:
    """An editor with the server running, and its orderly end."""
    variables = {**os.environ, "PYTHONPATH": str(SERVER), **(environment or {})}
    client = LanguageClient(converter_factory=make_converter)
    opened = Editor(client)
    await client.start_io(*COMMAND, env=variables)
    client.set_configuration(dict(settings or {}), section="shapelens")
    folders = [types.WorkspaceFolder(folder.as_uri(), folder.name)] if folder is not None else None
    opened.answer = await client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities or capabilities(),
            workspace_folders=folders,
            initialization_options={"settings": dict(settings or {}), "workspaceTrusted": trusted, **options},
        )
    )
    try:
        yield opened
    finally:
        await client.shutdown_session()
        await client.stop()


def as_mapping(params: Any) -> Mapping[str, Any]:
    """The parameters of a notification that the protocol does not know, which pygls makes a named tuple of."""
    return dict(params._asdict())


def make_converter() -> Converter:
    """pygls' converter, which takes a code action that holds a command for a command."""
    converter: Converter = default_converter()

    def read_action(action: Any, _: Any) -> types.Command | types.CodeAction:
        kind = types.Command if isinstance(action.get("command"), str) else types.CodeAction
        return cast("types.Command | types.CodeAction", converter.structure(action, kind))

    converter.register_structure_hook(Union[types.Command, types.CodeAction], read_action)
    return converter
