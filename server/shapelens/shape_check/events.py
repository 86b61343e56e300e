"""What the agent says, line by line, read without trust: anything that is not an event of ours is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from shapelens.shape_check.check import CheckError, MeasuredCall, MeasuredModel
from shapelens.shape_check.schema import Said, decode, name, read_error, read_progress, read_result

MAX_LINE = 4 * 1024 * 1024
# more than a check says in its time; who says more is not heard any further
MAX_LINES = 100_000
MAX_BYTES = 32 * 1024 * 1024
FLOOD = CheckError("flood", "the program wrote more into the channel of the check than a check has to say")


@dataclass(slots=True)
class Heard:
    """What an agent has said so far."""

    python: str | None = None
    keras: str | None = None
    backend: str | None = None
    models: tuple[MeasuredModel, ...] = ()
    calls: tuple[MeasuredCall, ...] = ()
    error: CheckError | None = None
    fatal: str | None = None
    finished: bool = False
    _partial: bytearray = field(default_factory=bytearray)
    _lines: int = 0
    _bytes: int = 0

    @property
    def is_over(self) -> bool:
        return self.finished or self.fatal is not None

    def feed(self, data: bytes) -> list[Said]:
        """Take in bytes from the pipe; returns the events that they completed, up to the last one of a check."""
        self._lines += data.count(b"\n")
        self._bytes += len(data)
        if self._lines > MAX_LINES or self._bytes > MAX_BYTES:
            self.fatal, self.error = FLOOD.kind, FLOOD
            return []
        said: list[Said] = []
        for line in self._complete(data):
            event = self._take(line)
            said += [] if event is None else [event]
            if self.is_over:
                break
        return said

    def _complete(self, data: bytes) -> Iterator[bytes]:
        """The lines that are whole, and may be events."""
        complete, newline, rest = data.rpartition(b"\n")
        if not newline:
            self._partial += data
            # one more, by which it is known as too long
            del self._partial[MAX_LINE + 1 :]
            return
        lines = (bytes(self._partial) + complete).split(b"\n")
        self._partial = bytearray(rest)
        yield from (line for line in lines if line.startswith(b"{") and len(line) <= MAX_LINE)

    def _take(self, line: bytes) -> Said | None:
        """Note what an event says; None if it is none of ours."""
        try:
            return self._note(decode(line))
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            return None

    def _note(self, event: dict[str, Any]) -> Said | None:
        kind = event["event"]
        if kind == "hello":
            self.python = name(event["python"])
            return Said("hello")
        if kind == "environment":
            self.keras, self.backend = name(event["keras"]), name(event["backend"])
            return Said("environment")
        if kind == "result":
            self.models, self.calls, self.error = read_result(event)
            self.finished = True
            return Said("result")
        if kind == "error":
            self.error = read_error(event)
            self.fatal = self.error.kind
            return Said("error")
        return read_progress(event) if kind == "progress" else None
