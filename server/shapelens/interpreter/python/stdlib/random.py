"""`random`: what is chosen is not known, but what all choices have in common."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.heap import ListObject
from shapelens.interpreter.joins import each_of, join_all
from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.iteration import collect
from shapelens.interpreter.values import NOTHING, CallArguments, Ref, Value
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("random.choice", "numpy.random.choice")
def _choice(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """One of the items, whichever: what they have in common."""
    content = collect(machine, arguments.get(0, "seq"), span)
    common = each_of(content)
    if len(arguments.positional) != 1 or arguments.keywords or common is NOTHING:
        return NOT_KNOWN
    return Unknown("it is chosen at random", span.line) if isinstance(common, Unknown) else common


@library("random.sample", "random.choices")
def _sample(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    content, count = collect(machine, arguments.get(0, "population"), span), arguments.get(1, "k", 1)
    common = each_of(content)
    if not isinstance(count, int) or common is NOTHING or isinstance(content.items, Unknown):
        return NOT_KNOWN
    return machine.heap.new(ListObject((common,) * count))


@library("random.shuffle", "numpy.random.shuffle")
def _shuffle(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The items in another order: of each is known what all have in common."""
    target = arguments.get(0, "x")
    content = machine.heap[target] if isinstance(target, Ref) else None
    if isinstance(content, ListObject):
        known = content.items
        items = known if isinstance(known, Unknown) else (join_all(known),) * len(known)
        machine.heap[target] = replace(content, items=items, head=())
    return None
