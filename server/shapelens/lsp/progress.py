"""Work-done progress: shown where the client can, with a token of its own or one that we ask for."""

from __future__ import annotations

import asyncio
import logging
import uuid
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

logger = logging.getLogger(__name__)

CREATE_SECONDS = 5.0


class WorkDone:
    """One piece of work that the user watches, and may cancel."""

    def __init__(self, client: LanguageServer, token: types.ProgressToken | None) -> None:
        self._client = client
        self._token = token

    async def begin(self, title: str, cancel: asyncio.Event) -> None:
        """Show the work; `cancel` is set when the user cancels it."""
        if self._token is None:
            self._token = await self._create()
        if self._token is None:
            return
        progress = self._client.work_done_progress
        progress.begin(self._token, types.WorkDoneProgressBegin(title=title, cancellable=True))
        progress.tokens[self._token].add_done_callback(lambda future: cancel.set() if future.cancelled() else None)

    def report(self, message: str, done: int = 0, total: int = 0) -> None:
        """Say how far the work is."""
        if self._token is not None:
            percentage = min(100, done * 100 // total) if total else None
            value = types.WorkDoneProgressReport(message=message, percentage=percentage)
            self._client.work_done_progress.report(self._token, value)

    def end(self, message: str) -> None:
        """The work is over."""
        if self._token is not None:
            self._client.work_done_progress.end(self._token, types.WorkDoneProgressEnd(message=message))
            self._client.work_done_progress.tokens.pop(self._token, None)

    async def _create(self) -> types.ProgressToken | None:
        window = self._client.client_capabilities.window
        if window is None or not window.work_done_progress:
            return None
        token = f"shapelens-{uuid.uuid4()}"
        try:
            await asyncio.wait_for(self._client.work_done_progress.create_async(token), CREATE_SECONDS)
        except Exception:
            logger.exception("the client gave no progress token")
            return None
        return token
