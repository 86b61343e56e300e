"""Functions that make, measure and walk sequences: `len`, `range`, `zip`, `sorted`, `map`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from shapelens.interpreter.domain.objects import (
    NO_COMMON,
    NO_COUNT,
    DictObject,
    FrameObject,
    IteratorObject,
    ListObject,
)
from shapelens.interpreter.domain.values import (
    NOTHING,
    CallArguments,
    Namespace,
    Ref,
    SliceValue,
    Stream,
    TensorValue,
    Value,
)
from shapelens.interpreter.evaluator.lists import as_set, sort_items
from shapelens.interpreter.language.comparison import plain_number, truth
from shapelens.interpreter.language.container_items import SETS, items_of
from shapelens.interpreter.language.dicts import make_dict
from shapelens.interpreter.language.elements import arrived, count_of, first_of, handed_over
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.iteration import collect, take_next
from shapelens.interpreter.language.mappings import names_in
from shapelens.interpreter.language.protocols import call_special, inner_container
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.store.join import count_of_items, each_of, join_values
from shapelens.shapes.expressions import minimum
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# what `enumerate` and `zip` give of data
_PAIRS = "builtins.zip"


@library("builtins.len")
def _length(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "obj")
    if isinstance(value, (str, bytes)):
        return len(value)
    if isinstance(value, (TensorValue, Stream)):
        count = count_of(machine.heap, value)
        return NOT_KNOWN if count is None else count
    if isinstance(value, Namespace):
        return len(names_in(machine, value))
    own = call_special(machine, value, "__len__", span=span)
    if own is not MISSING:
        return own
    value = inner_container(machine, value)
    if isinstance(value, Ref) and isinstance(machine.heap[value], IteratorObject):
        return fail(machine, TypeError, "an iterator has no length", span)
    items = items_of(machine, value)
    if items is None and isinstance(value, Ref):
        content = machine.heap[value]
        if isinstance(content, ListObject) and isinstance(content.items, Unknown):
            return content.items if isinstance(content.count, Unknown) else content.count
        if isinstance(content, DictObject) and isinstance(content.items, Unknown):
            return content.items
        if isinstance(content, FrameObject):
            return content.rows
    return NOT_KNOWN if items is None else len(items)


@library("builtins.range")
def _range(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    given = [plain_number(machine, bound) for bound in arguments.positional]
    bounds = [bound for bound in given if isinstance(bound, int)]
    if not bounds or len(bounds) != len(given) or (len(bounds) == 3 and bounds[2] == 0):
        return NOT_KNOWN
    made = range(*bounds)
    # of a longer one `len` cannot say how long it is
    return NOT_KNOWN if made[sys.maxsize :] else made


@library("builtins.tuple")
def _tuple(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return collect(machine, arguments.get(0, "iterable", ()), span).items


@library("builtins.list")
def _list(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return machine.heap.new(collect(machine, arguments.get(0, "iterable", ()), span))


def _register_set(kind: str) -> None:
    def make(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        value = arguments.get(0, "iterable", ())
        classes = _classes(value) if isinstance(value, TensorValue) else None
        content = ListObject(classes, kind) if classes is not None else collect(machine, value, span, kind)
        return machine.heap.new(as_set(machine, content))

    library(f"builtins.{kind}")(make)


def _classes(value: TensorValue) -> tuple[int, ...] | None:
    """The different numbers in an array of class numbers that has them all."""
    labels = value.labels
    if labels is None or labels.form != "integers" or not labels.complete or not isinstance(labels.classes, int):
        return None
    return tuple(range(labels.classes)) if value.tensor.rank == 1 else None


_register_set("set")
_register_set("frozenset")


@library("builtins.dict", spread=True)
def _dict(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    content = make_dict(machine, arguments, span)
    if not arguments.complete:
        content = DictObject(Unknown("what it is made from is not known", span.line))
    return machine.heap.new(content)


def iterator_over(machine: Machine, content: ListObject) -> Ref:
    """An iterator over items that are known, as far as they are."""
    if isinstance(content.items, Unknown):
        return machine.heap.new(IteratorObject(content.head, content.items, each=content.each))
    return machine.heap.new(IteratorObject(content.items))


@library("builtins.iter")
def _iter(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "iterable")
    if len(arguments.positional) != 1:
        return NOT_KNOWN
    if isinstance(value, Ref) and isinstance(machine.heap[value], IteratorObject):
        return value
    if isinstance(value, Stream):
        # how far it has come is not followed
        return value
    own = call_special(machine, value, "__iter__", span=span)
    return iterator_over(machine, collect(machine, value, span)) if own is MISSING else own


@library("builtins.enumerate")
def _enumerate(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    source, start = arguments.get(0, "iterable"), arguments.get(1, "start", 0)
    if not isinstance(start, int):
        return NOT_KNOWN
    if isinstance(source, Stream) and items_of(machine, source) is None:
        number = Unknown("it counts as many as there are", span.line)
        first = None if source.first is None else (start, source.first)
        return Stream((number, source.element), source.count, _PAIRS, first)
    content = collect(machine, source, span)
    if not isinstance(content.items, Unknown):
        return machine.heap.new(IteratorObject(tuple(enumerate(content.items, start))))
    pair = (
        Unknown("how far the loop has come is not known"),
        content.items if content.each is NOTHING else content.each,
    )
    head = tuple(enumerate(content.head, start))
    return machine.heap.new(ListObject(content.items, "list", head, pair, content.count))


@library("builtins.zip")
def _zip(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    if set(arguments.keywords) - {"strict"}:
        return NOT_KNOWN
    iterators = [value for value in arguments.positional if _is_iterator(machine, value)]
    if len(set(iterators)) < len(iterators):
        # one iterator twice: its items are taken in turn
        return NOT_KNOWN
    rows = together(machine, arguments.positional, span)
    streams = [value for value in arguments.positional if isinstance(value, Stream)]
    if streams and isinstance(rows.items, Unknown) and not isinstance(rows.each, Unknown):
        return Stream(rows.each, rows.count, _PAIRS)
    return iterator_over(machine, rows)


def _is_iterator(machine: Machine, value: Value) -> bool:
    return isinstance(value, Ref) and isinstance(machine.heap[value], IteratorObject)


def together(machine: Machine, sources: list[Value], span: Span) -> ListObject:
    """Sequences side by side, as long as the shortest; one without end goes on as long as the others do."""
    endless = [source for source in sources if is_endless(machine, source)]
    columns = {index: collect(machine, source, span) for index, source in enumerate(sources) if source not in endless}
    if not sources or not columns:
        return ListObject(Unknown("the sequences have no end", span.line)) if sources else ListObject(())
    known = [content.items for content in columns.values() if not isinstance(content.items, Unknown)]
    unknown = next((content.items for content in columns.values() if isinstance(content.items, Unknown)), None)
    heads = [content.head if isinstance(content.items, Unknown) else content.items for content in columns.values()]
    count = min(len(head) for head in heads)
    taken: list[tuple[Value, ...]] = []
    for index, source in enumerate(sources):
        if index in columns:
            content = columns[index]
            taken.append((content.head if isinstance(content.items, Unknown) else content.items)[:count])
        elif isinstance(source, Ref):
            taken.append(tuple(take_next(machine, source) for _ in range(count)))
    rows = tuple(zip(*taken, strict=True))
    if unknown is None or any(len(items) == count for items in known):
        return ListObject(rows)
    each = tuple(_any_of(columns[index], unknown) if index in columns else unknown for index in range(len(sources)))
    counts = [count_of_items(content) for content in columns.values()]
    shortest = NO_COUNT if any(isinstance(size, Unknown) for size in counts) else minimum(counts)
    return ListObject(unknown, "list", rows, each, shortest)


def _any_of(content: ListObject, unknown: Unknown) -> Value:
    each = each_of(content)
    return unknown if each is NOTHING else each


def is_endless(machine: Machine, value: Value) -> bool:
    """Whether a value is an iterator without end."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    return isinstance(content, IteratorObject) and content.is_endless


@library("builtins.reversed")
def _reversed(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = arguments.get(0, "sequence")
    own = call_special(machine, value, "__reversed__", span=span)
    if own is not MISSING:
        return own
    content = collect(machine, value, span)
    if isinstance(content.items, Unknown):
        return machine.heap.new(ListObject(content.items, "list", (), content.each))
    return machine.heap.new(IteratorObject(content.items[::-1]))


def _register_quantifier(name: str, wanted: bool) -> None:
    def decide(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        content = collect(machine, arguments.get(0, "iterable"), span)
        items = content.head if isinstance(content.items, Unknown) else content.items
        known = [truth(machine, item) for item in items]
        if wanted in known:
            return wanted
        if isinstance(content.items, Unknown):
            return content.items
        return next((value for value in known if isinstance(value, Unknown)), not wanted)

    library(name)(decide)


_register_quantifier("builtins.any", True)
_register_quantifier("builtins.all", False)


@library("builtins.map")
def _map(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    function, *sources = arguments.positional
    if not sources:
        return NOT_KNOWN
    if len(sources) > 1:
        rows = together(machine, sources, span)
    else:
        single = collect(machine, sources[0], span)
        items = single.items if isinstance(single.items, Unknown) else tuple((item,) for item in single.items)
        each: Value = NOTHING if single.each is NOTHING else (single.each,)
        rows = ListObject(items, "list", tuple((item,) for item in single.head), each)
    return _called(machine, rows, lambda row: machine.call(function, CallArguments(_of_row(row)), span))


def _of_row(row: Value) -> list[Value]:
    return list(row) if isinstance(row, tuple) else [row]


def _called(machine: Machine, rows: ListObject, call: Callable[[Value], Value]) -> Value:
    known = rows.head if isinstance(rows.items, Unknown) else rows.items
    results = tuple(call(row) for row in known)
    if not isinstance(rows.items, Unknown):
        return machine.heap.new(IteratorObject(results))
    with machine.speculating():
        each = NOTHING if not isinstance(rows.each, tuple) else call(rows.each)
    return machine.heap.new(ListObject(rows.items, "list", results, each))


@library("builtins.filter")
def _filter(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    function, content = arguments.get(0, "function"), collect(machine, arguments.get(1, "iterable"), span)
    if isinstance(content.items, Unknown):
        return machine.heap.new(ListObject(content.items, "list", (), content.each))
    kept: list[Value] = []
    for item in content.items:
        wanted = truth(machine, item if function is None else machine.call(function, CallArguments([item]), span))
        if isinstance(wanted, Unknown):
            return machine.heap.new(ListObject(wanted, "list", tuple(kept), each_of(content)))
        if wanted:
            kept.append(item)
    return machine.heap.new(IteratorObject(tuple(kept)))


@library("builtins.sorted")
def _sorted(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    source = arguments.get(0, "iterable")
    content = machine.heap[source] if isinstance(source, Ref) else None
    if not isinstance(content, ListObject) or content.kind not in SETS:
        content = collect(machine, source, span)
    return machine.heap.new(sort_items(machine, ListObject(content.items, "list", (), content.each), arguments, span))


@library("builtins.next")
def _next(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The next item of an iterator, which is then gone."""
    source = arguments.get(0, "iterator")
    own = call_special(machine, source, "__next__", span=span)
    if own is not MISSING:
        return own
    content = machine.heap[source] if isinstance(source, Ref) else None
    if isinstance(source, Stream):
        return handed_over(machine.heap, arrived(first_of(source)))
    if not isinstance(source, Ref) or not isinstance(content, IteratorObject):
        return NOT_KNOWN
    value = take_next(machine, source)
    if isinstance(value, Unknown) and value is content.more and content.each not in (NOTHING, NO_COMMON):
        # it may as well be at its end
        return join_values(content.each, arguments.positional[1]) if len(arguments.positional) > 1 else content.each
    if value is not NOTHING:
        return value
    if len(arguments.positional) > 1:
        return arguments.positional[1]
    return fail(machine, StopIteration, "the iterator is at its end", span)


@library("builtins.slice")
def _slice(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    bounds = [*arguments.positional]
    if len(bounds) == 1:
        return SliceValue(None, bounds[0], None)
    return SliceValue(*bounds, *[None] * (3 - len(bounds))) if len(bounds) in {2, 3} else NOT_KNOWN


@library("numpy.delete")
def _without(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`np.delete(numbers, places)` of a sequence that is known."""
    items, places = items_of(machine, arguments.get(0, "arr")), arguments.get(1, "obj")
    indices = (places,) if isinstance(places, int) else items_of(machine, places)
    if items is None or indices is None or not all(isinstance(each, int) for each in (*items, *indices)):
        return NOT_KNOWN
    gone = {index % len(items) for index in indices if items and isinstance(index, int)}
    kept = tuple(item for index, item in enumerate(items) if index not in gone)
    return TensorValue(Tensor((len(kept),), "int64"), items=kept, is_array=True)
