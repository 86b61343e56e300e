"""`itertools`: `product`, `chain`."""

from __future__ import annotations

from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.operators import items_of
from shapelens.interpreter.values import CallArguments, Value
from shapelens.syntax.spans import Span


@library("itertools.product")
def _product(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional]
    known = [row for row in rows if row is not None]
    if len(known) != len(rows) or arguments.keywords:
        return NOT_KNOWN
    combined: list[tuple[Value, ...]] = [()]
    for row in known:
        machine.tick()
        combined = [(*head, item) for head in combined for item in row]
        if len(combined) > 10_000:
            return NOT_KNOWN
    return tuple(combined)


@library("itertools.chain")
def _chain(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional]
    if any(row is None for row in rows):
        return NOT_KNOWN
    return tuple(item for row in rows if row is not None for item in row)
