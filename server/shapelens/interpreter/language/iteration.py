"""Going through values: what a loop meets, item by item or all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from shapelens.interpreter.domain.objects import (
    NO_COMMON,
    NO_COUNT,
    Count,
    Cycle,
    DictObject,
    IteratorObject,
    ListObject,
)
from shapelens.interpreter.domain.values import NOTHING, OneOf, Ref, Stream, TensorValue, Value, forget_alternatives
from shapelens.interpreter.language.alternatives import for_each
from shapelens.interpreter.language.container_items import ordered_items
from shapelens.interpreter.language.elements import arrived, count_of, element_of, first_of
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.protocols import call_special, inner_container
from shapelens.interpreter.language.symbols import refuse_items
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.store.join import each_of, join_all, join_values
from shapelens.interpreter.store.join_objects import join_lists
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_NOT_KNOWN = Unknown("the sequence is not known")


@dataclass(slots=True)
class Walk:
    """The items of a loop as they come; behind those that are known, `rest` is what any further one would be
    (`NOTHING` where there is none)."""

    machine: Machine
    value: Value
    rest: Value = NOTHING

    @property
    def known(self) -> Iterator[Value]:
        ref = self.value
        if not isinstance(ref, Ref):
            return self._at_once(None)
        content = self.machine.heap[ref]
        if isinstance(content, IteratorObject):
            return self._of_iterator(ref)
        if isinstance(content, ListObject) and content.kind == "list":
            return self._of_list(ref)
        return self._at_once(content)

    @property
    def any(self) -> Value:
        """What any item is that may still come."""
        content = self.machine.heap[self.value] if isinstance(self.value, Ref) else None
        if isinstance(content, IteratorObject):
            if content.is_endless:
                return _NOT_KNOWN
            item = any_of(self.machine, content.items)
            return item if content.more is None else join_values(item, content.each)
        if isinstance(content, ListObject):
            return content.each if isinstance(content.items, Unknown) else any_of(self.machine, content.items)
        items = ordered_items(self.machine, self.value)
        return self.rest if items is None else any_of(self.machine, items)

    def _of_list(self, ref: Ref) -> Iterator[Value]:
        """A list may grow while a loop goes through it."""
        position = 0
        while True:
            content = self.machine.heap[ref]
            assert isinstance(content, ListObject)
            items = content.head if isinstance(content.items, Unknown) else content.items
            if position >= len(items):
                if isinstance(content.items, Unknown):
                    self.rest = content.items if content.each is NOTHING else content.each
                return
            yield items[position]
            position += 1

    def _of_iterator(self, ref: Ref) -> Iterator[Value]:
        while True:
            value = take_next(self.machine, ref)
            if value is NOTHING:
                return
            content = self.machine.heap[ref]
            if isinstance(value, Unknown) and isinstance(content, IteratorObject) and content.more is value:
                self.rest = value if content.each is NOTHING or content.each is NO_COMMON else content.each
                return
            yield value

    def _at_once(self, content: object) -> Iterator[Value]:
        items = ordered_items(self.machine, self.value)
        element = element_of(self.machine.heap, self.value) if items is None else None
        if items is not None:
            yield from items
        elif element is not None and isinstance(self.value, (Stream, TensorValue)):
            # data are there, so that the loop surely begins; how often it runs after that is not known
            yield arrived(first_of(self.value)) if isinstance(self.value, Stream) else element
            self.rest = arrived(element) if isinstance(self.value, Stream) else element
        elif isinstance(content, ListObject):
            self.rest = content.each
        else:
            self.rest = forget_alternatives(self.value) if isinstance(self.value, Unknown) else _NOT_KNOWN


def any_of(machine: Machine, items: Sequence[Value]) -> Value:
    """What some items have in common; of a range, what its ends have. Of several numbers nothing is known."""
    if isinstance(items, range):
        items = (items[0], items[-1]) if items else ()
    machine.tick(len(items) >> 3)
    return join_all(items)


def take_next(machine: Machine, iterator: Ref) -> Value:
    """The next item of an iterator, which is then gone; `NOTHING` at its end, its `more` where that is not known."""
    content = machine.heap[iterator]
    assert isinstance(content, IteratorObject)
    if content.items:
        machine.heap[iterator] = replace(content, items=content.items[1:])
        return content.items[0]
    if isinstance(content.more, (Count, Cycle)):
        machine.heap[iterator] = replace(content, taken=content.taken + 1)
        return content.more[content.taken]
    return NOTHING if content.more is None else content.more


def walk(machine: Machine, value: Value, span: Span) -> Walk:
    """Go through a value as `for` does."""
    if isinstance(value, OneOf):
        return Walk(machine, machine.heap.new(collect(machine, value, span)))
    refused = refuse_items(machine, value, span)
    if refused is not None:
        value = refused
    if isinstance(value, Unknown):
        machine.risk()
    own = call_special(machine, value, "__iter__", span=span)
    return Walk(machine, inner_container(machine, value) if own is MISSING else own)


def collect(machine: Machine, value: Value, span: Span, kind: str = "list") -> ListObject:
    """All items of a value at once, as a list has them; an iterator is then at its end."""
    if isinstance(value, OneOf):
        contents: list[ListObject] = []
        for_each(machine, value, lambda each: contents.append(collect(machine, each, span, kind)))
        return reduce(join_lists, contents)
    refused = refuse_items(machine, value, span)
    if refused is not None:
        return ListObject(refused, kind)
    if value is None or isinstance(value, (bool, int, float)):
        return ListObject(fail(machine, TypeError, f"{value} has no items", span), kind)
    own = call_special(machine, value, "__iter__", span=span)
    if own is not MISSING and own != value:
        return collect(machine, own, span, kind)
    inner = inner_container(machine, value)
    content = machine.heap[inner] if isinstance(inner, Ref) else None
    if isinstance(content, ListObject) and isinstance(content.items, Unknown):
        return replace(content, kind=kind)
    items = ordered_items(machine, value)
    if items is not None:
        return ListObject(items, kind)
    each = element_of(machine.heap, value)
    if each is not None and isinstance(value, (Stream, TensorValue)):
        count = count_of(machine.heap, value)
        reason = Unknown("it has more items than are followed one by one", span.line)
        each = arrived(each) if isinstance(value, Stream) else each
        return ListObject(reason, kind, (), each, NO_COUNT if count is None else count)
    if isinstance(value, Unknown):
        machine.risk()
        return ListObject(forget_alternatives(value), kind)
    if isinstance(content, IteratorObject):
        reason = content.more if isinstance(content.more, Unknown) else Unknown("it has no end", span.line)
        return ListObject(reason, kind, content.items, content.each)
    if isinstance(content, DictObject) and isinstance(content.items, Unknown):
        return ListObject(content.items, kind)
    return ListObject(Unknown("what it is made from is not known", span.line), kind)


def each_item(machine: Machine, value: Value, span: Span) -> Value:
    """What all items of a value have in common; `NOTHING` where it has none."""
    return each_of(collect(machine, value, span))
