"""The memory that a check uses, summed over its process group.

An address-space limit does not work with TensorFlow, which reserves far more than it uses, so what is resident is
watched. Only Linux says it without help.
"""

from __future__ import annotations

import asyncio
import os
import sys

POLL_SECONDS = 0.2
GROUP_FIELD = 2
RESIDENT_FIELD = 21


def usual_limit_mb() -> int | None:
    """Three quarters of the machine's memory; None where the system does not say how much that is."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * 3 // 4 // (1024 * 1024)
    except (AttributeError, ValueError, OSError):
        return None


async def exceeds(limit_mb: int, group: int) -> None:
    """Return once the group holds more than the limit; wait for ever where that cannot be known."""
    while sys.platform == "linux":
        if resident_bytes(group) > limit_mb * 1024 * 1024:
            return
        await asyncio.sleep(POLL_SECONDS)
    await asyncio.Event().wait()


def resident_bytes(group: int) -> int:
    """The resident memory of every process of a group."""
    page = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
    return page * sum(pages for member, pages in map(group_and_pages, os.listdir("/proc")) if member == group)


def members(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    return [int(name) for name in os.listdir("/proc") if group_and_pages(name)[0] == group]


def group_and_pages(name: str) -> tuple[int, int]:
    """The process group of an entry of /proc, and its resident pages; (-1, 0) if it is no live process."""
    if not name.isdigit():
        return -1, 0
    try:
        with open(f"/proc/{name}/stat", "rb") as file:
            # the name of the program, in parentheses, may hold anything
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return -1, 0
    return (int(fields[GROUP_FIELD]), int(fields[RESIDENT_FIELD])) if fields and fields[0] != b"Z" else (-1, 0)
