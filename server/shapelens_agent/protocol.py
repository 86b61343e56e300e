"""The request that starts a check and the channel on which its events leave.

Standard output belongs to the user's program; the events go to a private copy of it, made before any of the user's code
runs, and descriptor 1 is pointed at standard error, so that no print can ever be taken for an event.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from typing import Any, Dict, List, NamedTuple, Optional, Sequence

PROGRESS_INTERVAL = 0.05


class Request(NamedTuple):
    """What to check. `inputs` gives the input shapes of models (by name) that do not say them themselves.

    `once` are the lines of loops of which one pass is made; `lines` how many lines the program itself has, where calls
    were added behind it.
    """

    path: str
    text: str
    model: Optional[str] = None
    open_size: Optional[int] = None
    inputs: Optional[Dict[str, List[Any]]] = None
    once: Sequence[int] = ()
    lines: Optional[int] = None


def read_request() -> Request:
    """Read the one request, and leave standard input empty for the program."""
    fields = json.loads(sys.stdin.buffer.read().decode("utf-8"))
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    return Request(**fields)


class Channel:
    """Sends events, one JSON object a line."""

    def __init__(self) -> None:
        sys.stdout.flush()
        self._descriptor = os.dup(1)
        os.dup2(2, 1)
        self._last_progress = 0.0

    def send(self, event: str, **fields: Any) -> None:
        """Send an event, after whatever the program printed before it: the last one ends the process."""
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        line = json.dumps({"event": event, **fields}, ensure_ascii=True) + "\n"
        data = line.encode("ascii")
        while data:
            data = data[os.write(self._descriptor, data) :]

    def progress(self, message: str, done: int = 0, total: int = 0) -> None:
        self._last_progress = time.monotonic()
        self.send("progress", message=message, done=done, total=total)

    def count(self, message: str, done: int, total: int) -> None:
        """Progress that is told at most every 50 ms."""
        if time.monotonic() - self._last_progress >= PROGRESS_INTERVAL:
            self.progress(message, done, total)
