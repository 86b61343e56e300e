"""What we do otherwise than pygls: the best position encoding, exact edits, and what happens at a cancel."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol, lsp_method

from shapelens.lsp.conversion import in_our_order
from shapelens.lsp.documents import SourceWorkspace


class ShapeLensProtocol(LanguageServerProtocol):
    """The language server protocol as this server speaks it."""

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """pygls takes the first encoding that the client offers, so ours is put first."""
        general = params.capabilities.general
        if general is not None and general.position_encodings:
            general.position_encodings = in_our_order(general.position_encodings)
        return (yield from super().lsp_initialize(params))

    def adopt_workspace(self, params: types.InitializeParams) -> None:
        """Replace the workspace that pygls has just made by one of our documents."""
        encoding = types.PositionEncodingKind(self.workspace.position_encoding)
        self._workspace = SourceWorkspace(
            self.workspace.root_uri,
            workspace_folders=params.workspace_folders or [],
            position_encoding=encoding.value,
        )

    def _execute_handler(self, msg_id: str | int, *args: Any, **named: Any) -> None:
        """pygls would keep what came of each notification for ever."""
        super()._execute_handler(msg_id, *args, **named)
        future = self._request_futures.get(msg_id)
        if future is not None and future.done():
            del self._request_futures[msg_id]

    def send_request_async(self, method: str, params: Any = None, msg_id: str | int | None = None) -> Any:
        """Who waits for an answer may be cancelled; the answer that comes after all must still find its place."""
        return asyncio.shield(super().send_request_async(method, params, msg_id))

    @lsp_method(types.WORKSPACE_EXECUTE_COMMAND)
    async def lsp_workspace__execute_command(  # type: ignore[override]  # a coroutine is what a cancel can reach
        self, params: types.ExecuteCommandParams
    ) -> Any:
        """Give a command its whole parameters (pygls leaves out the progress token) and let a cancel reach it."""
        handler = self.fm.commands.get(params.command)
        if handler is None:
            raise JsonRpcInvalidParams.of(ValueError(f"Command name {params.command!r} is not defined"))
        return await handler(params)
