"""No agent outlives the server that started it: when that is gone, the agent's whole process group goes too.

So does the temporary folder that the server made for the check and can no longer remove. On Linux the agent dies with
its parent (`limits`), and may then no longer remove anything: a process of its own waits for that, forked while it is
small and outside of all walls. Elsewhere a thread watches the parent.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from typing import List

from shapelens_agent.removal import remove_folder

SYSTEM = sys.platform
POLL_SECONDS = 1.0
FOLDER = "SHAPELENS_CHECK_FOLDER"


def follow_parent() -> List[int]:
    """Watch for the end of the parent, where this process leads a group of its own. To be called before any thread.

    The descriptors that this process must hold open for as long as it lives.
    """
    if not hasattr(os, "getpgrp") or os.getpgrp() != os.getpid():
        return []
    if SYSTEM.startswith("linux"):
        return [start_guardian()]
    threading.Thread(target=watch, args=(os.getppid(),), daemon=True, name="shapelens-lifeline").start()
    return []


def watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(POLL_SECONDS)
    clear_away()


def clear_away() -> None:
    folder = os.environ.get(FOLDER)
    if folder:
        remove_folder(folder)
    os.killpg(0, signal.SIGKILL)


def start_guardian() -> int:
    """The end of a pipe by which the guardian knows that this process lives."""
    agent, server = os.getpid(), os.getppid()
    ends, held = os.pipe()
    if os.fork():
        os.close(ends)
        return held
    try:
        guard(agent, server, ends)
    finally:
        os._exit(0)


def guard(agent: int, server: int, ends: int) -> None:
    """Wait until the agent or the server is gone, holding none of the agent's descriptors."""
    os.dup2(ends, 3)
    os.closerange(4, 256)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    # a program may have taken back that the agent dies with its parent
    while os.getppid() == agent and parent_of(agent) == server:
        if select.select([3], [], [], POLL_SECONDS)[0]:
            break
    clear_away()


def parent_of(process: int) -> int:
    """The parent of a process, as /proc says it; 0 where it is gone."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            # the name of the program, in parentheses, may hold anything
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0
