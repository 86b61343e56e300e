"""The budget of steps: what one statement may take of it, what becomes of a statement that takes more, and which calls
of the file were not reached.

The budget is a pool from which statements take more than they always have. So a file costs at most its budget, and the
least share for each of its statements.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from typing import Any

from shapelens.interpreter.domain.analysis import Limits
from shapelens.interpreter.domain.interruption import OutOfBudget
from shapelens.interpreter.domain.observations import Calls
from shapelens.interpreter.domain.positions import Unit
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.machine.path_facts import NO_FACTS
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

# so many steps a statement always has, whatever those before it took: a file is always gone through to its end
LEAST_STEPS = 1000
# of what is left in the budget one statement may take two fifths; loops are unrolled with two thirds of that
_PART = 0.4
_UNROLLED = 2 / 3
# 4,096 characters or items are copied in the time of one step
_SIZE_OF_STEP = 12
# what nothing calls has at least so much of the budget
_PART_OF_UNCALLED = 4


def pool_of_file(budget: int) -> int:
    """What the statements of a file may take together, beside the least of each: the rest is for what nothing calls."""
    return budget - budget // _PART_OF_UNCALLED


def share_of(left: int, remaining: int) -> int:
    """What one statement may take of the steps that are left, where it and so many others behind it `remain`.

    It grows towards the end, where programs do most of their work (`main()`).
    """
    return max(LEAST_STEPS, int(left * max(_PART, 1 / max(remaining, 1))))


def unrolled_of(share: int) -> int:
    """With how many of the steps of its share a statement unrolls loops; behind that they are summarised."""
    return int(share * _UNROLLED)


def charge(machine: Machine, size: int) -> None:
    """Count the work of making something of a size: characters, or items that are copied."""
    machine.tick(size >> _SIZE_OF_STEP)


def begun_lately(machine: Machine, begun: int, worth: int) -> bool:
    """Whether what began at so many steps took no more than it is worth, nor its statement more than its part."""
    return machine.steps <= machine.unrolling and machine.steps - begun <= worth


def _nothing() -> None:
    """What is put back as it was needs nothing forgotten."""


def run_within(
    machine: Machine, remaining: int, run: Callable[[], object], forget: Callable[[], None] = _nothing
) -> bool:
    """Run a statement within its share of the steps that are left; False where that was not enough.

    Then `forget` lets nothing stay known that they may have changed: the rest of the file can be evaluated soundly.
    """
    whole, share = machine.budget, share_of(machine.budget - machine.steps, remaining)
    before = machine.save()
    # this state is come back to only where the statement is given up
    machine.tracker.forked = False
    place = (machine.module, machine.scope, machine.offset, machine.path)
    machine.budget, machine.unrolling = machine.steps + share, machine.steps + unrolled_of(share)
    try:
        run()
    except OutOfBudget:
        machine.suspended, machine.yielded = [], []
        machine.module, machine.scope, machine.offset, machine.path = place
        machine.join(before)
        machine.budget = whole
        forget()
        return False
    finally:
        machine.budget, machine.unrolling = whole, sys.maxsize
        # a statement that is evaluated alone after an edit knows nothing of conditions either
        machine.facts = NO_FACTS
    return True


def limits_of(
    machine: Machine, units: Sequence[Unit], calls: Calls, cut: Collection[Unit], uncalled: Collection[str]
) -> Limits:
    """What was left out of a file: `cut` are the statements given up, `uncalled` the functions that nothing calls."""
    if not cut and not uncalled:
        return Limits()
    seen = {span for span, _ in calls}
    entered = machine.entered.copied()
    given_up = {unit for unit in units if unit in cut or _defines(unit, uncalled)}
    unreached: list[Span] = []
    for unit in units:
        missed = _calls(unit, entered, unit in given_up)
        unreached += [span for span in (call.span.shifted(unit.origin) for call in missed) if span not in seen]
    heads = tuple(_head(unit) for unit in units if unit in given_up)
    return Limits(machine.budget, heads, tuple(unreached))


def _defines(unit: Unit, names: Collection[str]) -> bool:
    return any(
        isinstance(statement, (low.FunctionDefinition, low.ClassDefinition)) and statement.name in names
        for statement in unit.statements
    )


def _head(unit: Unit) -> Span:
    """The first line of a statement."""
    span = unit.statements[0].span.shifted(unit.origin)
    end = span.end_column if span.end_line == span.line else span.column + 1
    return Span(span.line, span.column, span.line, end)


def _calls(unit: Unit, entered: Container[object], inside: bool) -> Iterator[low.Call]:
    """The calls that were not evaluated: all of them `inside`, else those in functions that were not entered."""
    waiting: list[tuple[Any, bool]] = [(unit.statements, inside)]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, tuple):
            waiting += [(item, inside) for item in node]
        elif dataclasses.is_dataclass(node) and not isinstance(node, (Span, type)):
            if isinstance(node, low.Call) and inside:
                yield node
            if isinstance(node, low.FunctionDefinition) and node.name_span.shifted(unit.origin).bounds not in entered:
                inside = True
            waiting += [(getattr(node, field.name), inside) for field in dataclasses.fields(node)]
