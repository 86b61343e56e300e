"""What a check may put into its folder: so much, and so many names; and files that it holds open without a name.

The system bounds each file (`shapelens_agent.limits`) and not all of them together.
"""

from __future__ import annotations

import asyncio
import os
import stat
import sys
import time

from shapelens.shape_check.memory import descriptors, members

MOST_BYTES = 1 << 30
MOST_NAMES = 20_000
POLL_SECONDS = 0.25
# of the time, the share that looking may take
SHARE = 0.1
BLOCK = 512


async def exceeds(folder: str, group: int) -> None:
    """Return once the folder, or what was removed from it and is still open, is more than a check may have."""
    while True:
        began = time.monotonic()
        if await asyncio.to_thread(is_too_much, folder, group):
            return
        await asyncio.sleep(max(POLL_SECONDS, (time.monotonic() - began) / SHARE))


def is_too_much(folder: str, group: int) -> bool:
    """Whether it is more; what cannot be counted is: a path that is too long, a folder that nobody may read."""
    total, names, waiting = unnamed_bytes(group), 0, [folder]
    while waiting and total <= MOST_BYTES and names <= MOST_NAMES:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    names += 1
                    total += size_of(entry)
                    if names > MOST_NAMES:
                        break
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except FileNotFoundError:
            continue
        except OSError:
            return os.path.lexists(folder)
    return total > MOST_BYTES or names > MOST_NAMES


def size_of(entry: os.DirEntry[str]) -> int:
    try:
        return bytes_of(entry.stat(follow_symlinks=False))
    except FileNotFoundError:
        return 0


def bytes_of(status: os.stat_result) -> int:
    """What a file takes: the holes in it take nothing."""
    return status.st_blocks * BLOCK if hasattr(status, "st_blocks") else status.st_size


def unnamed_bytes(group: int) -> int:
    """What the files take that the group holds open and that have no name; those in memory alone count there."""
    if sys.platform != "linux":
        return 0
    found: dict[tuple[int, int], int] = {}
    for process in members(group):
        for path in descriptors(process):
            try:
                status = os.stat(path)
                if stat.S_ISREG(status.st_mode) and not status.st_nlink and "/memfd:" not in os.readlink(path):
                    found[status.st_dev, status.st_ino] = bytes_of(status)
            except OSError:
                continue
    return sum(found.values())
