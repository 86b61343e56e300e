"""The memory that a check uses, summed over its process group: what is resident, and what it shares and does not map.

An address-space limit does not work with TensorFlow, which reserves far more than it uses, so what is used is watched.
Only Linux says it without help.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

POLL_SECONDS = 0.2
GROUP_FIELD = 2
RESIDENT_FIELD = 21
# memory that has no file, or a file that has no disk: it stays whether or not a process maps it
SHARED = re.compile(
    rb"^([0-9a-f]+)-([0-9a-f]+) \S+ \S+ \S+ \S+ +(?:/memfd:|/dev/zero \(deleted\)|/SYSV|/dev/shm/)", re.MULTILINE
)


def usual_limit_mb() -> int | None:
    """Three quarters of the machine's memory; None where the system does not say how much that is."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * 3 // 4 // (1024 * 1024)
    except (AttributeError, ValueError, OSError):
        return None


async def exceeds(limit_mb: int, group: int) -> None:
    """Return once the group holds more than the limit; wait for ever where that cannot be known."""
    before, limit = shared_of_all(), limit_mb * 1024 * 1024
    while sys.platform == "linux":
        if resident_bytes(group) > limit and proportional_bytes(group) > limit:
            return
        # others may share memory meanwhile: no more counts than the group has reserved
        grown = shared_of_all() - before
        if grown > limit // 2 and own_bytes(group) + min(grown, reserved_bytes(group)) > limit:
            return
        await asyncio.sleep(POLL_SECONDS)
    await asyncio.Event().wait()


def resident_bytes(group: int) -> int:
    """The resident memory of every process of a group; what two of them share counts twice."""
    page = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
    return page * sum(pages for member, pages in map(group_and_pages, os.listdir("/proc")) if member == group)


def proportional_bytes(group: int) -> int:
    """The resident memory of a group, with what is shared by several as a share of each."""
    return sum(size_in(f"/proc/{process}/smaps_rollup", b"Pss:") for process in members(group))


def own_bytes(group: int) -> int:
    """What no file stands behind and nobody else sees."""
    return sum(size_in(f"/proc/{process}/status", b"RssAnon:") for process in members(group))


def shared_of_all() -> int:
    """The shared memory of the whole machine."""
    return size_in("/proc/meminfo", b"Shmem:")


def reserved_bytes(group: int) -> int:
    """The shared memory that a group maps, touched or not, and what it holds open in files without disk."""
    found: dict[tuple[int, int], int] = {}
    mapped = 0
    for process in members(group):
        for start, end in SHARED.findall(read(f"/proc/{process}/maps")):
            mapped += int(end, 16) - int(start, 16)
        for path in descriptors(process):
            try:
                if "/memfd:" in os.readlink(path):
                    status = os.stat(path)
                    found[status.st_dev, status.st_ino] = status.st_blocks * 512
            except OSError:
                continue
    return mapped + sum(found.values())


def descriptors(process: int) -> list[str]:
    """What a process holds open, as paths that lead there."""
    folder = f"/proc/{process}/fd"
    try:
        return [f"{folder}/{name}" for name in os.listdir(folder)]
    except OSError:
        return []


def size_in(path: str, name: bytes) -> int:
    """The bytes that a file of /proc says in a line `Name:  12 kB`; 0 where it says nothing."""
    found = re.search(rb"^" + name + rb"\s+(\d+) kB", read(path), re.MULTILINE)
    return 0 if found is None else int(found[1]) * 1024


def read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


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
