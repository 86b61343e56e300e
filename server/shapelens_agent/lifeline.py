"""No agent outlives the server that started it: when that is gone, the agent's whole process group goes too."""

from __future__ import annotations

import os
import signal
import threading
import time

POLL_SECONDS = 1.0


def follow_parent() -> None:
    """Watch for the end of the parent, where this process leads a group of its own."""
    if hasattr(os, "getpgrp") and os.getpgrp() == os.getpid():
        threading.Thread(target=watch, args=(os.getppid(),), daemon=True, name="shapelens-lifeline").start()


def watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(POLL_SECONDS)
    os.killpg(os.getpid(), signal.SIGKILL)
