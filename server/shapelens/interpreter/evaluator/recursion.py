"""Recursion: followed for a while (a shorter one on what is not known), then summarised, since each level may call
itself twice."""

from __future__ import annotations

from shapelens.interpreter.domain.values import CallArguments, Function, Value
from shapelens.interpreter.evaluator.escapes import let_escape
from shapelens.interpreter.language.functions import call_function
from shapelens.interpreter.machine.budget import begun_lately
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# so often a function calls itself on a condition that is not known, whatever that takes
_FOLLOWED = 2
# and within so many steps as often as it likes
_WORTH = 10_000


def call_followed(
    machine: Machine, function: Function, arguments: CallArguments, given: CallArguments, span: Span
) -> Value:
    """Call a function of the program on `arguments`, of which the program wrote those `given`; unknown where it calls
    itself too often on what is not known."""
    key = id(function.body)
    begun, often = machine.running.get(key, (machine.steps, 0))
    if key in machine.running:
        often += _may_not_run(machine)
        if machine.steps > machine.unrolling or (often > _FOLLOWED and not begun_lately(machine, begun, _WORTH)):
            let_escape(machine, given, span)
            return Unknown(f"`{function.name}` calls itself more often than is followed", span.line)
    before = machine.running.get(key)
    machine.running[key] = (begun, often)
    try:
        return call_function(machine, function, arguments, span)
    finally:
        if before is None:
            del machine.running[key]
        else:
            machine.running[key] = before


def _may_not_run(machine: Machine) -> bool:
    """Whether the function that runs may not come to this place."""
    return machine.speculative > machine.entered_at or any(left.keyword == "return" for left, _ in machine.suspended)
