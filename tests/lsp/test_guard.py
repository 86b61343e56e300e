"""The guard: a handler's failure is logged and stays its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from shapelens.lsp import guard
from shapelens.lsp.context import ServerContext
from shapelens.lsp.server import ShapeLensServer, create_server


@pytest.fixture
def ls() -> ShapeLensServer:
    return create_server()


async def answer(ls: ShapeLensServer, error: BaseException) -> Any:
    async def fail(_context: ServerContext, _params: Any) -> None:
        raise error

    return await guard.request("textDocument/hover", lambda: fail, ls.context)(ls, None)


async def test_a_failure_is_logged_and_answers_null(ls: ShapeLensServer, caplog: pytest.LogCaptureFixture) -> None:
    assert await answer(ls, ZeroDivisionError("oh")) is None
    assert "textDocument/hover failed" in caplog.text
    assert "ZeroDivisionError: oh" in caplog.text


async def test_cancels_and_the_protocols_own_errors_pass(ls: ShapeLensServer) -> None:
    for error in (asyncio.CancelledError(), JsonRpcInvalidParams("no")):
        with pytest.raises(type(error)):
            await answer(ls, error)


def test_a_notification_that_fails_is_logged(ls: ShapeLensServer, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_context: ServerContext, _params: Any) -> None:
        raise ZeroDivisionError

    guard.notification(types.TEXT_DOCUMENT_DID_SAVE, fail, ls.context)(ls, None)
    assert "textDocument/didSave failed" in caplog.text


def test_nothing_is_kept_of_a_notification(ls: ShapeLensServer) -> None:
    protocol, seen = ls.protocol, list[int]()

    def handler(number: int) -> Iterator[Any]:
        yield seen.append, (number,), None

    for number in range(3):
        protocol._execute_handler(str(number), handler, protocol._check_handler_result, args=(number,))
    assert seen == [0, 1, 2]
    assert protocol._request_futures == {}


async def test_background_work_that_fails_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    await guard.isolated("publishing", fail())
    assert "publishing failed" in caplog.text


def test_the_time_of_a_slow_handler_is_logged(
    ls: ShapeLensServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(guard, "SLOW_SECONDS", 0.0)
    with caplog.at_level(logging.INFO):
        guard.notification("some/method", lambda _context, _params: None, ls.context)(ls, None)
    assert "some/method took" in caplog.text
