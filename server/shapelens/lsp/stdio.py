"""Messages from standard input: read on a thread of our own, handed to the event loop whole.

pygls asks a pool of threads for each header line and each body. While a file is analysed, every one of those steps
waits for the interpreter twice, so that a few messages at every key would wait behind one another. Here what has come
together wakes the loop once.
"""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pygls.exceptions import JsonRpcException
from pygls.protocol import JsonRPCProtocol

# while a file is analysed, who wants the interpreter waits so long for it, instead of Python's 5 ms
SWITCH_SECONDS = 0.0005

_CHUNK = 1 << 16
_END_OF_HEADERS = b"\r\n\r\n"

ReportError = Callable[[Exception, type[JsonRpcException]], Any]


class Frames:
    """Cuts a stream of bytes into the bodies of messages."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bodies that are whole once `data` has come."""
        self._bytes += data
        while (begun := self._bytes.find(_END_OF_HEADERS)) >= 0:
            start = begun + len(_END_OF_HEADERS)
            end = start + _length(bytes(self._bytes[:begun]))
            if len(self._bytes) < end:
                return
            yield bytes(self._bytes[start:end])
            del self._bytes[:end]


def _length(headers: bytes) -> int:
    """The length of a body; headers that have none stand before nothing."""
    for line in headers.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return 0


async def handle_messages(file: int, protocol: JsonRPCProtocol, report: ReportError) -> None:
    """Hand each message that comes from a file descriptor to pygls, until there are no more."""
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[bytes | None] = asyncio.Queue()

    def put(bodies: Sequence[bytes | None]) -> None:
        for body in bodies:
            waiting.put_nowait(body)

    def read() -> None:
        frames = Frames()
        while data := os.read(file, _CHUNK):
            if whole := list(frames.feed(data)):
                loop.call_soon_threadsafe(put, whole)
        loop.call_soon_threadsafe(put, [None])

    # nothing wakes a thread that reads: it ends with the process
    threading.Thread(target=read, name="shapelens-input", daemon=True).start()
    while (body := await waiting.get()) is not None:
        try:
            protocol.handle_message(json.loads(body, object_hook=protocol.structure_message))
        except Exception as error:
            report(error, JsonRpcException)
