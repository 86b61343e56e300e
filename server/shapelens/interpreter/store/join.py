"""What two paths of a program have in common: what both agree on stays, what they disagree on becomes unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import islice
from types import EllipsisType

from shapelens.interpreter.domain.labels import either
from shapelens.interpreter.domain.objects import DictObject, ListObject
from shapelens.interpreter.domain.steps import JoinStep
from shapelens.interpreter.domain.structures import histories_of
from shapelens.interpreter.domain.values import (
    NOTHING,
    AnyOf,
    BoundMethod,
    Descriptor,
    ExceptionValue,
    Field,
    Function,
    LibraryInstance,
    Method,
    Module,
    Named,
    Namespace,
    Node,
    NoValue,
    OneOf,
    Partial,
    Ref,
    ShapeEnd,
    SliceValue,
    Sometimes,
    Stream,
    SuperValue,
    TensorValue,
    Value,
    forget_alternatives,
)
from shapelens.layers.framework.ranks import join_tensors as common_tensor
from shapelens.layers.operations.framework.values import ShapeValue
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.never import never
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown

# more alternatives than this are not followed
ALTERNATIVES = 4
# so many are looked through for one that is there already
_HISTORIES = 32
DIFFERS = "it depends on a condition that is not known"
_PLAIN = (int, float, complex, str, bytes, Polynomial)
# values of two paths are one where they are equal
_WHOLE = (
    bool, int, float, complex, str, bytes, EllipsisType, range, Polynomial, Ref, Named, Function, Method, BoundMethod,
    Partial, Module, Descriptor, Namespace, SuperValue, Sometimes, SliceValue, LibraryInstance, ExceptionValue, Stream,
    Field, ShapeValue, NoValue,
)  # fmt: skip
_COVERED = (*_PLAIN, type(None))


def join_values(left: Value, right: Value, most: int = ALTERNATIVES) -> Value:
    """What two values have in common: tensors keep the sizes on which they agree, objects are one of two.

    More than `most` alternatives are not followed.
    """
    if left is right or right is NOTHING:
        return left
    if left is NOTHING:
        return right
    merged = _merged(left, right, most)
    return _one_of(left, right, most) if merged is NOTHING else merged


def _merged(left: Value, right: Value, most: int) -> Value:
    """One value for two of a kind; `NOTHING` where they are two alternatives."""
    if left is right:
        return left
    if type(left) is not type(right) or isinstance(left, Unknown):
        return NOTHING
    if isinstance(left, TensorValue):
        return join_tensor_values(left, right, most) if isinstance(right, TensorValue) else NOTHING
    if isinstance(left, tuple):
        return join_each(left, right, most) if isinstance(right, tuple) and len(left) == len(right) else NOTHING
    if isinstance(left, dict):
        if not isinstance(right, dict) or list(left) != list(right):
            return NOTHING
        entries = {name: join_values(item, right[name], most) for name, item in left.items()}
        return left if all(item is left[name] for name, item in entries.items()) else entries
    if isinstance(left, Stream) and isinstance(right, Stream) and left.made != right.made:
        return _merged(replace(left, made=None), replace(right, made=None), most)
    if isinstance(left, _WHOLE) or left is None:
        return left if left == right else NOTHING
    raise never(left)


def join_each(left: tuple[Value, ...], right: tuple[Value, ...], most: int = ALTERNATIVES) -> tuple[Value, ...]:
    """What as many values have in common, one by one; the left ones themselves where nothing differs."""
    items = tuple(join_values(a, b, most) for a, b in zip(left, right, strict=True))
    return left if all(a is b for a, b in zip(items, left, strict=True)) else items


def _join_any(left: Unknown, right: Unknown) -> AnyOf:
    """One of many objects, of which both may be."""
    mine, other = (each.refs if isinstance(each, AnyOf) else () for each in (left, right))
    refs = tuple(dict.fromkeys((*mine, *other)))
    return left if isinstance(left, AnyOf) and refs == left.refs else AnyOf(left.reason, left.line, refs)


def _join_shape_ends(left: Unknown, right: Unknown) -> Value:
    """What two unknowns have in common, of which each may be the shape of a tensor of unknown rank."""
    if isinstance(left, AnyOf) or isinstance(right, AnyOf):
        return _join_any(left, right)
    if not isinstance(left, ShapeEnd) or not isinstance(right, ShapeEnd) or not (left.sizes and right.sizes):
        return forget_alternatives(left)
    shared = min(len(left.sizes), len(right.sizes))
    sizes = tuple(join_values(a, b) for a, b in zip(left.sizes[-shared:], right.sizes[-shared:], strict=True))
    return left if sizes == left.sizes else replace(left, sizes=sizes)


def _one_of(left: Value, right: Value, most: int) -> Value:
    """One of two values; simply unknown where nothing could be done with either."""
    found: list[Value] = list(left.values) if isinstance(left, OneOf) else [left]
    for value in right.values if isinstance(right, OneOf) else (right,):
        _add(found, value, most)
    reason = next((value for value in found if isinstance(value, Unknown)), None)
    if reason is None and sum(isinstance(value, _PLAIN) for value in found) > 1:
        reason = Unknown(DIFFERS)
        found.append(reason)
    if isinstance(reason, ShapeEnd) and (len(found) > most or any(isinstance(value, _COVERED) for value in found)):
        # it says something, and stands for no other
        found[found.index(reason)] = reason = Unknown(reason.reason, reason.line)
    if reason is not None:
        # what is not known may also be None, or any number
        found = [value for value in found if not isinstance(value, _COVERED)]
    if len(found) > most:
        reason = reason or Unknown(DIFFERS)
        found = [*_kept(found, most), reason]
    if len(found) == 1:
        return found[0]
    if isinstance(left, OneOf) and list(map(id, found)) == list(map(id, left.values)):
        return left
    said = reason or Unknown(DIFFERS)
    return OneOf(said.reason, said.line, tuple(found))


def _kept(found: Sequence[Value], most: int) -> list[Value]:
    """Those of too many alternatives that are followed: objects first, since what is done may be done to them."""
    known = [value for value in found if not isinstance(value, Unknown)]
    objects: list[Value] = []
    objects += [value for value in known if isinstance(value, Ref)][: ALTERNATIVES - 1]
    others: list[Value] = [value for value in known if not isinstance(value, Ref)]
    return objects + others[: max(0, most - 1 - len(objects))]


def _add(found: list[Value], value: Value, most: int) -> None:
    """Add an alternative, if it is not there; two of a kind are one, and so are reasons."""
    for position, other in enumerate(found):
        if isinstance(other, Unknown) and isinstance(value, Unknown):
            found[position] = _join_shape_ends(other, value)
            return
        merged = _merged(other, value, most)
        if merged is not NOTHING:
            found[position] = merged
            return
    found.append(value)


def join_all(values: Iterable[Value]) -> Value:
    """What all of some values have in common; `NOTHING` of none."""
    none: Value = NOTHING
    return reduce(join_values, values, none)


def join_all_items(items: Iterable[Value]) -> Value:
    """What all of some items have in common, of different numbers their kind; `NOTHING` of none."""
    none: Value = NOTHING
    return reduce(join_items, items, none)


def join_items(left: Value, right: Value, most: int = ALTERNATIVES) -> Value:
    """What two items of a list have in common; of different numbers, their kind."""
    joined = join_values(left, right, most)
    if not isinstance(joined, Unknown):
        return joined
    mine, theirs = as_item(left), as_item(right)
    return join_values(left if mine is None else mine, right if theirs is None else theirs, most)


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
    if isinstance(left, tuple) and isinstance(right, tuple):
        parts = tuple(common_item(a, b) for a, b in zip(left, right, strict=False))
        return parts if len(left) == len(right) and all(part is not None for part in parts) else None
    if isinstance(left, dict) and isinstance(right, dict):
        items = {name: common_item(value, right.get(name)) for name, value in left.items()}
        return items if left.keys() == right.keys() and all(item is not None for item in items.values()) else None
    if not isinstance(left, TensorValue) or not isinstance(right, TensorValue):
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


def join_tensor_values(left: TensorValue, right: TensorValue, most: int = ALTERNATIVES) -> TensorValue:
    """The tensor of both, its numbers and their meaning where both agree; with two histories it has either.

    Where one alternative is the `most`, a history of several gets no more of them: else a loop would never settle.
    """
    if left == right:
        return left
    node, index = left.node, left.index
    settled = most == 1 and node is not None and node.is_join
    if (node is not right.node or index != right.index) and not settled and not _is_among(right, left):
        node, index = Node(None, (left, right), step=JoinStep(), is_join=True), 0
    joined = TensorValue(
        join_tensors(left.tensor, right.tensor),
        node,
        index,
        left.items if left.items == right.items else None,
        left.is_array and right.is_array,
        either(left.labels, right.labels),
        left.made if left.made == right.made else None,
        left.variable if left.variable == right.variable else None,
        left.sized and right.sized,
    )
    return left if joined == left else joined


def _is_among(right: TensorValue, left: TensorValue) -> bool:
    """Whether every history of one tensor is one of another; of very many it is not looked for."""
    mine, theirs = (list(islice(histories_of(value), _HISTORIES)) for value in (left, right))
    known = {(id(value.node), value.index) for value in mine}
    return len(theirs) < _HISTORIES and all((id(value.node), value.index) in known for value in theirs)


def join_structures(left: Structure, right: Structure) -> Structure:
    """What two structures have in common."""
    if left == right:
        return left
    if isinstance(left, Tensor) and isinstance(right, Tensor):
        return join_tensors(left, right)
    if isinstance(left, tuple) and isinstance(right, tuple) and len(left) == len(right):
        return tuple(map(join_structures, left, right))
    if isinstance(left, NamedTensors) and isinstance(right, NamedTensors):
        names = [name for name, _ in left.items]
        if names == [name for name, _ in right.items]:
            joined = (join_structures(a, b) for (_, a), (_, b) in zip(left.items, right.items, strict=True))
            return NamedTensors(tuple(zip(names, joined, strict=True)))
    return next((each for each in (left, right) if isinstance(each, Unknown)), Unknown(DIFFERS))


def join_sizes(left: Size, right: Size) -> Size:
    """What two sizes have in common."""
    joined = join_values(left, right)
    return joined if isinstance(joined, (int, Polynomial, Unknown)) else Unknown(DIFFERS)


def _join_dtypes(left: str | Unknown, right: str | Unknown) -> str | Unknown:
    joined = join_values(left, right)
    return joined if isinstance(joined, (str, Unknown)) else Unknown(DIFFERS)


def join_tensors(left: Tensor, right: Tensor) -> Tensor:
    """The sizes and the dtype on which two tensors agree."""
    reason = next((each.shape for each in (left, right) if isinstance(each.shape, Unknown)), Unknown(DIFFERS))
    common = common_tensor(left, right, reason, lambda a, b, _: join_sizes(a, b))
    joined = Tensor(common.shape, _join_dtypes(left.dtype, right.dtype), common.last)
    return left if joined == left else joined


def head_of(content: ListObject) -> tuple[Value, ...]:
    """The items with which a list certainly begins."""
    return content.head if isinstance(content.items, Unknown) else content.items


def each_of(content: ListObject) -> Value:
    """What all items of a list have in common; `NOTHING` where it is empty."""
    return content.each if isinstance(content.items, Unknown) else join_all_items(content.items)


def count_of_items(content: ListObject) -> Size:
    """How many items a list has."""
    return content.count if isinstance(content.items, Unknown) else len(content.items)


def each_value(content: DictObject) -> Value:
    """What all values of a dict have in common; `NOTHING` where it is empty."""
    return content.each if isinstance(content.items, Unknown) else join_all_items(content.items.values())


def certain_items(content: DictObject) -> Mapping[Value, Value]:
    """The items that a dict certainly has."""
    return content.some if isinstance(content.items, Unknown) else content.items
