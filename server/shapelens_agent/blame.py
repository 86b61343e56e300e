"""Which line of the user's file an exception belongs to, and how it is told.

Keras blames the line of `Sequential([` for a fault in any of its elements, and the line of `fit` for most others. The
traceback still holds the wrappers of `hooks`, each with the layer it had in hand: the innermost of them that has a call
of its own in the file is the cause, unless the user's own code went deeper still.
"""

from __future__ import annotations

import itertools
import re
from typing import Any, Dict, Iterator, List, Optional, Union

from shapelens_agent.hooks import running_in
from shapelens_agent.instrument import Site, SourceLines
from shapelens_agent.monitor import Monitor, Running
from shapelens_agent.training import IN_MODEL

ANSI_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
ARGUMENT_LISTING = re.compile(r"\n\n(?:Call a|A)rguments received by ")
MAX_MESSAGE = 8000
MAX_FRAMES = 50

Step = Union[Site, Running]


def explain(error: BaseException, path: str, lines: SourceLines, monitor: Optional[Monitor]) -> Dict[str, Any]:
    """The `error` of a result: what was raised, and where the cause stands in the file."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return fields(error, Site(error.lineno or 1, max(error.offset or 1, 1), error.lineno or 1, 0), False, [])
    steps = list(steps_of(error, path, lines))
    sites = monitor.sites if monitor is not None else []
    user_lines = [step.line for step in steps if isinstance(step, Site)]
    in_model = any(isinstance(step, Running) for step in steps) or is_constructing(error, path, monitor)
    return fields(error, cause(steps, sites), in_model or hasattr(error, IN_MODEL), user_lines[-MAX_FRAMES:])


def fields(error: BaseException, site: Optional[Site], in_model: bool, traceback: List[int]) -> Dict[str, Any]:
    message = clean(error.msg if isinstance(error, SyntaxError) else text_of(error))
    return {
        "kind": "syntax-error" if isinstance(error, SyntaxError) and not traceback else "exception",
        "type": type(error).__name__,
        "message": message,
        "line": None if site is None else site.line,
        "column": None if site is None else site.column,
        "end_line": site.end_line if site is not None and site.end_column else None,
        "end_column": site.end_column if site is not None and site.end_column else None,
        "in_model": in_model,
        "traceback": traceback,
    }


def cause(steps: List[Step], sites: List[Site]) -> Optional[Site]:
    for step in reversed(steps):
        if isinstance(step, Site):
            return step
        if step.blame is not None:
            return sites[step.blame]
    return None


def steps_of(error: BaseException, path: str, lines: SourceLines) -> Iterator[Step]:
    """The frames that matter, outermost first; of a chain of exceptions, the first link that has any."""
    link: Optional[BaseException] = error
    for _ in range(MAX_FRAMES):
        if link is None:
            return
        found = [step for step in (step_of(tb, path, lines) for tb in frames(link)) if step is not None]
        if found:
            yield from found
            return
        link = link.__cause__ or link.__context__


def is_constructing(error: BaseException, path: str, monitor: Optional[Monitor]) -> bool:
    """Whether a layer's own constructor refused: its arguments did not fit, or its `__init__` raised."""
    inner: List[Any] = []
    for traceback in frames(error):
        inner = [] if traceback.tb_frame.f_code.co_filename == path else [*inner, traceback.tb_frame]
    if monitor is None or not monitor.constructing:
        return False
    return not inner or (
        inner[0].f_code.co_name == "__init__" and monitor.keras.is_layer(inner[0].f_locals.get("self"))
    )


def frames(error: BaseException) -> Iterator[Any]:
    traceback = error.__traceback__
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def step_of(traceback: Any, path: str, lines: SourceLines) -> Optional[Step]:
    code = traceback.tb_frame.f_code
    if code.co_filename == path:
        return position_of(traceback, lines)
    return running_in(code, traceback.tb_frame.f_locals)


def position_of(traceback: Any, lines: SourceLines) -> Site:
    """Where a frame of the user's file was: the expression from Python 3.11 on, the line before."""
    line = traceback.tb_lineno
    if hasattr(traceback.tb_frame.f_code, "co_positions"):
        positions = traceback.tb_frame.f_code.co_positions()
        span = next(itertools.islice(positions, traceback.tb_lasti // 2, None), (None,) * 4)
        start, end, offset, end_offset = span
        if start is not None and end is not None and offset is not None and end_offset is not None:
            return Site(start, lines.column(start, offset), end, lines.column(end, end_offset))
    return Site(line, lines.first_column(line), line, 0)


def text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return f"(the message of this {type(error).__name__} cannot be shown)"


def clean(message: str) -> str:
    """Without colour codes and Keras' listing of the arguments, and of bounded length."""
    message = ARGUMENT_LISTING.split(ANSI_SEQUENCE.sub("", message))[0].strip()
    return message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "..."
