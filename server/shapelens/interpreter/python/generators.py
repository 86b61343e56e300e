"""Generator functions: run to their end at once, or to the end of the first round where they never end."""

from __future__ import annotations

from functools import reduce

from shapelens.interpreter.heap import Alike, ListObject
from shapelens.interpreter.joins import as_item, join_values
from shapelens.interpreter.machine import Machine, Sometimes
from shapelens.interpreter.python.branches import settle
from shapelens.interpreter.unfolding import plain_tensors
from shapelens.interpreter.values import Function, Value
from shapelens.shapes.expressions import Size
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

GENERATOR = "generator"


def run_generator(machine: Machine, function: Function, body: low.Block, span: Span) -> Value:
    """What a generator gives, as a list of that kind; what is not sure to be given leaves its length open."""
    before = (machine.yielded, machine.endless, machine.speculative_outside)
    machine.yielded, machine.endless, machine.speculative_outside = [], False, machine.speculative
    try:
        machine.execute(body)
        settle(machine, machine.pending, {"return"})
        content = _given(machine, function, span)
    finally:
        machine.yielded, machine.endless, machine.speculative_outside = before
    return machine.heap.new(content)


def _given(machine: Machine, function: Function, span: Span) -> ListObject:
    items = tuple(machine.yielded)
    unsure = any(isinstance(item, Sometimes) for item in items)
    if not unsure and not machine.endless:
        return ListObject(items, GENERATOR)
    reason = Unknown(f"what `{function.name}` yields depends on what is not known", span.line)
    if machine.endless:
        reason = Unknown(f"`{function.name}` goes on for ever", span.line)
    return ListObject(reason, GENERATOR, _alike(machine, items, reason))


def _alike(machine: Machine, items: tuple[Value, ...], count: Size) -> Alike | None:
    given = (item.value if isinstance(item, Sometimes) else item for item in items)
    values = [as_item(plain_tensors(machine, item)) for item in given]
    if not values or any(value is None for value in values):
        return None
    return Alike(reduce(join_values, values), count)
