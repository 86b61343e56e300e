"""Where the settings come from, folder by folder, and what is said of those that are not valid.

The editor is asked (`workspace/configuration`) where it can be; otherwise what it sent counts (`initializationOptions`
and `workspace/didChangeConfiguration`). Beneath lies `[tool.shapelens]` of the folder's pyproject.toml.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import to_fs_path

from shapelens.settings.pyproject import FILE_NAME, anchored, read_project_table
from shapelens.settings.values import DEFAULTS, Settings, Source, combine, read

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

logger = logging.getLogger(__name__)

SECTION = "shapelens"
EDITOR = "Settings"

# an editor that never answers must not keep the first diagnostics back for ever
ANSWER_SECONDS = 2.0


class Configuration:
    """The settings of every folder, and of files outside of all of them."""

    def __init__(self) -> None:
        self._sent: Source = {}
        self._folders: dict[str, Settings] = {}
        self._elsewhere = DEFAULTS
        self._said: set[str] = set()
        self._loaded = asyncio.Event()

    def receive(self, settings: Any) -> None:
        """Keep what the client sent of its own accord."""
        if isinstance(settings, Mapping):
            inner = settings.get(SECTION, settings)
            self._sent = inner if isinstance(inner, Mapping) else {}

    async def ready(self) -> None:
        """Wait until the settings were loaded for the first time."""
        try:
            await asyncio.wait_for(self._loaded.wait(), ANSWER_SECONDS)
        except asyncio.TimeoutError:
            logger.warning("the editor has not answered with its settings; the defaults are used until it does")
            self._loaded.set()

    def folder_of(self, uri: str) -> str | None:
        """The innermost workspace folder that holds a document."""
        place = unquote(uri)
        around = [folder for folder in self._folders if place.startswith(unquote(folder).rstrip("/") + "/")]
        return max(around, key=len, default=None)

    def for_uri(self, uri: str) -> Settings:
        """The settings of the folder that a document is in."""
        folder = self.folder_of(uri)
        return self._elsewhere if folder is None else self._folders[folder]

    async def load(self, client: LanguageServer) -> bool:
        """Read all settings anew; whether any of them changed."""
        folders = list(client.workspace.folders)
        sources = await _ask(client, [*folders, None])
        editor = sources if sources is not None else [self._sent] * (len(folders) + 1)
        complaints: list[str] = []
        before = (self._folders, self._elsewhere)
        self._folders = {
            uri: _settings(source, uri, complaints) for uri, source in zip(folders, editor[:-1], strict=True)
        }
        self._elsewhere = _settings(editor[-1], None, complaints)
        self._complain(client, complaints)
        self._loaded.set()
        return before != (self._folders, self._elsewhere)

    def _complain(self, client: LanguageServer, complaints: Sequence[str]) -> None:
        """Say each fault once, and again only after it had gone."""
        new = [complaint for complaint in dict.fromkeys(complaints) if complaint not in self._said]
        self._said = set(complaints)
        for complaint in new:
            client.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"ShapeLens: {complaint}"))


async def _ask(client: LanguageServer, scopes: Sequence[str | None]) -> list[Source] | None:
    """The editor's settings for each scope; None where it cannot be asked."""
    workspace = client.client_capabilities.workspace
    if workspace is None or not workspace.configuration:
        return None
    items = [types.ConfigurationItem(scope_uri=scope, section=SECTION) for scope in scopes]
    try:
        answers = await client.workspace_configuration_async(types.ConfigurationParams(items))
    except Exception:
        logger.exception("the editor could not be asked for its settings")
        return None
    sources = [answer if isinstance(answer, Mapping) else {} for answer in answers]
    return sources if len(sources) == len(scopes) else None


def _settings(source: Source, folder: str | None, complaints: list[str]) -> Settings:
    editor, wrong = read(source, EDITOR)
    complaints += wrong
    path = to_fs_path(folder) if folder is not None else None
    if path is None:
        return combine({}, editor)
    table, wrong = read_project_table(Path(path))
    complaints += wrong
    project, wrong = read(table, str(Path(path) / FILE_NAME))
    complaints += wrong
    return combine(anchored(project, Path(path)), anchored(editor, Path(path)))
