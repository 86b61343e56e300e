"""Work off the event loop: one thread of our own, results shared by all who wait, and delays that each edit restarts.

pygls' thread pool also reads standard input, so long work there would starve every request; and two analyses at once
would only compete for the interpreter. What is no longer wanted is dropped before it begins.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")

# recent results kept: an undo, or going back and forth between a few files, finds its results again
KEPT_RESULTS = 32

# some systems give a thread half a megabyte, which deeply nested source would overrun
STACK_BYTES = 16 * 1024 * 1024


class GivenUp(Exception):
    """What work raises that ends early, because nobody needs it any more."""


class Worker:
    """The one thread on which files are analysed, in order of asking."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="shapelens-analysis")
        usual = threading.stack_size(STACK_BYTES)
        # the thread is made at the first submission, with the stack size of that moment
        self._executor.submit(int)
        threading.stack_size(usual)

    async def run(self, function: Callable[[], Result]) -> Result:
        """Run `function` on the thread; a cancel takes it off the queue if it has not begun."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, function)

    def stop(self) -> None:
        """Take everything off the queue."""
        self._executor.shutdown(wait=False, cancel_futures=True)


class Results(Generic[Result]):
    """Results by key: computed once on the worker, however many wait, and the most recent ones kept."""

    def __init__(self, worker: Worker, keep: int = KEPT_RESULTS) -> None:
        self._worker = worker
        self._keep = keep
        self._tasks: OrderedDict[Hashable, asyncio.Task[Result]] = OrderedDict()

    async def get(self, key: Hashable, compute: Callable[[], Result]) -> Result | None:
        """The result for `key`; None where it was given up meanwhile. Cancelling one who waits disturbs no other."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.get_running_loop().create_task(self._worker.run(compute))
            task.add_done_callback(lambda _: self._forget_failure(key))
        self._tasks.move_to_end(key)
        self._trim()
        await asyncio.wait({task})
        return None if task.cancelled() or isinstance(task.exception(), GivenUp) else task.result()

    def drop(self, key: Hashable) -> None:
        """Give up a computation that nobody needs any more; a finished one is kept."""
        task = self._tasks.get(key)
        if task is not None and not task.done():
            task.cancel()

    def _forget_failure(self, key: Hashable) -> None:
        task = self._tasks.get(key)
        if task is not None and task.done() and (task.cancelled() or task.exception() is not None):
            del self._tasks[key]

    def _trim(self) -> None:
        finished = [key for key, task in self._tasks.items() if task.done()]
        for key in finished[: max(0, len(self._tasks) - self._keep)]:
            del self._tasks[key]


class Kept(Generic[Result]):
    """Things by key, as many as fit into `most`: those that were used last. Touched on the worker's thread alone."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Result] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}

    def get(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """The thing of a key, made where there is none."""
        if key not in self._things:
            self._things[key] = make()
        self._things.move_to_end(key)
        return self._things[key]

    def weigh(self, key: Hashable, size: int, is_needed: Callable[[Hashable], bool]) -> None:
        """Say how large a thing has become. Where they no longer fit others go: first those that are not needed, then
        those that were used longest ago."""
        self._sizes[key] = size
        others = sorted((other for other in self._things if other != key), key=is_needed)
        for other in others:
            if sum(self._sizes.values()) <= self._most:
                break
            del self._things[other]
            self._sizes.pop(other, None)


class Latest:
    """Background work by key, where a later request replaces the one before."""

    def __init__(self) -> None:
        self._tasks: dict[Hashable, asyncio.Task[Any]] = {}

    def start(self, key: Hashable, work: Coroutine[Any, Any, None]) -> None:
        """Begin `work`, and cancel what was begun under the same key."""
        self.cancel(key)
        task = asyncio.get_running_loop().create_task(work)
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._finished(key, done))

    def cancel(self, key: Hashable) -> None:
        task = self._tasks.pop(key, None)
        if task is not None:
            task.cancel()

    def _finished(self, key: Hashable, task: asyncio.Task[Any]) -> None:
        if self._tasks.get(key) is task:
            del self._tasks[key]


class Quiet:
    """The pause after the last edit."""

    def __init__(self) -> None:
        self._edited = float("-inf")

    def disturb(self) -> None:
        """An edit: the pause begins anew."""
        self._edited = asyncio.get_running_loop().time()

    async def wait(self, seconds: float) -> None:
        """Return once `seconds` have passed since the last edit."""
        loop = asyncio.get_running_loop()
        while (left := self._edited + seconds - loop.time()) > 0:
            await asyncio.sleep(left)


class OneAtATime:
    """Heavy work of which one runs at a time: a later one asks the one before to end, and waits until it has.

    Work is asked to end by its event and never cancelled from outside, so that it always cleans up after itself (to
    cancel a task that is starting a process can block it for ever).
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._cancel = asyncio.Event()
        self._running: set[asyncio.Task[bool]] = set()

    async def run(self, work: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> bool:
        """Run `work`, which ends soon after its event is set; False if a later one came before it began."""
        self._cancel.set()
        cancel = self._cancel = asyncio.Event()
        task = asyncio.get_running_loop().create_task(self._run(work, cancel))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            cancel.set()
            raise

    async def stop(self) -> None:
        """Ask everything to end, and wait until it has."""
        self._cancel.set()
        while self._running:
            await asyncio.wait(set(self._running))

    async def _run(self, work: Callable[[asyncio.Event], Coroutine[Any, Any, None]], cancel: asyncio.Event) -> bool:
        async with self._lock:
            if cancel.is_set():
                return False
            await work(cancel)
            return True
