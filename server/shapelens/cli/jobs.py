"""Many files at once: processes of this program, each of which analyses one file after another."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# a process that analyses fewer files costs more than it gains
_FILES_EACH = 8

_GC_THRESHOLDS = (50_000, 20, 50)


def default_jobs() -> int:
    """As many as there are cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, size: Callable[[Item], int]
) -> Iterator[Result]:
    """`work` done for every item by at most `jobs` processes, the largest first; the results in their order."""
    jobs = min(jobs, len(items) // _FILES_EACH)
    _collect_seldom()
    if jobs < 2:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(jobs, initializer=_collect_seldom) as executor:
        largest_first = sorted(range(len(items)), key=lambda place: -size(items[place]))
        futures = {place: executor.submit(work, items[place]) for place in largest_first}
        for place, item in enumerate(items):
            try:
                yield futures.pop(place).result()
            except Exception:
                # a process that died, or a result that cannot be sent, costs nothing but time
                yield work(item)


def _collect_seldom() -> None:
    """Tune the collector: what is loaded now stays, and an analysis makes many objects, few of them in cycles.

    At the usual thresholds an eighth of the time goes into looking through them; and what is not looked through stays
    shared between the processes.
    """
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)
