"""What comes of the timings: ratios against something measured in the same run, and whether they meet their goals."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import libcst


@dataclass(frozen=True, slots=True)
class Scale:
    """How often everything is done: `servers` are started, `edits` made, `peer_edits` by each peer."""

    servers: int
    edits: int
    peer_edits: int
    runs: int
    texts: int
    # folders of Keras' own source
    checked: tuple[str, ...]


QUICK = Scale(servers=5, edits=20, peer_edits=3, runs=1, texts=1, checked=("applications",))
FULL = Scale(servers=9, edits=60, peer_edits=8, runs=2, texts=3, checked=("applications", "layers"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `value` is a ratio where `unit` is `×`; at most `limit` (or at least, where `at_least`)
    is the goal, and `limit` is None where there is none. `detail` says what was seen, in milliseconds and the like.
    """

    key: str
    title: str
    value: float
    limit: float | None = None
    unit: str = "×"
    detail: str = ""
    at_least: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def goal(self) -> str:
        if self.limit is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {shown(self.limit)} {self.unit}"

    @property
    def worse(self) -> float:
        """By how much it misses its goal: below 1 is met."""
        if self.limit is None:
            return 0.0
        return self.limit / self.value if self.at_least else self.value / self.limit


def shown(value: float) -> str:
    """A number with as many digits as mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def median(seconds: Sequence[float]) -> float:
    return statistics.median(seconds)


def quantile(seconds: Sequence[float], share: float) -> float:
    """The smallest of the values that `share` of them do not exceed."""
    return sorted(seconds)[max(0, math.ceil(share * len(seconds)) - 1)]


def milliseconds(seconds: Sequence[float]) -> str:
    """`9.1 ms (p95 14)`."""
    return f"{median(seconds) * 1000:.3g} ms (p95 {quantile(seconds, 0.95) * 1000:.3g})"


@dataclass(frozen=True, slots=True)
class Parse:
    """One parse of a text by LibCST: what it took on the clock, and of the processor."""

    seconds: float
    processor: float


def parse(text: str) -> Parse:
    began, processor = time.perf_counter(), time.thread_time()
    libcst.parse_module(text)
    return Parse(time.perf_counter() - began, time.thread_time() - processor)
