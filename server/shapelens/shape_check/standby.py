"""An agent that stands ready: Keras imported, nothing run in it. The next check takes it, and another is started.

There is at most one. It ends when nobody has asked for a check for a while, and with the server.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from shapelens.shape_check.check import Request
from shapelens.shape_check.process import Started, clear_away, end_process, launch

Key: TypeAlias = tuple[object, ...]

# what a program may say of the Keras that it means
_CHOOSES = re.compile(r"KERAS_BACKEND|TF_USE_LEGACY_KERAS")


@dataclass(slots=True)
class Standby:
    """Touched on one event loop alone."""

    _ready: tuple[Key, Started] | None = None
    _timer: asyncio.TimerHandle | None = None
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _ended: bool = False
    _preparing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def take(self, request: Request) -> Started | None:
        """The agent that stands ready for such a check, if one does; it is the caller's now."""
        if self._ready is None or not fits(request):
            return None
        key, started = self._ready
        if key != key_of(request) or started.process.returncode is not None:
            return None
        self._forget()
        return started

    def prepare_soon(self, request: Request, seconds: float) -> None:
        """`prepare`, for who does not wait for it."""
        self._begin(self.prepare(request, seconds))

    async def prepare(self, request: Request, seconds: float) -> None:
        """Have an agent ready for checks like this one, for that long."""
        async with self._preparing:
            await self._prepare(request, seconds)

    async def _prepare(self, request: Request, seconds: float) -> None:
        if self._ended or seconds <= 0 or not fits(request):
            return
        key = key_of(request)
        if self._ready is not None and self._ready[0] == key and self._ready[1].process.returncode is None:
            self._wait(seconds)
            return
        await self._dismiss()
        try:
            started = await launch(request, ahead=True)
        except (OSError, ValueError):
            return
        self._ready = (key, started)
        if self._is_over():
            # the server left meanwhile
            await self._dismiss()
            return
        self._wait(seconds)

    def _is_over(self) -> bool:
        return self._ended

    async def end(self) -> None:
        """End what stands ready, for good."""
        self._ended = True
        await self._dismiss()
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def _dismiss(self) -> None:
        ready = self._ready
        self._forget()
        if ready is not None:
            await end(ready[1])

    def _forget(self) -> None:
        self._ready = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, lambda: self._begin(self._dismiss()))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def end(started: Started) -> None:
    """End an agent that was never asked."""
    await end_process(started.process, started.folder)
    if started.process.stdin is not None:
        started.process.stdin.close()
    for stream in (started.process.stdout, started.process.stderr):
        # so that the loop lets go of the pipes
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stream.read() if stream is not None else asyncio.sleep(0), 1.0)
    await clear_away(started.folder)


def key_of(request: Request) -> Key:
    return (request.interpreter, request.use_gpu, tuple(sorted(request.environment.items())), request.agent)


def fits(request: Request) -> bool:
    """Whether the Keras of the interpreter is what the program means: it says no other."""
    return not _CHOOSES.search(request.text)
