"""Processes that a check started and that left its group: found by who started them, and by a mark that they inherited.

Where the system refuses new processes to the agent there are none. Only Linux says what is needed without help.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time

PARENT_FIELD = 1
ROUNDS = 20
PAUSE_SECONDS = 0.01


def end_all(agent: int, mark: str) -> None:
    """Kill what descends from the agent or carries the mark in its environment, until nothing does."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        # it keeps what it started in sight, and starts no more
        os.kill(agent, signal.SIGSTOP)
    for _ in range(ROUNDS):
        found = descendants(agent) | marked(mark)
        if not found:
            return
        for process in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        time.sleep(PAUSE_SECONDS)


def descendants(agent: int) -> set[int]:
    """The live processes below the agent, which gathers those whose parent has gone."""
    parents = {int(name): parent_of(name) for name in os.listdir("/proc") if name.isdigit()}
    found: set[int] = set()
    grown = True
    while grown:
        below = {process for process, parent in parents.items() if parent == agent or parent in found}
        grown = below > found
        found |= below
    return found


def marked(mark: str) -> set[int]:
    """The live processes with a text in their environment, but for this one."""
    text = os.fsencode(mark)
    return {
        int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid() and _has(name, text)
    }


def _has(name: str, text: bytes) -> bool:
    try:
        with open(f"/proc/{name}/environ", "rb") as file:
            return text in file.read().split(b"\0")
    except OSError:
        return False


def parent_of(name: str) -> int:
    """The parent of an entry of /proc; 0 for one that has ended."""
    try:
        with open(f"/proc/{name}/stat", "rb") as file:
            # the name of the program, in parentheses, may hold anything
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return 0
    return int(fields[PARENT_FIELD]) if fields and fields[0] != b"Z" else 0
