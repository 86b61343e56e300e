"""The heap: everything that a program can change, by address. Objects themselves are never changed, only replaced.

A fork of the state is a copy of one dict, and two forks are joined address by address (`joins`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, Union

from shapelens.interpreter.pages import Fork, Pages
from shapelens.interpreter.values import Module, Ref, TensorValue, Value
from shapelens.layers.registry import Configured
from shapelens.layers.result import Result, Weight
from shapelens.shapes.expressions import Size
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
class Alike:
    """Items that all have one shape: `each` is any of them, `count` how many there are."""

    each: Value
    count: Size


@dataclass(frozen=True, slots=True)
class ListObject:
    """A list, a set, or what a generator gives (`kind`); `items` is unknown where the content is, which may still be
    `alike`."""

    items: tuple[Value, ...] | Unknown
    kind: str = "list"
    alike: Alike | None = None


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
    those of its first call, `ends` what its `call` gave then, with the history inside, `shapes` the shapes that it was
    built with, by the arguments of `build`.
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
    ends: Value = None
    compiled: Value = None


@dataclass(frozen=True, slots=True)
class ToolObject:
    """An object of a library that makes or changes data (a scaler, a tokenizer, a random generator).

    `kind` is its class, whose methods are functions of the library; `settings` are its arguments by name, `learned` is
    what `fit` told it.
    """

    kind: str
    span: Span
    settings: Mapping[str, Value] = field(default_factory=dict)
    learned: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FrameObject:
    """A frame of pandas: its columns by name, each an array without its rows, as far as they are known; `complete` says
    that there are no others."""

    columns: Mapping[Value, TensorValue]
    rows: Size
    complete: bool
    span: Span


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
    ToolObject,
    FrameObject,
    ModuleObject,
]


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

    def join(self, other: Objects, common: Callable[[HeapObject, HeapObject], HeapObject]) -> None:
        """Keep of this state and `other` what two versions of an object have in `common`."""
        self._objects.join(other, common)

    def changes(self, since: Objects) -> Iterator[tuple[Ref, HeapObject, HeapObject]]:
        """The objects that are others now than they were: where they are, as they were, and as they are."""
        return ((Ref(number + 1), old, new) for number, new, old in self._objects.differences(since))

    def objects(self) -> list[tuple[Ref, HeapObject]]:
        """All objects with their addresses, oldest first."""
        return [(Ref(address), value) for address, value in enumerate(self._objects, 1)]
