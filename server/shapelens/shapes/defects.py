"""Defects of our own: one costs the rule, check or fix that has it, never the file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from shapelens.shapes.unknown import Unknown

log = logging.getLogger(__name__)

# what Python raises where code of ours is wrong; what unwinds an evaluation on purpose is none of these
DEFECTS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
# where a whole part ends: the stack of Python is spent by a structure that we follow by recursion
FAILURES = (*DEFECTS, RecursionError)
T = TypeVar("T")
_raised: ContextVar[bool] = ContextVar("defects are raised", default=False)


def note_defect(where: str, defect: Exception) -> Unknown:
    """Log a defect, and say that what it was to give is unknown; under `raising_defects` it is raised."""
    if _raised.get():
        raise defect
    log.error("%s failed", where, exc_info=defect)
    return Unknown(f"{where} failed: a defect of ShapeLens")


def guarded(where: str, work: Callable[[], T], otherwise: T) -> T:
    """What `work` gives; `otherwise` where it fails."""
    try:
        return work()
    except FAILURES as defect:
        note_defect(where, defect)
        return otherwise


@contextmanager
def raising_defects(raised: bool = True) -> Iterator[None]:
    """Raise defects instead of logging them, as tests want it."""
    token = _raised.set(raised or _raised.get())
    try:
        yield
    finally:
        _raised.reset(token)
