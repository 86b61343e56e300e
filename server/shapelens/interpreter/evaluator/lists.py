"""The methods of lists, tuples, deques, sets and iterators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from shapelens.interpreter.domain.objects import IteratorObject, ListObject
from shapelens.interpreter.domain.values import NOTHING, CallArguments, Ref, Value, is_scalar
from shapelens.interpreter.language.comparison import compare, truth
from shapelens.interpreter.language.container_items import SETS, key_of, unique
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.iteration import collect, take_next
from shapelens.interpreter.language.operators import binary, joined_lists
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import count_of_items, each_of, join_all, join_items
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# methods that do not change what they are called on, and whose result nothing is known of where the content is not
_READING = {"count", "index", "copy", "issubset", "issuperset", "isdisjoint"}
_OF_SETS = {"union": "|", "intersection": "&", "difference": "-", "symmetric_difference": "^"}
_CHANGING_SETS = {
    "update": "|", "intersection_update": "&", "difference_update": "-", "symmetric_difference_update": "^",
}  # fmt: skip

# the content afterwards and the value of the call; None where a method is not known here
Outcome = tuple[ListObject, Value] | None


def call_list_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of a list or set."""
    content = machine.heap[ref]
    assert isinstance(content, ListObject)
    outcome = _of_set(machine, content, name, arguments, span) if content.kind in SETS else None
    if outcome is None and name in _METHODS:
        outcome = _METHODS[name](machine, content, arguments, span)
    if outcome is None:
        if name not in _READING:
            forget_items(machine, ref, Unknown(f"`.{name}` changed it in a way that is not followed", span.line))
        return Unknown(f"`.{name}` of a {content.kind} is not known here", span.line)
    if outcome[0] is not content:
        machine.heap[ref] = outcome[0]
    return outcome[1]


def forget_items(machine: Machine, ref: Ref, reason: Unknown) -> None:
    """From here on the content of a list is not known."""
    content = machine.heap[ref]
    assert isinstance(content, ListObject)
    machine.heap[ref] = ListObject(reason, content.kind, (), reason)


def as_set(machine: Machine, content: ListObject) -> ListObject:
    """A list as a set, every item once."""
    kind = content.kind if content.kind in SETS else "set"
    if isinstance(content.items, Unknown):
        return ListObject(content.items, kind, (), content.each)
    items = unique(machine, content.items)
    if items is None:
        return ListObject(Unknown("which of its items are equal is not known"), kind, (), each_of(content))
    return ListObject(items, kind)


def _append(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    if not arguments.positional:
        return None
    return joined_lists(content, ListObject((arguments.positional[0],), content.kind)), None


def _append_left(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    if not arguments.positional:
        return None
    return joined_lists(ListObject((arguments.positional[0],), content.kind), content), None


def _extend(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    more = collect(machine, arguments.get(0, "iterable"), span, content.kind)
    return joined_lists(content, more), None


def _insert(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    place, item = arguments.get(0, "index"), arguments.get(1, "object")
    if isinstance(content.items, Unknown) or not isinstance(place, int):
        if place == 0:
            return _append_left(machine, content, CallArguments([item]), span)
        reason = content.items if isinstance(content.items, Unknown) else Unknown("where an item is put is not known")
        count = count_of_items(content) + 1
        return ListObject(reason, content.kind, (), join_items(each_of(content), item), count), None
    changed = list(content.items)
    changed.insert(place, item)
    return replace(content, items=tuple(changed)), None


def _pop(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    place = arguments.get(0, "index", -1)
    if isinstance(content.items, Unknown):
        machine.risk()
        head = content.head[1:] if place == 0 else content.head[:-1] if place == -1 else ()
        value = content.head[0] if place == 0 and content.head else each_of(content)
        shorter = replace(content, head=head, count=content.count - 1)
        return shorter, content.items if value is NOTHING else value
    if not isinstance(place, int):
        reason = Unknown("which item is taken out is not known", span.line)
        return ListObject(reason, content.kind, (), each_of(content), count_of_items(content) - 1), reason
    if not -len(content.items) <= place < len(content.items):
        return content, fail(machine, IndexError, "there is no such item to take out", span)
    changed = list(content.items)
    value = changed.pop(place)
    return replace(content, items=tuple(changed)), value


def _pop_left(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    return _pop(machine, content, CallArguments([0]), span)


def _remove(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    place = _place_of(machine, content, arguments.get(0, "value"))
    if isinstance(place, int) and not isinstance(content.items, Unknown):
        return replace(content, items=content.items[:place] + content.items[place + 1 :]), None
    if place is None:
        return content, fail(machine, ValueError, "the item to remove is not there", span)
    machine.risk()
    reason = place if isinstance(place, Unknown) else Unknown("which item is removed is not known")
    return ListObject(reason, content.kind, (), each_of(content)), None


def _clear(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    return ListObject((), content.kind), None


def _reverse(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    if isinstance(content.items, Unknown):
        return replace(content, head=()), None
    return replace(content, items=content.items[::-1]), None


def _copy(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    return content, machine.heap.new(replace(content))


def _place_of(machine: Machine, content: ListObject, value: Value) -> int | Unknown | None:
    """Where the first item equal to a value stands; None where there is none."""
    if isinstance(content.items, Unknown):
        return content.items
    for position, item in enumerate(content.items):
        equal = True if item is value else compare(machine, "==", item, value)
        if equal is True:
            return position
        if equal is not False:
            return equal if isinstance(equal, Unknown) else Unknown("which item is equal is not known")
    return None


def _index(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    if len(arguments.positional) != 1:
        return None
    place = _place_of(machine, content, arguments.get(0, "value"))
    return content, fail(machine, ValueError, "the value is not in the list", span) if place is None else place


def _count(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    if isinstance(content.items, Unknown):
        return content, content.items
    results = [compare(machine, "==", item, arguments.get(0, "value")) for item in content.items]
    unknown = next((result for result in results if isinstance(result, Unknown)), None)
    return content, unknown or results.count(True)


def _sort(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> Outcome:
    return sort_items(machine, content, arguments, span), None


def sort_items(machine: Machine, content: ListObject, arguments: CallArguments, span: Span) -> ListObject:
    """The items of a list in order, as `sorted(items, key=..., reverse=...)` gives them."""
    descending, key = arguments.keywords.get("reverse", False), arguments.keywords.get("key")
    descending = truth(machine, descending)
    items = content.items
    if isinstance(items, Unknown):
        return replace(content, head=())
    keys = [item if key is None else machine.call(key, CallArguments([item]), span) for item in items]
    known = [_sort_key(machine, each) for each in keys]
    if isinstance(descending, bool) and NOTHING not in known:
        try:
            order = sorted(range(len(items)), key=known.__getitem__, reverse=descending)
        except TypeError as error:
            fail(machine, TypeError, str(error), span)
        else:
            return replace(content, items=tuple(items[index] for index in order))
    # the items stay the same, whatever their order
    return replace(content, items=(join_all(items),) * len(items))


# what Python itself compares: constants, tuples and lists of them; it raises where two have no order
SortKey: TypeAlias = Any


def _sort_key(machine: Machine, value: Value) -> SortKey:
    if isinstance(value, tuple):
        parts = tuple(_sort_key(machine, item) for item in value)
        return NOTHING if NOTHING in parts else parts
    if is_scalar(value):
        return value
    key = key_of(machine, value)
    if is_scalar(key) and key is not NOTHING:
        return key
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject) and isinstance(content.items, tuple) and content.kind == "list":
        parts = tuple(_sort_key(machine, item) for item in content.items)
        return NOTHING if NOTHING in parts else list(parts)
    return NOTHING


_METHODS: dict[str, Callable[[Machine, ListObject, CallArguments, Span], Outcome]] = {
    "append": _append, "appendleft": _append_left, "extend": _extend, "insert": _insert, "pop": _pop,
    "popleft": _pop_left, "remove": _remove, "clear": _clear, "reverse": _reverse, "copy": _copy, "index": _index,
    "count": _count, "sort": _sort, "__copy__": _copy,
}  # fmt: skip


def _of_set(machine: Machine, content: ListObject, name: str, arguments: CallArguments, span: Span) -> Outcome:
    if name in {"add", "discard"}:
        item = ListObject((arguments.get(0, "item"),), content.kind)
        if name == "add":
            return as_set(machine, joined_lists(content, item)), None
        kept = _combined(machine, "-", content, item, span)
        return (kept, None) if kept is not None else None
    symbol = _OF_SETS.get(name) or _CHANGING_SETS.get(name)
    if symbol is not None:
        result = content
        for other in arguments.positional:
            combined = _combined(machine, symbol, result, as_set(machine, collect(machine, other, span)), span)
            if combined is None:
                return None
            result = combined
        return (result, None) if name in _CHANGING_SETS else (content, machine.heap.new(replace(result)))
    if name in {"issubset", "issuperset"} and arguments.positional:
        refs = (
            machine.heap.new(content),
            machine.heap.new(as_set(machine, collect(machine, arguments.positional[0], span))),
        )
        return content, compare(machine, "<=" if name == "issubset" else ">=", *refs)
    if name == "pop":
        return _pop_from_set(content, span)
    return None


def _pop_from_set(content: ListObject, span: Span) -> Outcome:
    """Which item of a set is taken out is not known, but of one."""
    if isinstance(content.items, tuple) and len(content.items) == 1:
        return replace(content, items=()), content.items[0]
    reason = Unknown("which item of the set is taken out is not known", span.line)
    value = each_of(content)
    return ListObject(reason, content.kind, (), value), reason if value is NOTHING else value


def _combined(machine: Machine, symbol: str, left: ListObject, right: ListObject, span: Span) -> ListObject | None:
    result = binary(machine, symbol, machine.heap.new(left), machine.heap.new(right), span)
    content = machine.heap[result] if isinstance(result, Ref) else None
    return content if isinstance(content, ListObject) else None


def call_iterator_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of an iterator or generator."""
    content = machine.heap[ref]
    assert isinstance(content, IteratorObject)
    if name == "__next__":
        value = take_next(machine, ref)
        return fail(machine, StopIteration, "the iterator is at its end", span) if value is NOTHING else value
    if name == "close":
        machine.heap[ref] = IteratorObject(())
        return None
    if name == "__iter__":
        return ref
    reason = Unknown(f"what `.{name}` makes a generator do is not followed", span.line)
    machine.heap[ref] = IteratorObject((), reason)
    return reason
