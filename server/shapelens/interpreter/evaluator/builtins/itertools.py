"""`itertools`: finite ones at once, those without end as they are taken."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from types import NoneType

from shapelens.interpreter.domain.objects import Count, Cycle, IteratorObject, ListObject
from shapelens.interpreter.domain.values import NOTHING, CallArguments, Ref, Value
from shapelens.interpreter.evaluator.builtins.sequences import is_endless, iterator_over
from shapelens.interpreter.language.comparison import compare, truth
from shapelens.interpreter.language.iteration import collect, take_next
from shapelens.interpreter.language.operators import binary, joined_lists
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# more items than this are not made: `itertools.product(range(100), repeat=10)`
_MOST = 10_000


def _iterator(machine: Machine, items: Iterable[Value]) -> Value:
    return machine.heap.new(IteratorObject(tuple(items)))


def _items(machine: Machine, value: Value, span: Span) -> tuple[Value, ...] | None:
    items = collect(machine, value, span).items
    return None if isinstance(items, Unknown) else items


@library("itertools.product")
def _product(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [_items(machine, value, span) for value in arguments.positional]
    known = [row for row in rows if row is not None]
    times = arguments.keywords.get("repeat", 1)
    if len(known) != len(rows) or not isinstance(times, int) or times > 10:
        return NOT_KNOWN
    combined: list[tuple[Value, ...]] = [()]
    for row in known * times:
        machine.tick()
        combined = [(*head, item) for head in combined for item in row]
        if len(combined) > _MOST:
            return NOT_KNOWN
    return _iterator(machine, combined)


def _register_selection(name: str, choose: Callable[..., Iterable[Value]], count: Callable[..., int]) -> None:
    def select(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        items, length = _items(machine, arguments.get(0, "iterable"), span), arguments.get(1, "r")
        if items is None or not isinstance(length, int) or count(len(items), length) > _MOST:
            return NOT_KNOWN
        return _iterator(machine, choose(items, length))

    library(f"itertools.{name}")(select)


_register_selection("combinations", itertools.combinations, lambda n, r: n**r if n < 30 and r < 5 else _MOST + 1)
_register_selection("permutations", itertools.permutations, lambda n, r: n**r if n < 30 and r < 5 else _MOST + 1)


@library("itertools.chain")
def _chain(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return _chained(machine, tuple(arguments.positional), span)


@library("itertools.chain.from_iterable")
def _chain_from(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    sources = _items(machine, arguments.get(0, "iterable"), span)
    return NOT_KNOWN if sources is None else _chained(machine, sources, span)


def _chained(machine: Machine, sources: tuple[Value, ...], span: Span) -> Value:
    content = ListObject(())
    for source in sources:
        content = joined_lists(content, collect(machine, source, span))
    return machine.heap.new(content) if isinstance(content.items, Unknown) else iterator_over(machine, content)


@library("itertools.count")
def _count(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    start, step = arguments.get(0, "start", 0), arguments.get(1, "step", 1)
    if not isinstance(start, (int, float)) or not isinstance(step, (int, float)):
        return NOT_KNOWN
    return machine.heap.new(IteratorObject((), Count(start, step)))


@library("itertools.cycle")
def _cycle(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = _items(machine, arguments.get(0, "iterable"), span)
    if not items:
        return NOT_KNOWN if items is None else _iterator(machine, ())
    return machine.heap.new(IteratorObject((), Cycle(tuple(items))))


@library("itertools.repeat")
def _repeat(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value, times = arguments.get(0, "object"), arguments.get(1, "times", NOTHING)
    if times is NOTHING:
        return machine.heap.new(IteratorObject((), Cycle((value,))))
    return _iterator(machine, (value,) * times) if isinstance(times, int) and times <= _MOST else NOT_KNOWN


@library("itertools.islice")
def _islice(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    source, *given = arguments.positional
    bounds = [bound for bound in given if isinstance(bound, (int, NoneType))]
    if not bounds or len(bounds) != len(given):
        return NOT_KNOWN
    if isinstance(source, Ref) and is_endless(machine, source):
        stop = bounds[0] if len(bounds) == 1 else bounds[1]
        if not isinstance(stop, int) or stop > _MOST:
            return NOT_KNOWN
        items = tuple(take_next(machine, source) for _ in range(stop))
        return _iterator(machine, itertools.islice(items, *bounds))
    content = collect(machine, source, span)
    if isinstance(content.items, Unknown):
        return machine.heap.new(ListObject(content.items, "list", (), content.each))
    return _iterator(machine, itertools.islice(content.items, *bounds))


@library("itertools.accumulate")
def _accumulate(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, function = _items(machine, arguments.get(0, "iterable"), span), arguments.get(1, "func")
    if items is None:
        return NOT_KNOWN
    totals: list[Value] = [arguments.keywords["initial"]] if "initial" in arguments.keywords else []
    for item in items:
        if not totals:
            totals.append(item)
        elif function is None:
            totals.append(binary(machine, "+", totals[-1], item, span))
        else:
            totals.append(machine.call(function, CallArguments([totals[-1], item]), span))
    return _iterator(machine, totals)


@library("itertools.starmap")
def _starmap(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = _items(machine, arguments.get(1, "iterable"), span)
    if rows is None:
        return NOT_KNOWN
    results = []
    for row in rows:
        given = _items(machine, row, span)
        if given is None:
            return NOT_KNOWN
        results.append(machine.call(arguments.positional[0], CallArguments(list(given)), span))
    return _iterator(machine, results)


@library("itertools.pairwise")
def _pairwise(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = _items(machine, arguments.get(0, "iterable"), span)
    return NOT_KNOWN if items is None else _iterator(machine, itertools.pairwise(items))


@library("itertools.zip_longest")
def _zip_longest(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [_items(machine, value, span) for value in arguments.positional]
    known = [row for row in rows if row is not None]
    if len(known) != len(rows):
        return NOT_KNOWN
    return _iterator(machine, itertools.zip_longest(*known, fillvalue=arguments.keywords.get("fillvalue")))


@library("itertools.tee")
def _tee(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, count = _items(machine, arguments.get(0, "iterable"), span), arguments.get(1, "n", 2)
    if items is None or not isinstance(count, int) or count > 100:
        return NOT_KNOWN
    return tuple(_iterator(machine, items) for _ in range(count))


@library("itertools.groupby")
def _group_by(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, key = _items(machine, arguments.get(0, "iterable"), span), arguments.get(1, "key")
    if items is None:
        return NOT_KNOWN
    groups: list[tuple[Value, list[Value]]] = []
    for item in items:
        mark = item if key is None else machine.call(key, CallArguments([item]), span)
        same = compare(machine, "==", groups[-1][0], mark) if groups else False
        if isinstance(same, Unknown):
            return NOT_KNOWN
        if same:
            groups[-1][1].append(item)
        else:
            groups.append((mark, [item]))
    return _iterator(machine, [(mark, _iterator(machine, group)) for mark, group in groups])


def _register_while(name: str, dropping: bool) -> None:
    def select(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        items = _items(machine, arguments.get(1, "iterable"), span)
        if items is None:
            return NOT_KNOWN
        for position, item in enumerate(items):
            wanted = truth(machine, machine.call(arguments.positional[0], CallArguments([item]), span))
            if isinstance(wanted, Unknown):
                return NOT_KNOWN
            if not wanted:
                return _iterator(machine, items[position:] if dropping else items[:position])
        return _iterator(machine, () if dropping else items)

    library(f"itertools.{name}")(select)


_register_while("takewhile", dropping=False)
_register_while("dropwhile", dropping=True)


@library("itertools.compress")
def _compress(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, wanted = (_items(machine, arguments.get(index, ""), span) for index in (0, 1))
    if items is None or wanted is None:
        return NOT_KNOWN
    known = [truth(machine, each) for each in wanted]
    if any(isinstance(each, Unknown) for each in known):
        return NOT_KNOWN
    return _iterator(machine, itertools.compress(items, known))
