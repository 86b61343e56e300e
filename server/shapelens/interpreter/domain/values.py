"""The values of abstract evaluation.

Python's own ints, floats, strings, bools, None and tuples stand for themselves. Everything that a program can change
(lists, dicts, layers, models, scopes) lives in the `heap` and is held by a `Ref`, so that every alias sees a change and
a fork of the state is a copy of one dict. What is not known is `Unknown`, with its reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from shapelens.interpreter.domain.labels import Labels
from shapelens.layers.framework.result import Weight, Window
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

if TYPE_CHECKING:
    from shapelens.interpreter.domain.steps import Step

Value: TypeAlias = Any

# no value at all: what the items of an empty list have in common
NOTHING = object()


@dataclass(frozen=True, slots=True)
class Ref:
    """The address of an object in the heap."""

    address: int


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One step of a Keras graph: `operation` (a layer or model in the heap) on `inputs` (tensors, tuples, dicts).

    A step that is no layer (`x + y`) says in `step` how its outputs follow from other inputs. `window` is what an
    element of its output sees of the model's input, where that is known. With `alternatives` its inputs are what two
    paths of the program give, of which one runs. `symbolic`: its outputs come from an `Input`, and are KerasTensors.
    """

    operation: Ref | None
    inputs: Value
    is_input: bool = False
    step: Step | None = None
    window: Window | None = None
    alternatives: bool = False
    symbolic: bool = field(init=False)

    def __post_init__(self) -> None:
        given = [value.node is not None and value.node.symbolic for value in tensor_values(self.inputs)] or [False]
        object.__setattr__(self, "symbolic", self.is_input or (all if self.alternatives else any)(given))


@dataclass(frozen=True, slots=True)
class TensorValue:
    """A tensor in the program: output number `index` of `node`, where Keras knows its history.

    `items` are the numbers of a small array that is known whole. `is_array`: it is an array of numpy; `labels` say what
    its numbers mean, `made` where it got shape or meaning; `variable` is the weight that a `keras.Variable` is.
    """

    tensor: Tensor
    node: Node | None = None
    index: int = 0
    items: tuple[Value, ...] | None = None
    is_array: bool = False
    labels: Labels | None = None
    made: Span | None = None
    variable: Weight | None = None


def histories_of(value: TensorValue) -> Iterator[TensorValue]:
    """The tensors of which a value is one of, each with one history; itself where it has but one."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if each.node is None or not each.node.alternatives:
            yield each
        elif id(each.node) not in seen:
            seen.add(id(each.node))
            waiting += reversed(each.node.inputs)


@dataclass(frozen=True, slots=True)
class Named:
    """A dotted name of a library: a module, class or function that is known by name, not by its source."""

    path: str


@dataclass(frozen=True, slots=True)
class Module:
    """A module: the scope of its names, its dotted name and package, and its file (None for the analysed text)."""

    scope: Ref
    name: str
    package: str
    file: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function of the program: its definition, where it was defined, and the values of its defaults; `owner` is the
    class whose method it is."""

    name: str
    parameters: low.Parameters
    body: low.Block | low.Expression
    module: Module
    scope: Ref
    offset: int
    defaults: Mapping[str, Value]
    definition: low.FunctionDefinition | None = None
    owner: Ref | None = None

    @property
    def place(self) -> Span | None:
        """Where the name of one stands that the file itself defines: no other has this place."""
        if self.definition is None or self.module.file is not None:
            return None
        return self.definition.name_span.shifted(self.offset)


@dataclass(frozen=True, slots=True)
class BoundMethod:
    """A method by name, of a value that has it built in (`model.add`, `items.append`)."""

    receiver: Value
    name: str


@dataclass(frozen=True, slots=True)
class Method:
    """A function of a class, bound to an instance (or to the class, for a class method)."""

    receiver: Value
    function: Function


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A function in a class body behind `@property`, `@staticmethod` or `@classmethod`; `setter` is a property's."""

    kind: str
    function: Function
    setter: Function | None = None


@dataclass(frozen=True, slots=True)
class Namespace:
    """`vars(x)`, `x.__dict__`, `globals()`: the names that an instance, a class or a scope holds, as a dict."""

    owner: Ref


@dataclass(frozen=True, slots=True)
class SuperValue:
    """`super()` of `receiver`: attributes are looked for in the classes after `after`."""

    receiver: Ref
    after: Ref


@dataclass(frozen=True, slots=True, eq=False)
class Partial:
    """`functools.partial(function, *positional, **keywords)`."""

    function: Value
    positional: tuple[Value, ...]
    keywords: Mapping[str, Value]


@dataclass(frozen=True, slots=True, eq=False)
class LibraryInstance:
    """An object of a library, known by its class and what that was given (`keras.losses.Huber(delta=2.0)`)."""

    path: str
    arguments: CallArguments


@dataclass(frozen=True, slots=True, eq=False)
class OneOf(Unknown):
    """One of several values, depending on a condition that is not known: two lists, a layer or None, ...

    What is done to it is done to each of them. To what knows nothing of this it is unknown.
    """

    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class ShapeEnd(Unknown):
    """The shape of a tensor of unknown rank: the sizes of its last axes, as many as there are at least.

    To what knows nothing of this it is unknown.
    """

    sizes: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf(Unknown):
    """One of many lists or dicts: what is done to it may be done to any of those at `refs`."""

    refs: tuple[Ref, ...] = ()


def renewed(value: Value) -> Value:
    """What is not known, as a value of its own: what is bound anew is not what was bound before."""
    if type(value) is Unknown:
        return Unknown(value.reason, value.line)
    return copy(value) if isinstance(value, Unknown) else value


def forget_alternatives(value: Value) -> Value:
    """A value that was computed from what is known in part: simply unknown."""
    known_in_part = isinstance(value, Unknown) and type(value) is not Unknown
    return Unknown(value.reason, value.line) if known_in_part else value


@dataclass(frozen=True, slots=True, eq=False)
class ExceptionValue:
    """An exception of Python or a library: its class by name, and what it was made with."""

    kind: Named
    arguments: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Stream:
    """Data that come one element after another, all alike: a `tf.data.Dataset`, what `ImageDataGenerator` gives.

    `element` is any one of them, `count` how many there are, `kind` the class whose methods the stream has; `first` is
    the first where more is known of it (the last batch may be smaller); `made` is the call that gave the stream.
    """

    element: Value
    count: Size
    kind: str
    first: Value = None
    attributes: Mapping[str, Value] = field(default_factory=dict)
    made: Span | None = None


@dataclass(frozen=True, slots=True)
class Sometimes:
    """Among what a generator gives: something that it gives only on some paths."""

    value: Value


@dataclass(frozen=True, slots=True)
class SliceValue:
    lower: Value
    upper: Value
    step: Value


@dataclass(slots=True)
class CallArguments:
    """The evaluated arguments of a call, and where each stands.

    `complete` is false where `*args` or `**kwargs` of unknown content were spread into the call.
    """

    positional: list[Value] = field(default_factory=list)
    keywords: dict[str, Value] = field(default_factory=dict)
    positional_spans: list[Span] = field(default_factory=list)
    keyword_spans: dict[str, Span] = field(default_factory=dict)
    complete: bool = True
    # where the elements of a list that is written in the call stand, by position or keyword
    element_spans: dict[int | str, tuple[Span, ...]] = field(default_factory=dict)

    def get(self, position: int, keyword: str, default: Value = None) -> Value:
        """The argument at `position`, or called `keyword`."""
        if position < len(self.positional):
            return self.positional[position]
        return self.keywords.get(keyword, default)

    def values(self) -> Iterator[Value]:
        yield from self.positional
        yield from self.keywords.values()


def with_receiver(receiver: Value, arguments: CallArguments, span: Span) -> CallArguments:
    """The arguments with the receiver of a method in front."""
    positional, spans = [receiver, *arguments.positional], [span, *arguments.positional_spans]
    return CallArguments(positional, arguments.keywords, spans, arguments.keyword_spans, arguments.complete)


SCALARS = (bool, int, float, complex, str, bytes, type(None), type(...))
KnownScalar: TypeAlias = Union[bool, int, float, complex, str, bytes, None]


def is_scalar(value: Value) -> bool:
    """Whether a value is a plain Python constant."""
    return isinstance(value, SCALARS)


def not_known(name: str, arguments: CallArguments, span: Span) -> Value:
    """The result of a function whose arguments are not known: the first reason among them."""
    unknown = next((value for value in arguments.values() if isinstance(value, Unknown)), None)
    return forget_alternatives(unknown) or Unknown(f"what `{name}` gives is not known here", span.line)


def is_number(value: Value) -> bool:
    """Whether a value is a number that arithmetic can use (a size may be symbolic)."""
    return isinstance(value, (int, float, complex, Polynomial))


def structure_of(value: Value) -> Structure:
    """The structure of tensors in a tuple of values; unknown for anything else."""
    if isinstance(value, TensorValue):
        return value.tensor
    if isinstance(value, tuple):
        return tuple(structure_of(item) for item in value)
    if isinstance(value, dict):
        return NamedTensors(tuple((str(key), structure_of(item)) for key, item in value.items()))
    if isinstance(value, Unknown):
        return value
    return Unknown("this is not a tensor")


def with_history(structure: Structure, node: Node | None) -> Value:
    """The values of a node's outputs: each tensor with its place among them."""
    counter = itertools.count()

    def attach(part: Structure) -> Value:
        if isinstance(part, Tensor):
            return TensorValue(part, node, next(counter))
        if isinstance(part, NamedTensors):
            return {name: attach(item) for name, item in part.items}
        if isinstance(part, tuple):
            return tuple(attach(item) for item in part)
        return TensorValue(Tensor(part, part), node, next(counter))

    return attach(structure)


def without_history(structure: Structure) -> Value:
    """A structure as values that no graph knows."""
    if isinstance(structure, NamedTensors):
        return {name: without_history(item) for name, item in structure.items}
    if isinstance(structure, tuple):
        return tuple(map(without_history, structure))
    return TensorValue(structure) if isinstance(structure, Tensor) else structure


def replace_tensors(value: Value, given: Iterator[Tensor | Unknown]) -> Value:
    """A value of tuples and dicts with its tensors replaced, in order, by those of a rule."""
    if isinstance(value, TensorValue):
        return next(given)
    if isinstance(value, tuple):
        return tuple(replace_tensors(item, given) for item in value)
    if isinstance(value, dict):
        return {name: replace_tensors(item, given) for name, item in value.items()}
    return value


def strip_graph(value: Value) -> Value:
    """A value as a rule takes it: tensors without their history."""
    if isinstance(value, TensorValue):
        return value.tensor
    if isinstance(value, tuple):
        return tuple([strip_graph(item) for item in value])
    if isinstance(value, dict):
        return {name: strip_graph(item) for name, item in value.items()}
    return value


def tensor_values(value: Value) -> Iterator[TensorValue]:
    """The tensors inside a value of tuples and dicts, in order."""
    found: list[TensorValue] = []
    _find_tensors(value, found)
    return iter(found)


def is_of_tensors(value: Value) -> bool:
    """Whether a value of tuples and dicts holds tensors and nothing else, so that it is known how many."""
    if isinstance(value, dict):
        return all(map(is_of_tensors, value.values()))
    return all(map(is_of_tensors, value)) if isinstance(value, tuple) else isinstance(value, TensorValue)


def _find_tensors(value: Value, found: list[TensorValue]) -> None:
    if isinstance(value, TensorValue):
        found.append(value)
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            _find_tensors(item, found)
