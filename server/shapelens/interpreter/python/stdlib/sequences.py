"""Functions that make, measure and walk sequences: `len`, `range`, `zip`, `sorted`, `map`."""

from __future__ import annotations

from shapelens.interpreter.heap import DictObject, ListObject
from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.operators import items_of, truth
from shapelens.interpreter.values import CallArguments, Ref, TensorValue, Value, is_scalar
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("builtins.len")
def _length(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "obj")
    if isinstance(value, str):
        return len(value)
    if isinstance(value, TensorValue) and isinstance(value.tensor.shape, tuple) and value.tensor.shape:
        return value.tensor.shape[0]
    items = items_of(machine, value)
    return NOT_KNOWN if items is None else len(items)


@library("builtins.range")
def _range(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    bounds = arguments.positional
    if not bounds or not all(isinstance(bound, int) for bound in bounds) or (len(bounds) == 3 and bounds[2] == 0):
        return NOT_KNOWN
    return range(*bounds)


def _register_sequence(kind: str) -> None:
    def make(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        value = arguments.get(0, "iterable", ())
        items = tuple(value) if isinstance(value, str) else items_of(machine, value)
        if kind == "tuple":
            return NOT_KNOWN if items is None else items
        if items is None:
            reason = value if isinstance(value, Unknown) else Unknown("what it is made from is not known")
            return machine.heap.new(ListObject(reason, kind))
        plain = kind == "set" and all(map(is_scalar, items))
        return machine.heap.new(ListObject(tuple(dict.fromkeys(items)) if plain else items, kind))

    library(f"builtins.{kind}")(make)


for _kind in ("list", "tuple", "set"):
    _register_sequence(_kind)


@library("builtins.dict")
def _dict(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items: dict[Value, Value] = {}
    if arguments.positional:
        source = arguments.positional[0]
        content = machine.heap[source] if isinstance(source, Ref) else None
        if isinstance(content, DictObject):
            if isinstance(content.items, Unknown):
                return NOT_KNOWN
            items.update(content.items)
        else:
            pairs = items_of(machine, source)
            if pairs is None or not all(
                isinstance(pair, tuple) and len(pair) == 2 and is_scalar(pair[0]) for pair in pairs
            ):
                return NOT_KNOWN
            items.update(dict(pairs))
    return machine.heap.new(DictObject({**items, **arguments.keywords}))


@library("builtins.enumerate")
def _enumerate(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, start = items_of(machine, arguments.get(0, "iterable")), arguments.get(1, "start", 0)
    if items is None or not isinstance(start, int):
        return NOT_KNOWN
    return tuple(enumerate(items, start))


@library("builtins.zip")
def _zip(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional]
    if any(row is None for row in rows):
        return NOT_KNOWN
    return tuple(zip(*[row for row in rows if row is not None], strict=False))


@library("builtins.reversed")
def _reversed(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = items_of(machine, arguments.get(0, "sequence"))
    return NOT_KNOWN if items is None else items[::-1]


def _register_quantifier(name: str, wanted: bool) -> None:
    def decide(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        items = items_of(machine, arguments.get(0, "iterable"))
        if items is None:
            return NOT_KNOWN
        known = [truth(machine, item) for item in items]
        if wanted in known:
            return wanted
        return next((value for value in known if isinstance(value, Unknown)), not wanted)

    library(name)(decide)


_register_quantifier("builtins.any", True)
_register_quantifier("builtins.all", False)


@library("builtins.map")
def _map(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional[1:]]
    if not rows or any(row is None for row in rows):
        return NOT_KNOWN
    results = [
        machine.call(arguments.positional[0], CallArguments(list(items)), span)
        for items in zip(*[row for row in rows if row is not None], strict=False)
    ]
    return machine.heap.new(ListObject(tuple(results)))


@library("builtins.filter")
def _filter(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = items_of(machine, arguments.get(1, "iterable"))
    if items is None:
        return NOT_KNOWN
    kept: list[Value] = []
    for item in items:
        wanted = (
            item
            if arguments.positional[0] is None
            else machine.call(arguments.positional[0], CallArguments([item]), span)
        )
        known = truth(machine, wanted)
        if isinstance(known, Unknown):
            return known
        if known:
            kept.append(item)
    return machine.heap.new(ListObject(tuple(kept)))


@library("builtins.sorted")
def _sorted(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, descending = items_of(machine, arguments.get(0, "iterable")), arguments.keywords.get("reverse", False)
    key = arguments.keywords.get("key")
    if items is None or not isinstance(descending, bool):
        return NOT_KNOWN
    keys = [item if key is None else machine.call(key, CallArguments([item]), span) for item in items]
    if not all(is_scalar(each) or (isinstance(each, tuple) and all(map(is_scalar, each))) for each in keys):
        return NOT_KNOWN
    try:
        order = sorted(range(len(items)), key=lambda index: keys[index], reverse=descending)
    except TypeError:
        return NOT_KNOWN
    return machine.heap.new(ListObject(tuple(items[index] for index in order)))


@library("builtins.next")
def _next(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The next item of a generator, which is then gone; how far other iterators have come is not followed."""
    source = arguments.get(0, "iterator")
    content = machine.heap[source] if isinstance(source, Ref) else None
    items = content.items if isinstance(content, ListObject) else None
    if isinstance(items, tuple) and items:
        machine.heap[source] = ListObject(items[1:])
        return items[0]
    if isinstance(items, tuple) and len(arguments.positional) > 1:
        return arguments.positional[1]
    return NOT_KNOWN


@library("numpy.delete")
def _without(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`np.delete(numbers, places)` of a sequence that is known."""
    items, places = items_of(machine, arguments.get(0, "arr")), arguments.get(1, "obj")
    indices = (places,) if isinstance(places, int) else items_of(machine, places)
    if items is None or indices is None or not all(isinstance(each, int) for each in (*items, *indices)):
        return NOT_KNOWN
    gone = {index % len(items) for index in indices if items}
    kept = tuple(item for index, item in enumerate(items) if index not in gone)
    return TensorValue(Tensor((len(kept),), "int64"), items=kept, is_array=True)
