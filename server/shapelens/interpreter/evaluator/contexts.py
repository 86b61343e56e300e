"""`with`: what a context manager gives, and the exceptions that it swallows."""

from __future__ import annotations

from functools import partial

from shapelens.interpreter.domain.objects import InstanceObject, IteratorObject
from shapelens.interpreter.domain.values import (
    NOTHING,
    CallArguments,
    ExceptionValue,
    LibraryInstance,
    Named,
    Ref,
    Value,
)
from shapelens.interpreter.evaluator.targets import assign_target
from shapelens.interpreter.language.exceptions import catches, caught_by
from shapelens.interpreter.language.iteration import take_next
from shapelens.interpreter.language.protocols import call_special
from shapelens.interpreter.machine.completion import NORMAL, Completion, Left
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

# the name of what `contextlib.suppress(...)` and `pytest.raises(...)` give
SUPPRESS = "contextlib.suppress"


def execute_with(machine: Machine, node: low.With) -> Completion:
    """Enter the managers in order, run the body, leave them again."""
    return _enter(machine, node, 0)


def _enter(machine: Machine, node: low.With, position: int) -> Completion:
    if position == len(node.items):
        return machine.execute(node.body)
    expression, target = node.items[position]
    manager, span = machine.evaluate(expression), machine.at(expression.span)
    given = _given(machine, manager, expression)
    if target is not None:
        assign_target(machine, target, given)
    inside = partial(_enter, machine, node, position + 1)
    kinds = _suppressed(machine, manager)
    if kinds is not None:
        return _suppressing(machine, inside, kinds)
    completion = inside()
    content = machine.heap[manager] if isinstance(manager, Ref) else None
    if isinstance(content, IteratorObject):
        take_next(machine, manager)
    elif isinstance(content, InstanceObject):
        swallows = call_special(machine, manager, "__exit__", None, None, None, span=span)
        raising = isinstance(completion, Left) and completion.keyword == "raise"
        if raising and swallows is not MISSING and swallows is not None and swallows is not False:
            return NORMAL
    return completion


def _given(machine: Machine, manager: Value, expression: low.Expression) -> Value:
    """What `as` binds."""
    span = machine.at(expression.span)
    content = machine.heap[manager] if isinstance(manager, Ref) else None
    if isinstance(content, IteratorObject):
        # a function of `contextlib.contextmanager`: what it yields
        value = take_next(machine, manager)
        return None if value is NOTHING else value
    own = call_special(machine, manager, "__enter__", span=span)
    if own is not MISSING:
        return own
    if isinstance(manager, (Unknown, LibraryInstance)):
        return manager
    return machine.unknown("what `with` gives is not known", expression.span)


@library(SUPPRESS, "pytest.raises")
def _suppress(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return ExceptionValue(Named(SUPPRESS), tuple(arguments.positional))


def _suppressed(machine: Machine, manager: Value) -> tuple[Value, ...] | None:
    """The exceptions that a manager swallows; None for one that swallows none."""
    known = isinstance(manager, ExceptionValue) and manager.kind == Named(SUPPRESS)
    return manager.arguments if known else None


def _suppressing(machine: Machine, inside: partial[Completion], kinds: tuple[Value, ...]) -> Completion:
    waiting, machine.pending = machine.pending, []
    machine.catchers.append(caught_by(machine, kinds))
    try:
        completion = inside()
        raising = [path for path in machine.pending if path[0].keyword == "raise"]
    finally:
        machine.catchers.pop()
        machine.pending = waiting + [path for path in machine.pending if path[0].keyword != "raise"]
    if isinstance(completion, Left):
        caught = completion.keyword == "raise" and any(catches(machine, kind, completion.value) for kind in kinds)
        if caught:
            return NORMAL
        if not raising:
            return completion
        machine.wait(completion, machine.save())
        (_, state), *raising = raising
        machine.restore(state)
    for _, state in raising:
        machine.join(state)
    return NORMAL
