"""Two versions of one state: what both agree on stays, what they disagree on becomes unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shapelens.interpreter.data.labels import joined
from shapelens.interpreter.heap import (
    Alike,
    ClassObject,
    DictObject,
    FrameObject,
    HeapObject,
    InstanceObject,
    LayerObject,
    ListObject,
    Scope,
    SequentialObject,
)
from shapelens.interpreter.values import TensorValue, Value
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

DIFFERS = "it depends on a condition that is not known"


def join_objects(left: HeapObject, right: HeapObject) -> HeapObject:
    """What two versions of one object have in common."""
    if left == right:
        return left
    if isinstance(left, Scope) and isinstance(right, Scope):
        return replace(left, names=_join_names(left.names, right.names))
    if isinstance(left, ListObject) and isinstance(right, ListObject):
        return _join_lists(left, right)
    if isinstance(left, DictObject) and isinstance(right, DictObject):
        return DictObject(_join_mappings(left.items, right.items))
    if isinstance(left, (InstanceObject, ClassObject)) and isinstance(right, (InstanceObject, ClassObject)):
        return replace(left, attributes=_join_names(left.attributes, right.attributes))
    if isinstance(left, FrameObject) and isinstance(right, FrameObject):
        columns = {name: column for name, column in left.columns.items() if right.columns.get(name) == column}
        same = left.columns.keys() == right.columns.keys() == columns.keys()
        rows = left.rows if left.rows == right.rows else Unknown(DIFFERS)
        return replace(left, columns=columns, rows=rows, complete=same and left.complete and right.complete)
    if isinstance(left, SequentialObject):
        return replace(left, broken=Unknown(f"its layers are not known: {DIFFERS}"), output=None)
    if isinstance(left, LayerObject) and isinstance(right, LayerObject):
        # built on one path only: what either knows about its weights holds if it is called at all
        return left if left.built is not None and right.built is None else right
    return left


def _join_names(left: Mapping[str, Value], right: Mapping[str, Value]) -> dict[str, Value]:
    missing = Unknown("it is not defined on every path")
    names = dict.fromkeys((*left, *right))
    return {name: join_values(left.get(name, missing), right.get(name, missing)) for name in names}


def _join_lists(left: ListObject, right: ListObject) -> ListObject:
    """A list of both lengths where they differ, whose items may still be alike."""
    if isinstance(left.items, tuple) and isinstance(right.items, tuple) and len(left.items) == len(right.items):
        items = tuple(join_values(a, b) for a, b in zip(left.items, right.items, strict=True))
        return replace(left, items=items, alike=None)
    unknown = Unknown(f"its length is not known: {DIFFERS}")
    parts = [part for part in (alike_items(left), alike_items(right)) if part is not None]
    empty = [side for side in (left, right) if side.items == ()]
    if len(parts) + len(empty) < 2 or not parts:
        return replace(left, items=unknown, alike=None)
    each = parts[0].each if len(parts) == 1 else common_item(parts[0].each, parts[1].each)
    counts = {part.count for part in parts}
    count = counts.pop() if len(counts) == 1 and not empty else unknown
    return replace(left, items=unknown, alike=None if each is None else Alike(each, count))


def alike_items(content: ListObject) -> Alike | None:
    """What the items of a list have in common, if they are arrays or numbers of one shape."""
    if content.alike is not None:
        return content.alike
    if isinstance(content.items, Unknown) or not content.items:
        return None
    each = common_of(content.items)
    return None if each is None else Alike(each, len(content.items))


def common_of(values: Sequence[Value]) -> Value | None:
    """Any of several values that are alike; None where they are not."""
    each = as_item(values[0])
    for value in values[1:]:
        if each is None:
            return None
        each = common_item(each, as_item(value))
    return each


def common_item(left: Value | None, right: Value | None) -> Value | None:
    """Either of two values that are alike: arrays of one shape, numbers of one kind, tuples of such."""
    if left is None or right is None or type(left) is not type(right):
        return None
    if isinstance(left, tuple):
        parts = tuple(common_item(a, b) for a, b in zip(left, right, strict=False))
        return parts if len(left) == len(right) and all(part is not None for part in parts) else None
    if isinstance(left, dict):
        items = {name: common_item(value, right.get(name)) for name, value in left.items()}
        return items if left.keys() == right.keys() and all(item is not None for item in items.values()) else None
    if not isinstance(left, TensorValue):
        return left if left == right else None
    return left if left == right else _join_tensors(left, right) if left.tensor == right.tensor else None


def as_item(value: Value) -> Value | None:
    """A value as an item that others can be like; a number of Python stands for any of its kind."""
    if isinstance(value, TensorValue):
        return replace(value, items=None)
    if isinstance(value, tuple):
        parts = tuple(as_item(part) for part in value)
        return None if any(part is None for part in parts) else parts
    if isinstance(value, dict):
        items = {name: as_item(item) for name, item in value.items()}
        return None if any(item is None for item in items.values()) else items
    kind = _NUMBERS.get(type(value))
    return None if kind is None else TensorValue(Tensor((), kind), is_array=True)


_NUMBERS = {bool: "bool", int: "int64", float: "float64", str: "string"}


def _join_mappings(
    left: Mapping[Value, Value] | Unknown, right: Mapping[Value, Value] | Unknown
) -> Mapping[Value, Value] | Unknown:
    if isinstance(left, Unknown) or isinstance(right, Unknown) or left.keys() != right.keys():
        return Unknown(f"its keys are not known: {DIFFERS}")
    return {key: join_values(left[key], right[key]) for key in left}


def join_values(left: Value, right: Value) -> Value:
    """What two values have in common; tensors keep the sizes on which they agree."""
    if left is right:
        return left
    if type(left) is type(right):
        if isinstance(left, TensorValue):
            return left if left == right else _join_tensors(left, right)
        if isinstance(left, tuple) and len(left) == len(right):
            return tuple(join_values(a, b) for a, b in zip(left, right, strict=True))
        if isinstance(left, dict) and left.keys() == right.keys():
            return {name: join_values(item, right[name]) for name, item in left.items()}
        if left == right:
            return left
    return Unknown(DIFFERS)


def _join_tensors(left: TensorValue, right: TensorValue) -> TensorValue:
    """The tensor of both; its history is that of the first, its numbers and their meaning where both agree."""
    shape: Value = Unknown(DIFFERS)
    mine, theirs = left.tensor.shape, right.tensor.shape
    if mine == theirs:
        shape = mine
    elif not isinstance(mine, Unknown) and not isinstance(theirs, Unknown) and len(mine) == len(theirs):
        shape = tuple(a if a == b else Unknown(DIFFERS) for a, b in zip(mine, theirs, strict=True))
    dtype = left.tensor.dtype if left.tensor.dtype == right.tensor.dtype else Unknown(DIFFERS)
    return replace(
        left,
        tensor=replace(left.tensor, shape=shape, dtype=dtype),
        items=left.items if left.items == right.items else None,
        is_array=left.is_array and right.is_array,
        labels=joined([left.labels, right.labels]),
    )
