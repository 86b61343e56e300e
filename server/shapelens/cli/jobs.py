"""Many files at once: processes of this program, each of which analyses one file after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# a process that analyses fewer files costs more than it gains
_FILES_EACH = 8


def default_jobs() -> int:
    """As many as there are cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """`work` done for every item by at most `jobs` processes; the results in the order of the items."""
    jobs = min(jobs, len(items) // _FILES_EACH)
    if jobs < 2:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(jobs) as executor:
        futures = [executor.submit(work, item) for item in items]
        for item, future in zip(items, futures, strict=True):
            try:
                yield future.result()
            except Exception:
                # a process that died, or a result that cannot be sent, costs nothing but time
                yield work(item)
