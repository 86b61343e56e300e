"""Functions that make, measure and walk sequences: `len`, `range`, `zip`, `sorted`, `map`."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.elements import count_of, element_of, first_of, handed_over
from shapelens.interpreter.heap import Alike, DictObject, InstanceObject, ListObject
from shapelens.interpreter.joins import common_of
from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.classes import find_in_class
from shapelens.interpreter.python.generators import GENERATOR
from shapelens.interpreter.python.operators import items_of, truth
from shapelens.interpreter.values import CallArguments, Function, Method, Ref, Stream, TensorValue, Value, is_scalar
from shapelens.shapes.expressions import minimum
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# what `enumerate` and `zip` give of data
_PAIRS = "builtins.zip"


@library("builtins.len")
def _length(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "obj")
    if isinstance(value, str):
        return len(value)
    items = items_of(machine, value)
    if items is not None:
        return len(items)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject) and content.cls is not None:
        method = find_in_class(machine, content.cls, "__len__")
        return machine.call(Method(value, method), CallArguments(), span) if isinstance(method, Function) else NOT_KNOWN
    count = count_of(machine.heap, value)
    return NOT_KNOWN if count is None else count


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
        if kind == "set" and isinstance(value, TensorValue):
            items = _classes(value) or items
        if items is None:
            reason = value if isinstance(value, Unknown) else Unknown("what it is made from is not known")
            return machine.heap.new(ListObject(reason, kind, _alike(machine, value) if kind == "list" else None))
        plain = kind == "set" and all(map(is_scalar, items))
        return machine.heap.new(ListObject(tuple(dict.fromkeys(items)) if plain else items, kind))

    library(f"builtins.{kind}")(make)


def _alike(machine: Machine, value: Value) -> Alike | None:
    each, count = element_of(machine.heap, value), count_of(machine.heap, value)
    return None if each is None or count is None else Alike(each, count)


def _classes(value: TensorValue) -> tuple[int, ...] | None:
    """The different numbers in an array of class numbers that has them all."""
    labels = value.labels
    if labels is None or labels.form != "integers" or not labels.complete or not isinstance(labels.classes, int):
        return None
    return tuple(range(labels.classes)) if value.tensor.rank == 1 else None


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
    value, start = arguments.get(0, "iterable"), arguments.get(1, "start", 0)
    items = items_of(machine, value)
    if items is not None and isinstance(start, int):
        return tuple(enumerate(items, start))
    element = element_of(machine.heap, value)
    if element is None:
        return NOT_KNOWN
    number = Unknown("it counts as many as there are", span.line)
    first = None if not isinstance(value, Stream) or value.first is None else (start, value.first)
    return Stream((number, element), count_of(machine.heap, value) or number, _PAIRS, first)


@library("builtins.zip")
def _zip(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional]
    iterators = [value for value in arguments.positional if isinstance(value, Ref) and _is_iterator(machine, value)]
    if len(set(iterators)) < len(iterators):
        # one iterator twice: its items are taken in turn
        return NOT_KNOWN
    if not any(row is None for row in rows):
        return tuple(zip(*[row for row in rows if row is not None], strict=False))
    elements = [
        element_of(machine.heap, value) if row is None else common_of(row) if row else None
        for value, row in zip(arguments.positional, rows, strict=True)
    ]
    if any(element is None for element in elements):
        return NOT_KNOWN
    counts = [
        count_of(machine.heap, value) if row is None else len(row)
        for value, row in zip(arguments.positional, rows, strict=True)
    ]
    return Stream(tuple(elements), minimum([count for count in counts if count is not None]), _PAIRS)


def _is_iterator(machine: Machine, ref: Ref) -> bool:
    content = machine.heap[ref]
    return isinstance(content, ListObject) and content.kind == GENERATOR


@library("builtins.iter")
def _iter(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """An iterator: how far it has come is not followed."""
    value = arguments.get(0, "object")
    if isinstance(value, Ref) and _is_iterator(machine, value):
        return value
    items = items_of(machine, value)
    if items is None or isinstance(value, Stream) or len(arguments.positional) > 1:
        return value if len(arguments.positional) == 1 and element_of(machine.heap, value) is not None else NOT_KNOWN
    return machine.heap.new(ListObject(items, GENERATOR))


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
    if isinstance(source, Stream):
        return handed_over(machine.heap, first_of(source))
    if isinstance(items, tuple) and items and isinstance(content, ListObject):
        machine.heap[source] = replace(content, items=items[1:])
        return items[0]
    if isinstance(items, tuple) and len(arguments.positional) > 1:
        return arguments.positional[1]
    element = element_of(machine.heap, source)
    return NOT_KNOWN if element is None else handed_over(machine.heap, element)


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
