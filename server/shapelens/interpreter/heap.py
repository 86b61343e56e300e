"""The heap: everything that a program can change, by address. Objects themselves are never changed, only replaced.

A fork of the state is a copy of one dict, and two forks are joined address by address: what both agree on stays, what
they disagree on becomes unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, Union

from shapelens.interpreter.data.labels import joined
from shapelens.interpreter.pages import Fork, Pages
from shapelens.interpreter.values import Module, Ref, TensorValue, Value
from shapelens.layers.registry import Configured
from shapelens.layers.result import Result, Weight
from shapelens.shapes.tensors import Dims, Structure
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.outline import OutlinedChunk
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of a module or of one call of a function; `stars` are the modules imported with `*`."""

    names: Mapping[str, Value]
    parent: Ref | None = None
    stars: tuple[str, ...] = ()
    declared: Mapping[str, Ref] = field(default_factory=dict)
    # the body of a class: functions defined in it do not see its names
    of_class: bool = False


@dataclass(frozen=True, slots=True)
class ListObject:
    """A list, or a set (`kind`); `items` is unknown where the content is."""

    items: tuple[Value, ...] | Unknown
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class DictObject:
    items: Mapping[Value, Value] | Unknown


@dataclass(frozen=True, slots=True)
class LayerObject:
    """A layer of the program.

    `configured` is unknown where its class or arguments are not understood. `built` is the input shape that fixed its
    weights, `result` what its rule gave then. `places` are the spans of its arguments by parameter name. `input` and
    `output` are the values of its first call.
    """

    name: str
    layer: str
    span: Span
    configured: Configured | Unknown
    places: Mapping[str, Span] = field(default_factory=dict)
    built: Dims | None = None
    result: Result | None = None
    input_shape: Value = None
    trainable: bool = True
    input: Value = None
    output: Value = None


@dataclass(frozen=True, slots=True)
class InputLayerObject:
    """`keras.layers.InputLayer`, and the layer behind `keras.Input`."""

    name: str
    span: Span
    tensor: TensorValue


@dataclass(frozen=True, slots=True)
class SequentialObject:
    """A Sequential model; `input` is None until it is known, `output` the value behind its last layer.

    `broken` says why nothing more can be known about it; `compiled` is what `compile` said last.
    """

    name: str
    span: Span
    layers: tuple[Ref, ...] = ()
    input: TensorValue | None = None
    output: Value = None
    broken: Unknown | None = None
    compiled: Value = None


@dataclass(frozen=True, slots=True)
class FunctionalObject:
    """`Model(inputs, outputs)`: values as given (a tensor, or a tuple or dict of them)."""

    name: str
    span: Span
    inputs: Value
    outputs: Value
    layers: tuple[Ref, ...]
    compiled: Value = None


@dataclass(frozen=True, slots=True)
class ClassObject:
    """A class of the program. `kind` is the machinery it uses (`dataclass`, `enum`, `namedtuple`), `fields` its
    annotated names in order."""

    name: str
    bases: tuple[Value, ...]
    attributes: Mapping[str, Value]
    kind: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstanceObject:
    """An instance of a class of the program (`cls` is None for a bare namespace).

    Where the class derives from a Keras layer or model: `name` is its Keras name, `base` the Keras object that it also
    is (what `super().__init__` made), `weights` are its own, `built` says that it was called, `input` and `output` are
    those of its first call, `shapes` the shapes that it was built with, by the arguments of `build`.
    """

    cls: Ref | None
    span: Span
    attributes: Mapping[str, Value] = field(default_factory=dict)
    name: str = ""
    base: Ref | None = None
    weights: tuple[Weight, ...] = ()
    built: bool = False
    input: Structure | None = None
    output: Structure | None = None
    shapes: Mapping[str, Value] | None = None
    compiled: Value = None


@dataclass(frozen=True, slots=True)
class ModuleObject:
    """A module read as text. `index` says which of its `chunks` bind a name and were not evaluated yet."""

    module: Module
    chunks: tuple[OutlinedChunk, ...]
    index: Mapping[str, tuple[int, ...]]


# what can stand in a Sequential model beside an input layer
LayerLike: TypeAlias = Union[LayerObject, SequentialObject, FunctionalObject, InstanceObject]
HeapObject: TypeAlias = Union[
    Scope,
    ListObject,
    DictObject,
    LayerObject,
    InputLayerObject,
    SequentialObject,
    FunctionalObject,
    ClassObject,
    InstanceObject,
    ModuleObject,
]

DIFFERS = "it depends on a condition that is not known"


# the objects of a heap at a time
Objects: TypeAlias = Fork[HeapObject]


class Heap:
    """Objects by address."""

    def __init__(self) -> None:
        self._objects: Pages[HeapObject] = Pages()

    def new(self, value: HeapObject) -> Ref:
        """Put a new object into the heap."""
        # 0 is the address of nothing
        return Ref(self._objects.append(value) + 1)

    def __getitem__(self, ref: Ref) -> HeapObject:
        return self._objects[ref.address - 1]

    def __setitem__(self, ref: Ref, value: HeapObject) -> None:
        self._objects[ref.address - 1] = value

    def snapshot(self) -> Objects:
        """The state now; objects are immutable, so it costs next to nothing."""
        return self._objects.fork()

    def restore(self, snapshot: Objects) -> None:
        """Go back to (or over to) a state; what was made since stays, for those who still hold its address."""
        self._objects.restore(snapshot)

    def join(self, other: Objects) -> None:
        """Keep what this state and `other` agree on; the rest becomes unknown."""
        self._objects.join(other, join_objects)

    def objects(self) -> list[tuple[Ref, HeapObject]]:
        """All objects with their addresses, oldest first."""
        return [(Ref(address), value) for address, value in enumerate(self._objects, 1)]


def join_objects(left: HeapObject, right: HeapObject) -> HeapObject:
    """What two versions of one object have in common."""
    if left == right:
        return left
    if isinstance(left, Scope) and isinstance(right, Scope):
        return replace(left, names=_join_names(left.names, right.names))
    if isinstance(left, ListObject) and isinstance(right, ListObject):
        return replace(left, items=_join_items(left.items, right.items))
    if isinstance(left, DictObject) and isinstance(right, DictObject):
        return DictObject(_join_mappings(left.items, right.items))
    if isinstance(left, (InstanceObject, ClassObject)) and isinstance(right, (InstanceObject, ClassObject)):
        return replace(left, attributes=_join_names(left.attributes, right.attributes))
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


def _join_items(left: tuple[Value, ...] | Unknown, right: tuple[Value, ...] | Unknown) -> tuple[Value, ...] | Unknown:
    if isinstance(left, Unknown) or isinstance(right, Unknown) or len(left) != len(right):
        return Unknown(f"its length is not known: {DIFFERS}")
    return tuple(join_values(a, b) for a, b in zip(left, right, strict=True))


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
