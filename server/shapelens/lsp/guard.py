"""One guard around every handler: it is timed, logged, and its failure stays its own.

A request handler's module is imported only when the first such request comes, so that `initialize` is answered before
the engine is loaded.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeAlias

from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer

Handler: TypeAlias = Callable[["ShapeLensServer", Any], Awaitable[Any]]
Notified: TypeAlias = Callable[["ShapeLensServer", Any], None]

logger = logging.getLogger(__name__)

SLOW_SECONDS = 1.0


def request(method: str, module: str, function: str) -> Callable[..., Coroutine[Any, Any, Any]]:
    """The handler `function` of `handlers.<module>`; a failure is logged and answers null."""

    async def handle(ls: ShapeLensServer, params: Any) -> Any:
        started = time.perf_counter()
        try:
            await ls.session.engine_loaded()
            handler: Handler = getattr(importlib.import_module(f"shapelens.lsp.handlers.{module}"), function)
            return await handler(ls, params)
        except (asyncio.CancelledError, JsonRpcException):
            raise
        except Exception:
            logger.exception("%s failed", method)
            return None
        finally:
            _log_time(method, time.perf_counter() - started)

    return handle


def notification(method: str, handler: Notified) -> Callable[..., None]:
    """A notification's handler: it runs at once, in the order in which the client sent it."""

    def handle(ls: ShapeLensServer, params: Any) -> None:
        started = time.perf_counter()
        try:
            handler(ls, params)
        except Exception:
            logger.exception("%s failed", method)
        finally:
            _log_time(method, time.perf_counter() - started)

    return handle


async def isolated(name: str, work: Awaitable[None]) -> None:
    """Background work; a failure is logged."""
    try:
        await work
    except Exception:
        logger.exception("%s failed", name)


def _log_time(name: str, seconds: float) -> None:
    level = logging.INFO if seconds > SLOW_SECONDS else logging.DEBUG
    logger.log(level, "%s took %.1f ms", name, seconds * 1000)
