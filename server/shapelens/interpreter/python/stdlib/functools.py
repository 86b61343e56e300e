"""`functools`: `partial`, `reduce`."""

from __future__ import annotations

from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.operators import items_of
from shapelens.interpreter.values import CallArguments, Partial, Value
from shapelens.syntax.spans import Span


@library("functools.partial")
def _partial(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    if not arguments.positional:
        return NOT_KNOWN
    return Partial(arguments.positional[0], tuple(arguments.positional[1:]), dict(arguments.keywords))


@library("functools.reduce")
def _reduce(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = items_of(machine, arguments.get(1, "iterable"))
    if items is None or (not items and len(arguments.positional) < 3):
        return NOT_KNOWN
    values = [*arguments.positional[2:3], *items]
    result = values[0]
    for item in values[1:]:
        result = machine.call(arguments.positional[0], CallArguments([result, item]), span)
    return result
