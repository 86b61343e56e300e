"""The objects of the heap: everything that a program can change. They themselves are never changed, only replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias, Union

from shapelens.interpreter.domain.values import Field, Module, Ref, TensorValue, Value
from shapelens.layers.framework.registry import Configured
from shapelens.layers.framework.result import Result, Weight
from shapelens.shapes.expressions import Size
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import Dims, Structure
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.outline import OutlinedChunk
from shapelens.syntax.spans import Span

# what the items of a list have in common of which nothing is known
NO_COMMON = Unknown("its items are not known")
NO_COUNT = Unknown("its length is not known")


Stars: TypeAlias = tuple["str | frozenset[str]", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The names of a module or of one call of a function.

    `stars` are the modules imported with `*`, in order; a set has those that some paths alone import.
    """

    names: Mapping[str, Value]
    parent: Ref | None = None
    stars: Stars = ()
    declared: Mapping[str, Ref] = field(default_factory=dict)
    # the body of a class: functions defined in it do not see its names
    of_class: bool = False
    # the inside of a comprehension: `:=` in it binds outside
    of_comprehension: bool = False
    # what libraries were told: a name that one path does not bind has the value there that it had
    of_libraries: bool = False

    def with_names(self, names: Mapping[str, Value]) -> Scope:
        """The scope with other names; made for every binding, and `replace` takes three times as long."""
        return Scope(
            names, self.parent, self.stars, self.declared, self.of_class, self.of_comprehension, self.of_libraries
        )


@dataclass(frozen=True, slots=True, eq=False)
class ListObject:
    """A list, or another sequence or set (`kind`); `items` is unknown where the content is.

    Then `head` are the items with which it certainly begins, `each` is what all of its items have in common (`NOTHING`
    for none at all), and `count` is how many there are.
    """

    items: tuple[Value, ...] | Unknown
    kind: str = "list"
    head: tuple[Value, ...] = ()
    each: Value = NO_COMMON
    count: Size = NO_COUNT


@dataclass(frozen=True, slots=True, eq=False)
class DictObject:
    """A dict; where its content is unknown, `some` are items that it certainly has, and `each` is what all of its
    values have in common (`NOTHING` for none at all).

    `factory` makes the missing values of a `defaultdict`.
    """

    items: Mapping[Value, Value] | Unknown
    some: Mapping[Value, Value] = field(default_factory=dict)
    factory: Value = None
    kind: str = "dict"
    each: Value = NO_COMMON


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """`itertools.count(start, step)`."""

    start: int | float
    step: int | float

    def __getitem__(self, taken: int) -> Value:
        return self.start + self.step * taken


@dataclass(frozen=True, slots=True, eq=False)
class Cycle:
    """`itertools.cycle(items)`, of one or more."""

    items: tuple[Value, ...]

    def __getitem__(self, taken: int) -> Value:
        return self.items[taken % len(self.items)]


@dataclass(frozen=True, slots=True, eq=False)
class IteratorObject:
    """An iterator: the `items` still to come; behind them `more[taken]`, `more[taken + 1]`, ... without end, or what is
    not known but for what `each` of them has in common."""

    items: tuple[Value, ...]
    more: Count | Cycle | Unknown | None = None
    taken: int = 0
    each: Value = NO_COMMON

    @property
    def is_endless(self) -> bool:
        return isinstance(self.more, (Count, Cycle))


@dataclass(frozen=True, slots=True, eq=False)
class LayerObject:
    """A layer of the program.

    `configured` is unknown where its class or arguments are not understood. `built` is the input shape that fixed its
    weights (unknown where paths differ in its rank), `result` what its rule gave then. `places` are the spans of its
    arguments by parameter name. `input` and `output` are the values of its first call.
    """

    name: str
    layer: str
    span: Span
    configured: Configured | Unknown
    places: Mapping[str, Span] = field(default_factory=dict)
    built: Dims | Unknown | None = None
    result: Result | None = None
    input_shape: Value = None
    trainable: bool | Unknown = True
    input: Value = None
    output: Value = None

    def called(self, first: tuple[Value, Value], built: Dims | Unknown | None, result: Result | None) -> LayerObject:
        """The layer behind a call: the values of its first call, and what that made of it (`replace` is slow)."""
        made = (self.name, self.layer, self.span, self.configured, self.places)
        return LayerObject(*made, built, result, self.input_shape, self.trainable, *first)


@dataclass(frozen=True, slots=True, eq=False)
class InputLayerObject:
    """`keras.layers.InputLayer`, and the layer behind `keras.Input`."""

    name: str
    span: Span
    tensor: TensorValue


@dataclass(frozen=True, slots=True, eq=False)
class SequentialObject:
    """A Sequential model; `input` is None until it is known, `output` the value behind its last layer. `takes_any` says
    that no input is declared: its first call built it.

    `broken` says why nothing more can be known about it; `compiled` is what `compile` said last.
    """

    name: str
    span: Span
    layers: tuple[Ref, ...] = ()
    input: TensorValue | None = None
    output: Value = None
    broken: Unknown | None = None
    compiled: object = None
    takes_any: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FunctionalObject:
    """`Model(inputs, outputs)`: values as given (a tensor, or a tuple or dict of them)."""

    name: str
    span: Span
    inputs: Value
    outputs: Value
    layers: tuple[Ref, ...]
    compiled: object = None


@dataclass(frozen=True, slots=True, eq=False)
class ClassObject:
    """A class of the program. `kind` is the machinery it uses (`dataclass`, `enum`, `namedtuple`), `fields` are those
    of its generated constructor; `plain` says that the members of an Enum are also the values that they have."""

    name: str
    bases: tuple[Value, ...]
    attributes: Mapping[str, Value]
    kind: str = ""
    fields: tuple[Field, ...] = ()
    plain: bool = False
    metaclass: Value = None


@dataclass(frozen=True, slots=True, eq=False)
class InstanceObject:
    """An instance of a class of the program (`cls` is None for a bare namespace); `container` is the dict or list that
    one of a class deriving from those also is.

    Where the class derives from a Keras layer or model: `name` is its Keras name, `base` the Keras object that it also
    is (what `super().__init__` made), `weights` are its own, `built` says that it was called, `input` and `output` are
    those of its first call, `called` the same as values, `ends` what its `call` gave then, with the history inside,
    `shapes` the shapes that it was built with, by the arguments of `build`.
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
    called: tuple[Value, ...] = ()
    compiled: object = None
    container: Ref | None = None


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


@dataclass(frozen=True, slots=True, eq=False)
class FrameObject:
    """A frame of pandas: its columns by name, each an array without its rows, as far as they are known; `complete` says
    that there are no others."""

    columns: Mapping[Value, TensorValue]
    rows: Size
    complete: bool
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One argument of a command line: its flags (none for a positional one), and how its text becomes a value."""

    flags: tuple[str, ...]
    name: str
    default: Value
    convert: Value = None
    action: str = "store"
    count: Value = None
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ParserObject:
    """An `argparse.ArgumentParser`: its arguments, and what `set_defaults` says."""

    span: Span
    options: tuple[Option, ...] = ()
    defaults: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class ModuleObject:
    """A module read as text. `index` says which of its `chunks` bind a name and were not evaluated yet."""

    module: Module
    chunks: tuple[OutlinedChunk, ...]
    index: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class SavedModelObject:
    """A model as it was when the program saved or described it; from then on it stays as it is."""

    model: Union[SequentialObject, FunctionalObject, InstanceObject, Unknown]


# what can stand in a Sequential model beside an input layer
LayerLike: TypeAlias = Union[LayerObject, SequentialObject, FunctionalObject, InstanceObject]
HeapObject: TypeAlias = Union[
    Scope,
    ListObject,
    DictObject,
    IteratorObject,
    LayerObject,
    InputLayerObject,
    SequentialObject,
    FunctionalObject,
    ClassObject,
    InstanceObject,
    ToolObject,
    FrameObject,
    ParserObject,
    ModuleObject,
    SavedModelObject,
]


def declared_inputs(model: HeapObject) -> Value:
    """The inputs that a Sequential or functional model declares; None of any other object."""
    if isinstance(model, SequentialObject):
        return model.input
    return model.inputs if isinstance(model, FunctionalObject) else None


def by_key(items: Mapping[str, Value]) -> dict[Value, Value]:
    """What has names, as the items of a dict, whose keys may be any values."""
    return dict(items.items())


def names_of(items: Mapping[Value, Value]) -> dict[str, Value]:
    """The items of a dict whose keys are names."""
    return {key: item for key, item in items.items() if isinstance(key, str)}
