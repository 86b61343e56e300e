"""One of the things that a value is a sequence of: a row of an array, an element of a stream, an item of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shapelens.interpreter.domain.labels import part_of
from shapelens.interpreter.domain.objects import DictObject, FrameObject, IteratorObject, ListObject
from shapelens.interpreter.domain.values import Ref, Stream, TensorValue, Value
from shapelens.interpreter.store.heap import Heap
from shapelens.interpreter.store.join import as_item
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Tensor, settled
from shapelens.shapes.unknown import Unknown

_OF_ELEMENT = Unknown("it is a number that each element has of its own")
# a stream or array of at most so many elements is unrolled as any sequence is
MAX_UNROLLED = 16


def element_of(heap: Heap, value: Value) -> Value | None:
    """Any element of a sequence whose elements are alike; None where that is not known."""
    if isinstance(value, Stream):
        return value.element
    if isinstance(value, TensorValue):
        if value.node is not None or isinstance(value.tensor.shape, Unknown) or not value.tensor.shape:
            return None
        return without_axis(value)
    content = heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject) and isinstance(content.items, Unknown):
        return as_item(content.each)
    return as_item(content.each) if isinstance(content, IteratorObject) and not content.items else None


def count_of(heap: Heap, value: Value) -> Size | None:
    """How many elements a sequence has whose elements are alike; None where it is no such sequence."""
    if isinstance(value, Stream):
        return value.count
    if isinstance(value, TensorValue):
        return value.tensor.shape[0] if isinstance(value.tensor.shape, tuple) and value.tensor.shape else None
    content = heap[value] if isinstance(value, Ref) else None
    if isinstance(content, FrameObject):
        return content.rows
    alike = isinstance(content, ListObject) and as_item(content.each) is not None
    return content.count if alike and isinstance(content, ListObject) else None


def elements_of(value: Stream | TensorValue) -> tuple[Value, ...] | None:
    """All elements of a short stream or array; None where it is long, or its length not known."""
    if isinstance(value, TensorValue):
        shape = value.tensor.shape
        if value.items is not None or value.node is not None or not isinstance(shape, tuple) or not shape:
            return value.items
        known = isinstance(shape[0], int) and shape[0] <= MAX_UNROLLED
        return (without_axis(value),) * shape[0] if known and isinstance(shape[0], int) else None
    if not isinstance(value.count, int) or not 0 <= value.count <= MAX_UNROLLED:
        return None
    return (arrived(first_of(value)), *(arrived(value.element),) * max(value.count - 1, 0))[: value.count]


def first_of(stream: Stream) -> Value:
    """What `next` gives."""
    return stream.element if stream.first is None else stream.first


def arrived(value: Value) -> Value:
    """An element where the program runs: what is open in a data set is a number there, which is not known."""

    def settle(item: TensorValue) -> TensorValue:
        return replace(item, tensor=settled(item.tensor, _OF_ELEMENT))

    return map_tensors(value, settle)


def handed_over(heap: Heap, value: Value) -> Value:
    """An element as the program gets it: a dict is one of its own, which it may change."""
    if isinstance(value, tuple):
        return tuple(handed_over(heap, item) for item in value)
    if isinstance(value, dict):
        return heap.new(DictObject({name: handed_over(heap, item) for name, item in value.items()}))
    return value


def as_python(value: TensorValue) -> Value:
    """A value that numpy gives: a text or an object of Python where it is no array and no number."""
    if value.tensor.shape != () or not value.is_array:
        return value
    if value.tensor.dtype == "object":
        return Unknown("it is one of the objects in an array")
    return Unknown("it is one of the texts in an array") if value.tensor.dtype == "string" else value


def map_tensors(value: Value, change: Callable[[TensorValue], Value]) -> Value:
    """A value of tuples and dicts with each tensor changed."""
    if isinstance(value, TensorValue):
        return change(value)
    if isinstance(value, tuple):
        return tuple(map_tensors(item, change) for item in value)
    if isinstance(value, dict):
        return {name: map_tensors(item, change) for name, item in value.items()}
    return value


def with_axis(value: Value, size: Size) -> Value:
    """Elements put together along a new first axis of `size`."""

    def widen(item: TensorValue) -> TensorValue:
        shape = item.tensor.shape
        wider = shape if isinstance(shape, Unknown) else (size, *shape)
        return replace(item, tensor=Tensor(wider, item.tensor.dtype), items=None, node=None)

    return map_tensors(value, widen)


def without_axis(value: Value) -> Value:
    """One of the elements along the first axis."""

    def narrow(item: TensorValue) -> Value:
        shape = item.tensor.shape
        if isinstance(shape, tuple) and not shape:
            return Unknown("it has no axis to take apart")
        rest = shape if isinstance(shape, Unknown) else shape[1:]
        labels = None if item.labels is None else part_of(item.labels, rest)
        return as_python(replace(item, tensor=Tensor(rest, item.tensor.dtype), items=None, node=None, labels=labels))

    return map_tensors(value, narrow)
