"""One guard around every handler: it is timed, logged, and its failure stays its own."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeAlias

from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext

Handler: TypeAlias = Callable[["ServerContext", Any], Awaitable[Any]]
Notified: TypeAlias = Callable[["ServerContext", Any], None]

logger = logging.getLogger(__name__)

SLOW_SECONDS = 1.0


def request(
    method: str, load: Callable[[], Handler], context: ServerContext
) -> Callable[..., Coroutine[Any, Any, Any]]:
    """The handler that `load` gives once the engine is there; a failure is logged and answers null."""

    async def handle(_server: object, params: Any) -> Any:
        started = time.perf_counter()
        try:
            await context.session.engine_loaded()
            return await load()(context, params)
        except (asyncio.CancelledError, JsonRpcException):
            raise
        except Exception:
            logger.exception("%s failed", method)
            return None
        finally:
            _log_time(method, time.perf_counter() - started)

    return handle


def notification(method: str, handler: Notified, context: ServerContext) -> Callable[..., None]:
    """A notification's handler: it runs at once, in the order in which the client sent it."""

    def handle(_server: object, params: Any) -> None:
        started = time.perf_counter()
        try:
            handler(context, params)
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
