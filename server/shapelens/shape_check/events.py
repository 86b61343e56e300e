"""What the agent says, line by line, read without trust: anything that is not an event of ours is passed over."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from shapelens.shape_check.check import CheckError, MeasuredCall, MeasuredModel

MAX_LINE = 16 * 1024 * 1024


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

    @property
    def is_over(self) -> bool:
        return self.finished or self.fatal is not None

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """Take in bytes from the pipe; returns the events that they completed."""
        complete, newline, rest = data.rpartition(b"\n")
        if not newline:
            self._partial += data
            del self._partial[MAX_LINE:]
            return []
        lines = (bytes(self._partial) + complete).split(b"\n")
        self._partial = bytearray(rest)
        return [event for event in map(decode, lines) if event is not None and self._take(event)]

    def _take(self, event: dict[str, Any]) -> bool:
        """Note what an event says; False if it is none of ours."""
        try:
            kind = event["event"]
            if kind == "hello":
                self.python = str(event["python"])
            elif kind == "environment":
                self.keras, self.backend = str(event["keras"]), str(event["backend"])
            elif kind == "result":
                self.models, self.calls, self.error = read_result(event)
                self.finished = True
            elif kind == "error":
                self.fatal = str(event["kind"])
                self.error = read_error(event)
            else:
                return bool(kind == "progress" and isinstance(event["message"], str))
        except (AttributeError, KeyError, TypeError, ValueError):
            return False
        return True


def decode(line: bytes) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) and isinstance(event.get("event"), str) else None


def read_result(
    event: dict[str, Any],
) -> tuple[tuple[MeasuredModel, ...], tuple[MeasuredCall, ...], CheckError | None]:
    models = tuple(
        MeasuredModel(str(item["name"]), item["line"], item["params"], item["trainable_params"], item["reason"])
        for item in event["models"]
    )
    calls = tuple(
        MeasuredCall(
            int(item["line"]),
            int(item["column"]),
            int(item["end_line"]),
            int(item["end_column"]),
            str(item["layer"]),
            tuple(item["shapes"]),
            bool(item["symbolic"]),
            tuple(int(index) for index in item["models"]),
        )
        for item in event["calls"]
    )
    return models, calls, None if event["error"] is None else read_error(event["error"])


def read_error(item: dict[str, Any]) -> CheckError:
    return CheckError(
        kind=str(item["kind"]),
        message=str(item["message"]),
        type=str(item.get("type", "")),
        line=item.get("line"),
        column=item.get("column"),
        end_line=item.get("end_line"),
        end_column=item.get("end_column"),
        in_model=bool(item.get("in_model", False)),
        traceback=tuple(item.get("traceback", ())),
    )
