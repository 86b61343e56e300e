"""Why an evaluation ends before the program does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

# asked now and then by what takes long
IsCancelled: TypeAlias = Callable[[], bool]


class OutOfBudget(Exception):
    """The step budget is spent; caught by `analyze`, which keeps what was seen until then."""


class Cancelled(Exception):
    """Nobody waits for the analysis any more; caught where it was asked for."""


def never() -> bool:
    return False
