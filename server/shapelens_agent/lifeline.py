"""No agent outlives the server that started it: when that is gone, the agent's whole process group goes too.

So does the temporary folder that the server made for the check and can no longer remove. On Linux the agent dies with
its parent (`limits`), and may then no longer remove anything: a process of its own waits for that, forked while it is
small. Elsewhere a thread watches the parent.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time

from shapelens_agent.removal import remove_folder

POLL_SECONDS = 1.0
FOLDER = "SHAPELENS_CHECK_FOLDER"


def follow_parent() -> None:
    """Watch for the end of the parent, where this process leads a group of its own. To be called before any thread."""
    if not hasattr(os, "getpgrp") or os.getpgrp() != os.getpid():
        return
    if sys.platform.startswith("linux"):
        start_guardian()
    else:
        threading.Thread(target=watch, args=(os.getppid(),), daemon=True, name="shapelens-lifeline").start()


def watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(POLL_SECONDS)
    clear_away()


def clear_away() -> None:
    folder = os.environ.get(FOLDER)
    if folder:
        remove_folder(folder)
    os.killpg(0, signal.SIGKILL)


def start_guardian() -> None:
    agent = os.getpid()
    ends, _held = os.pipe()
    if os.fork():
        # the other end stays open for as long as this process lives
        os.close(ends)
        return
    try:
        guard(agent, ends)
    finally:
        os._exit(0)


def guard(agent: int, ends: int) -> None:
    """Wait until the agent is gone, holding none of its descriptors."""
    os.dup2(ends, 3)
    os.closerange(4, 256)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while os.getppid() == agent:
        if select.select([3], [], [], POLL_SECONDS)[0]:
            break
    clear_away()
