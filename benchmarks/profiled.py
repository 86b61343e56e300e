"""`python -m benchmarks.profiled FILE`: the server under a profiler, whose figures are written as it ends.

The event loop and the thread that analyses are profiled apart: into FILE.loop and FILE.worker. `servers` starts this
in place of the server where BENCHMARK_PROFILE names a FILE.
"""

from __future__ import annotations

import cProfile
import sys
from collections.abc import Callable
from typing import TypeVar

from shapelens.lsp.scheduling import Worker
from shapelens.lsp.server import serve

Result = TypeVar("Result")


def main(path: str) -> None:
    """Serve until the client leaves."""
    loop, worker = cProfile.Profile(), cProfile.Profile()
    run = Worker.run

    async def profiled(self: Worker, function: Callable[[], Result]) -> Result:
        return await run(self, lambda: worker.runcall(function))

    setattr(Worker, "run", profiled)  # noqa: B010  (a method of the class, not of one worker)
    try:
        loop.runcall(serve)
    finally:
        loop.dump_stats(f"{path}.loop")
        worker.dump_stats(f"{path}.worker")


if __name__ == "__main__":
    main(sys.argv[1])
