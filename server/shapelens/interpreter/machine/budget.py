"""The budget of steps: what one statement may take of it, what becomes of a statement that takes more, and which calls
of the file were not reached.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from shapelens.interpreter.domain.analysis import Limits
from shapelens.interpreter.domain.interruption import OutOfBudget
from shapelens.interpreter.domain.observations import SiteKey
from shapelens.interpreter.machine.machine import Machine
from shapelens.syntax import lowered as low
from shapelens.syntax.parse import LoweredChunk, LoweredFile
from shapelens.syntax.spans import Span

# with fewer steps left nothing more is begun
LEAST_STEPS = 500


def share_of(left: int) -> int:
    """What one statement may take of the steps that are left."""
    return max(LEAST_STEPS, left * 3 // 4)


def run_within(machine: Machine, run: Callable[[], object]) -> bool:
    """Run with three quarters of the steps that are left; False where that was not enough.

    Then only that stays known which was so before as well: the rest of the file can be evaluated soundly.
    """
    whole, left = machine.budget, machine.budget - machine.steps
    if left < LEAST_STEPS:
        raise OutOfBudget
    before = machine.save()
    # this state is come back to only where the statement is given up
    machine.tracker.forked = False
    place = (machine.module, machine.scope, machine.offset, machine.path)
    machine.budget = machine.steps + share_of(left)
    try:
        run()
    except OutOfBudget:
        machine.pending, machine.yielded = [], []
        machine.module, machine.scope, machine.offset, machine.path = place
        machine.join(before)
        return False
    finally:
        machine.budget = whole
    return True


def limits_of(
    machine: Machine,
    file: LoweredFile,
    sites: Iterable[SiteKey],
    cut: list[LoweredChunk],
    ended: LoweredChunk | None,
    is_over: bool,
) -> Limits:
    """What was left out of a file: `cut` are the statements given up, `ended` that from which on nothing is run."""
    if not cut and not is_over:
        return Limits()
    first = file.chunks.index(ended) if ended is not None else len(file.chunks)
    seen = {site[:4] for site in sites}
    entered = set(machine.entered.copied())
    given_up = {id(chunk) for chunk in (*cut, *file.chunks[first:])}
    unreached: list[Span] = []
    for chunk in file.chunks:
        calls = _calls(chunk.statements, entered, id(chunk) in given_up)
        unreached += [span for span in (call.span.shifted(chunk.offset) for call in calls) if span.bounds not in seen]
    return Limits(
        machine.budget,
        tuple(_head(chunk) for chunk in cut),
        None if ended is None else _head(ended),
        tuple(unreached),
    )


def _head(chunk: LoweredChunk) -> Span:
    """The first line of a statement."""
    span = chunk.statements[0].span.shifted(chunk.offset)
    end = span.end_column if span.end_line == span.line else span.column + 1
    return Span(span.line, span.column, span.line, end)


def _calls(node: Any, entered: set[int], inside: bool) -> Iterator[low.Call]:
    """The calls that were not evaluated: all of them `inside`, else those in functions that were not entered."""
    waiting: list[tuple[Any, bool]] = [(node, inside)]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, tuple):
            waiting += [(item, inside) for item in node]
        elif dataclasses.is_dataclass(node) and not isinstance(node, (Span, type)):
            if isinstance(node, low.Call) and inside:
                yield node
            inside = inside or (isinstance(node, low.FunctionDefinition) and id(node) not in entered)
            waiting += [(getattr(node, field.name), inside) for field in dataclasses.fields(node)]
