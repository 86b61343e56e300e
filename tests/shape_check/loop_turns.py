"""How much of what a check says is handled in one turn of the event loop: a count, the same on a busy machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

# what a transport of asyncio reads at once, from each of the two pipes; and room for what wakes beside it
MOST_BYTES = 2 * 256 * 1024


@dataclass(slots=True)
class Turns:
    """The bytes that were handled between two turns of a task that is always ready."""

    bytes: list[int] = field(default_factory=list)


@asynccontextmanager
async def counted_turns() -> AsyncIterator[Turns]:
    """Count while the block runs: whoever else waits for the loop gets a turn after at most so many bytes."""
    turns, handled, feed = Turns(), 0, asyncio.StreamReader.feed_data

    def noted(reader: asyncio.StreamReader, data: Any) -> None:
        nonlocal handled
        handled += len(data)
        feed(reader, data)

    async def answer() -> None:
        nonlocal handled
        while True:
            handled = 0
            await asyncio.sleep(0)
            turns.bytes.append(handled)

    answering = asyncio.create_task(answer())
    with patch.object(asyncio.StreamReader, "feed_data", noted):
        yield turns
    answering.cancel()
