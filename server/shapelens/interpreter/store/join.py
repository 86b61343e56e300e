"""What two paths of a program have in common: what both agree on stays, what they disagree on becomes unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from shapelens.interpreter.domain.labels import joined
from shapelens.interpreter.domain.objects import (
    NO_COMMON,
    ClassObject,
    DictObject,
    FrameObject,
    FunctionalObject,
    HeapObject,
    InstanceObject,
    IteratorObject,
    LayerObject,
    ListObject,
    Scope,
    SequentialObject,
)
from shapelens.interpreter.domain.values import NOTHING, Node, OneOf, Ref, ShapeEnd, TensorValue, Value, blank
from shapelens.interpreter.store.scope_bindings import Names
from shapelens.layers.framework.ranks import join_tensors as common_tensor
from shapelens.layers.framework.result import Weight
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

# more alternatives than this are not followed
ALTERNATIVES = 4
DIFFERS = "it depends on a condition that is not known"
_PLAIN = (int, float, str, Polynomial)
_COMPILED_ELSEWHERE = Unknown(f"how the model is compiled is not known: {DIFFERS}")
_NOT_ALWAYS = Unknown("it is not defined on every path")
_OPEN_LENGTH = Unknown(f"its length is not known: {DIFFERS}")


def join_values(left: Value, right: Value, most: int = ALTERNATIVES) -> Value:
    """What two values have in common: tensors keep the sizes on which they agree, objects are one of two.

    More than `most` alternatives are not followed.
    """
    if left is right or right is NOTHING:
        return left
    if left is NOTHING:
        return right
    if isinstance(left, ShapeEnd) or isinstance(right, ShapeEnd):
        left, right = _join_shape_ends(left, right), blank(right)
    if type(left) is type(right) and not isinstance(left, Unknown):
        if isinstance(left, TensorValue):
            return _join_tensor_values(left, right)
        if isinstance(left, tuple) and len(left) == len(right):
            return tuple(join_values(a, b, most) for a, b in zip(left, right, strict=True))
        if isinstance(left, dict) and list(left) == list(right):
            return {name: join_values(item, right[name], most) for name, item in left.items()}
        # equal, and not only by a number that counts as another (`(1,) == (True,)`)
        if not isinstance(left, (tuple, dict)) and left == right:
            return left
    return _one_of(left, right, most)


def _join_shape_ends(left: Value, right: Value) -> Value:
    """What the shape of a tensor of unknown rank has in common with another value."""
    shared = min(len(left.sizes), len(right.sizes)) if isinstance(left, ShapeEnd) and isinstance(right, ShapeEnd) else 0
    if not shared:
        return blank(left)
    sizes = tuple(join_values(a, b) for a, b in zip(left.sizes[-shared:], right.sizes[-shared:], strict=True))
    return left if sizes == left.sizes else replace(left, sizes=sizes)


def _one_of(left: Value, right: Value, most: int) -> Value:
    """One of two values; simply unknown where nothing could be done with either."""
    found: list[Value] = list(left.values) if isinstance(left, OneOf) else [left]
    for value in right.values if isinstance(right, OneOf) else (right,):
        _add(found, value)
    if isinstance(left, OneOf) and [id(value) for value in found] == [id(value) for value in left.values]:
        return left
    reasons = [value for value in found if isinstance(value, Unknown)]
    plain = [value for value in found if isinstance(value, _PLAIN)]
    useful = len(found) - len(reasons) - len(plain) - (None in found)
    reason = reasons[0] if reasons else Unknown(DIFFERS)
    if len(found) > most:
        return _one_of_too_many(left, found, reason)
    if len(plain) > 1 or (not useful and (reasons or not plain)):
        return reason
    return OneOf(reason.reason, reason.line, tuple(found))


def _one_of_too_many(left: Value, found: list[Value], reason: Unknown) -> Value:
    """Anything, but perhaps one of the objects that were there first: what is done to it may be done to those."""
    first = left.values if isinstance(left, OneOf) else (left,)
    kept = [value for value in first if isinstance(value, Ref)] or [value for value in found if isinstance(value, Ref)]
    if not kept:
        return reason
    values = (*kept[: ALTERNATIVES - 1], reason)
    if isinstance(left, OneOf) and [id(value) for value in values] == [id(value) for value in left.values]:
        return left
    return OneOf(reason.reason, reason.line, values)


def _add(found: list[Value], value: Value) -> None:
    """Add an alternative, if it is not there; tensors are one, and so are reasons."""
    for position, other in enumerate(found):
        if other is value or (isinstance(other, Unknown) and isinstance(value, Unknown)):
            return
        if type(other) is type(value):
            if isinstance(other, TensorValue):
                found[position] = join_values(other, value)
                return
            if not isinstance(other, (tuple, dict)) and other == value:
                return
    found.append(value)


def join_all(values: Iterable[Value]) -> Value:
    """What all of some values have in common; `NOTHING` of none."""
    return reduce(join_values, values, NOTHING)


def join_items(left: Value, right: Value, most: int = ALTERNATIVES) -> Value:
    """What two items of a list have in common; of different numbers, their kind."""
    joined = join_values(left, right, most)
    if type(joined) is not Unknown:
        return joined
    common = common_item(as_item(left), as_item(right))
    return joined if common is None else common


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
    return join_values(left, right) if left.tensor == right.tensor else None


def as_item(value: Value) -> Value | None:
    """A value as an item that others can be like; a number of Python stands for any of its kind."""
    if isinstance(value, TensorValue):
        return value if value.items is None else replace(value, items=None)
    if isinstance(value, tuple):
        parts = tuple(as_item(part) for part in value)
        return None if any(part is None for part in parts) else parts
    if isinstance(value, dict):
        items = {name: as_item(item) for name, item in value.items()}
        return None if any(item is None for item in items.values()) else items
    kind = _NUMBERS.get(type(value))
    return None if kind is None else TensorValue(Tensor((), kind), is_array=True)


_NUMBERS = {bool: "bool", int: "int64", float: "float64", str: "string"}


def _join_tensor_values(left: TensorValue, right: TensorValue) -> TensorValue:
    """The tensor of both, its numbers and their meaning where both agree; with two histories it has either."""
    if left == right:
        return left
    same = left.node is right.node and left.index == right.index
    node, index = left.node, left.index
    if not same and (left.node is not None or right.node is not None):
        node, index = Node(None, (left, right), replay=_replay, alternatives=True), 0
    return TensorValue(
        join_tensors(left.tensor, right.tensor),
        node,
        index,
        left.items if left.items == right.items else None,
        left.is_array and right.is_array,
        joined([left.labels, right.labels]),
        left.made if left.made == right.made else None,
        left.variable if left.variable == right.variable else None,
    )


def _replay(structure: Structure) -> Structure:
    left, right = structure if isinstance(structure, tuple) and len(structure) == 2 else (None, None)
    both = isinstance(left, Tensor) and isinstance(right, Tensor)
    return join_tensors(left, right) if both else Unknown(DIFFERS)  # type: ignore[arg-type]


def join_tensors(left: Tensor, right: Tensor) -> Tensor:
    """The sizes and the dtype on which two tensors agree."""
    reason = next((each.shape for each in (left, right) if isinstance(each.shape, Unknown)), Unknown(DIFFERS))
    joined = common_tensor(left, right, reason, lambda a, b, _: join_values(a, b))
    return Tensor(joined.shape, join_values(left.dtype, right.dtype), joined.last)


def join_objects(left: HeapObject, right: HeapObject, most: int = ALTERNATIVES) -> HeapObject:
    """What two versions of one object have in common; the very version where that is one of them."""
    if isinstance(left, Scope) and isinstance(right, Scope):
        # a name that one path does not bind cannot be read behind that path
        names = _join_names(left.names, right.names, NOTHING, most)
        return left if names is left.names else replace(left, names=names)
    if isinstance(left, ListObject) and isinstance(right, ListObject):
        return join_lists(left, right, most)
    if isinstance(left, DictObject) and isinstance(right, DictObject):
        return _join_dicts(left, right, most)
    if isinstance(left, IteratorObject) and isinstance(right, IteratorObject):
        return _join_iterators(left, right, most)
    if isinstance(left, (InstanceObject, ClassObject)) and isinstance(right, (InstanceObject, ClassObject)):
        attributes = _join_names(left.attributes, right.attributes, _NOT_ALWAYS, most)
        if isinstance(left, InstanceObject) and isinstance(right, InstanceObject):
            return _join_instances(left, right, attributes)
        return left if attributes is left.attributes else replace(left, attributes=attributes)
    if isinstance(left, FrameObject) and isinstance(right, FrameObject):
        return _join_frames(left, right)
    if isinstance(left, SequentialObject) and isinstance(right, SequentialObject):
        return _join_models(left, right)
    if isinstance(left, FunctionalObject) and isinstance(right, FunctionalObject):
        return left if left.compiled == right.compiled else replace(left, compiled=_COMPILED_ELSEWHERE)
    if isinstance(left, LayerObject) and isinstance(right, LayerObject):
        return _join_layers(left, right)
    return left


def _join_frames(left: FrameObject, right: FrameObject) -> FrameObject:
    columns = {name: column for name, column in left.columns.items() if right.columns.get(name) == column}
    same = left.columns.keys() == right.columns.keys() == columns.keys()
    complete, rows = same and left.complete and right.complete, join_values(left.rows, right.rows)
    unchanged = len(columns) == len(left.columns) and complete == left.complete and rows is left.rows
    return left if unchanged else replace(left, columns=columns, rows=blank(rows), complete=complete)


def _join_names(
    left: Mapping[str, Value], right: Mapping[str, Value], missing: Value, most: int = ALTERNATIVES
) -> Mapping[str, Value]:
    if isinstance(left, Names) and isinstance(right, Names):
        return _join_many_names(left, right, missing, most)
    names = {
        name: join_values(left.get(name, missing), right.get(name, missing), most)
        for name in dict.fromkeys((*left, *right))
    }
    same = len(names) == len(left) and all(names[name] is value for name, value in left.items())
    return left if same else names


def _join_many_names(left: Names, right: Names, missing: Value, most: int) -> Names:
    """The same, of which most are known to be the same without a look at them."""
    names = left
    for name in left.differing(right):
        mine = left.get(name, missing)
        value = join_values(mine, right.get(name, missing), most)
        if value is not mine or name not in left:
            names = names.bind(name, value)
    return names


def join_lists(left: ListObject, right: ListObject, most: int = ALTERNATIVES) -> ListObject:
    """What two lists have in common: their items, or those with which both begin."""
    mine, theirs = left.items, right.items
    if not isinstance(mine, Unknown) and not isinstance(theirs, Unknown) and len(mine) == len(theirs):
        items = join_values(mine, theirs, most)
        return left if all(a is b for a, b in zip(items, mine, strict=True)) else ListObject(items, left.kind)
    head = tuple(join_values(a, b, most) for a, b in zip(_head(left), _head(right), strict=False))
    each = join_items(each_of(left), each_of(right), most)
    count = join_values(count_of_items(left), count_of_items(right))
    same = isinstance(mine, Unknown) and len(head) == len(left.head) and each is left.each and count is left.count
    if same and all(a is b for a, b in zip(head, left.head, strict=True)):
        return left
    return ListObject(mine if isinstance(mine, Unknown) else _OPEN_LENGTH, left.kind, head, each, blank(count))


def _head(content: ListObject) -> tuple[Value, ...]:
    return content.head if isinstance(content.items, Unknown) else content.items


def each_of(content: ListObject) -> Value:
    """What all items of a list have in common; `NOTHING` where it is empty."""
    return content.each if isinstance(content.items, Unknown) else reduce(join_items, content.items, NOTHING)


def count_of_items(content: ListObject) -> Size:
    """How many items a list has."""
    return content.count if isinstance(content.items, Unknown) else len(content.items)


def _join_iterators(left: IteratorObject, right: IteratorObject, most: int = ALTERNATIVES) -> IteratorObject:
    if isinstance(left.more, Unknown) and not left.items:
        return left
    if len(left.items) != len(right.items) or left.more is not right.more or left.taken != right.taken:
        each = reduce(join_items, (*left.items, *right.items), NOTHING)
        each = join_items(join_items(each, left.each), right.each) if left.more or right.more else each
        reason = Unknown(f"how far it has come is not known: {DIFFERS}")
        return IteratorObject((), reason, each=NO_COMMON if each is NOTHING else each)
    items = join_values(left.items, right.items, most)
    same = all(a is b for a, b in zip(items, left.items, strict=True))
    return left if same else replace(left, items=items)


def _join_dicts(left: DictObject, right: DictObject, most: int = ALTERNATIVES) -> DictObject:
    mine, theirs = left.items, right.items
    known = not isinstance(mine, Unknown) and not isinstance(theirs, Unknown)
    if known and list(mine) == list(theirs):  # type: ignore[arg-type]
        items = {key: join_values(item, theirs[key], most) for key, item in mine.items()}  # type: ignore[union-attr,index]
        same = all(item is mine[key] for key, item in items.items())  # type: ignore[index]
        return left if same else replace(left, items=items)
    certain, other = _certain(left), _certain(right)
    some = {key: join_values(item, other[key], most) for key, item in certain.items() if key in other}
    same = isinstance(mine, Unknown) and len(some) == len(left.some)
    if same and all(item is left.some[key] for key, item in some.items()):
        return left
    reason = mine if isinstance(mine, Unknown) else Unknown(f"its keys are not known: {DIFFERS}")
    return replace(left, items=reason, some=some)


def _certain(content: DictObject) -> Mapping[Value, Value]:
    return content.some if isinstance(content.items, Unknown) else content.items


def _join_instances(left: InstanceObject, right: InstanceObject, attributes: Mapping[str, Value]) -> InstanceObject:
    weights = left.weights if left.weights == right.weights else (Weight("weight", (Unknown(DIFFERS),)),)
    joined = (attributes, left.base if left.base == right.base else None, weights, left.built or right.built)
    same = attributes is left.attributes and left.compiled == right.compiled
    if same and joined[1:] == (left.base, left.weights, left.built):
        return left
    first, other = (left, right) if left.output is not None else (right, left)
    return replace(
        left,
        compiled=left.compiled if left.compiled == right.compiled else _COMPILED_ELSEWHERE,
        attributes=attributes,
        base=joined[1],
        weights=weights,
        built=joined[3],
        input=first.input if first.input is not None else other.input,
        output=first.output,
    )


def _join_layers(left: LayerObject, right: LayerObject) -> LayerObject:
    """A layer built on one path only has the weights that it got there if it is called at all, but is not yet built."""
    if (left.built is None) == (right.built is None):
        return left
    built, other = (right, left) if left.built is None else (left, right)
    if other.result is built.result:
        return other
    return replace(built, built=None)


def _join_models(left: SequentialObject, right: SequentialObject) -> SequentialObject:
    if left.compiled != right.compiled:
        left, right = replace(left, compiled=_COMPILED_ELSEWHERE), replace(right, compiled=_COMPILED_ELSEWHERE)
    if left.broken is not None or right.broken is not None:
        return left if left.broken is not None else right
    if left.layers == right.layers:
        # built on one path only: a later call builds it, if the path was not taken
        return left if left.input is None or right.input is not None else right
    reason = Unknown(f"its layers are not known: {DIFFERS}")
    return replace(left, broken=reason, output=reason)
