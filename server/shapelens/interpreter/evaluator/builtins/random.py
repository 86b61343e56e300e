"""`random`: what is chosen is not known, but what all choices have in common."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from shapelens.interpreter.domain.objects import InstanceObject, ListObject
from shapelens.interpreter.domain.values import NOTHING, CallArguments, Ref, TensorValue, Value
from shapelens.interpreter.language.container_items import is_named_tuple
from shapelens.interpreter.language.iteration import collect
from shapelens.interpreter.language.sizes import MAX_SEQUENCE
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import each_of, join_all, join_items
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("random.choice", "numpy.random.choice")
def _choice(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """One of the items, whichever: what they have in common."""
    seq = arguments.get(0, "seq")
    if isinstance(seq, int) and len(arguments.positional) == 1 and not arguments.keywords:
        # numpy chooses below a number
        return TensorValue(Tensor((), "int64"), is_array=True)
    content = collect(machine, seq, span)
    common = _common(machine, content)
    if len(arguments.positional) != 1 or arguments.keywords or common is NOTHING:
        return NOT_KNOWN
    return Unknown("it is chosen at random", span.line) if isinstance(common, Unknown) else common


@library("random.randint", "random.randrange", "random.getrandbits")
def _integer(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """Some integer, as an index or a size may be."""
    return TensorValue(Tensor((), "int64"), is_array=True)


@library("random.sample", "random.choices")
def _sample(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    content, count = collect(machine, arguments.get(0, "population"), span), arguments.get(1, "k", 1)
    common = _common(machine, content)
    open_ended = isinstance(content.items, Unknown) and type(common) is Unknown
    if not isinstance(count, int) or common is NOTHING or open_ended or count > MAX_SEQUENCE:
        return NOT_KNOWN
    return machine.heap.new(ListObject((common,) * count))


def _common(machine: Machine, content: ListObject) -> Value:
    """What all items have in common; of named tuples, field by field."""
    items = content.items if isinstance(content.items, tuple) else ()
    found = [machine.heap[item] for item in items if isinstance(item, Ref)]
    records = [each for each in found if isinstance(each, InstanceObject) and is_named_tuple(machine, each)]
    if not records or len(records) < len(items) or any(each.cls != records[0].cls for each in records):
        return each_of(content)
    names = records[0].attributes
    fields = {name: reduce(join_items, (each.attributes[name] for each in records)) for name in names}
    return machine.heap.new(replace(records[0], attributes=fields))


@library("random.shuffle", "numpy.random.shuffle")
def _shuffle(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The items in another order: of each is known what all have in common."""
    target = arguments.get(0, "x")
    content = machine.heap[target] if isinstance(target, Ref) else None
    if isinstance(target, Ref) and isinstance(content, ListObject):
        known = content.items
        items = known if isinstance(known, Unknown) else (join_all(known),) * len(known)
        machine.heap[target] = replace(content, items=items, head=())
    return None
