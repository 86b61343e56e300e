"""The values of abstract evaluation.

Python's own ints, floats, strings, bools, None and tuples stand for themselves. Everything that a program can change
(lists, dicts, layers, models, scopes) lives in the `heap` and is held by a `Ref`, so that every alias sees a change and
a fork of the state is a copy of one dict. What is not known is `Unknown`, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import field
from enum import Enum
from types import EllipsisType, NoneType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, Union

from shapelens.interpreter.domain.labels import Labels
from shapelens.layers.framework.result import Weight, Window
from shapelens.layers.operations.framework.values import ShapeValue
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

if TYPE_CHECKING:
    from shapelens.interpreter.domain.steps import Step


class NoValue(Enum):
    """What stands where there is no value; none of these is ever bound to a name of the program."""

    NOTHING = "what the items of an empty list have in common"
    ABSENT = "a name or entry that does not exist"
    NOT_KNOWN = "what a function of ours leaves to the rule"


NOTHING: Final = NoValue.NOTHING


@dataclass(frozen=True, slots=True)
class Ref:
    """The address of an object in the heap."""

    address: int


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One step of a Keras graph: `operation` (a layer or model in the heap) on `inputs` (tensors, tuples, dicts).

    A step that is no layer (`x + y`) says in `step` how its outputs follow from other inputs. `window` is what an
    element of its output sees of the model's input, where that is known. With `is_join` its inputs are what two
    paths of the program give, of which one runs. `symbolic`: its outputs come from an `Input`, and are KerasTensors.
    """

    operation: Ref | None
    inputs: Value
    is_input: bool = False
    step: Step | None = None
    window: Window | None = None
    is_join: bool = False
    symbolic: bool = field(init=False)

    def __post_init__(self) -> None:
        given = [value.node is not None and value.node.symbolic for value in tensor_values(self.inputs)] or [False]
        object.__setattr__(self, "symbolic", self.is_input or (all if self.is_join else any)(given))


@dataclass(frozen=True, slots=True)
class TensorValue:
    """A tensor in the program: output number `index` of `node`, where Keras knows its history.

    `items` are the numbers of a small array that is known whole. `is_array`: it is an array of numpy; `labels` say what
    its numbers mean, `made` where it got shape or meaning; `variable` is the weight that a `keras.Variable` is.
    `sized`: it is brought to a height and width that the program chose there.
    """

    tensor: Tensor
    node: Node | None = None
    index: int = 0
    items: tuple[Value, ...] | None = None
    is_array: bool = False
    labels: Labels | None = None
    made: Span | None = None
    variable: Weight | None = None
    sized: bool = False


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
    """A function of the program: its definition, scope and defaults; `owner` is the class whose method it is."""

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
    def is_placed(self) -> bool:
        """Whether it has a name that the file itself defines."""
        return self.definition is not None and self.module.file is None

    @property
    def place(self) -> Span | None:
        """Where that name stands: no other function has this place."""
        definition = None if self.module.file is not None else self.definition
        return None if definition is None else definition.name_span.shifted(self.offset)


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


def forget_alternatives(value: Given) -> Given | Unknown:
    """A value that was computed from what is known in part: simply unknown."""
    if isinstance(value, Unknown) and type(value) is not Unknown:
        return Unknown(value.reason, value.line)
    return value


@dataclass(frozen=True, slots=True, eq=False)
class ExceptionValue:
    """An exception of Python or a library: its class by name, and what it was made with."""

    kind: Named
    arguments: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Stream:
    """Data that come one element after another, all alike: a `tf.data.Dataset`, what `ImageDataGenerator` gives.

    `element` is any one of them, `count` how many there are, `kind` the class whose methods the stream has; `first` is
    the first where more is known of it (the last batch may be smaller); `made` is the call that gave the stream;
    `batched` says whether an element is a batch or one sample, where the calls that made the stream show it.
    """

    element: Value
    count: Size
    kind: str
    first: Value = None
    attributes: Mapping[str, Value] = field(default_factory=dict)
    made: Span | None = None
    batched: bool | None = None


@dataclass(frozen=True, slots=True)
class Sometimes:
    """Among what a generator gives: something that it gives only on some paths."""

    value: Value


@dataclass(frozen=True, slots=True)
class SliceValue:
    lower: Value
    upper: Value
    step: Value


def bounds_of(key: SliceValue) -> tuple[int | None, int | None, int | None] | None:
    """The bounds and the step of a slice; None where one is not known, or where Python refuses the step."""
    lower, upper, step = key.lower, key.upper, key.step
    if isinstance(lower, (int, NoneType)) and isinstance(upper, (int, NoneType)) and isinstance(step, (int, NoneType)):
        return None if step == 0 else (lower, upper, step)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field of a dataclass or named tuple: its default, or what makes one (`NOTHING` and None where it has none).

    `init` says that the constructor takes it, `stored` that instances keep it.
    """

    name: str
    default: Value = NOTHING
    factory: Value = None
    init: bool = True
    keyword_only: bool = False
    stored: bool = True


# Python's own constants, which stand for themselves
Scalar: TypeAlias = Union[bool, int, float, complex, str, bytes, EllipsisType, None]
# what can be called
CallableValue: TypeAlias = Union[Named, Function, Method, BoundMethod, Partial]
# what the machinery of classes and of generators makes, and slices
Machinery: TypeAlias = Union[Module, Descriptor, Namespace, SuperValue, Sometimes, SliceValue, Field]
# what libraries make, beside what lives in the heap
Made: TypeAlias = Union[LibraryInstance, ExceptionValue, Stream, ShapeValue]
# Every kind of value. What decides by the kind ends in `raise never(value)`: a new kind does not type-check until each
# says what becomes of it. The items of tuples and dicts are not typed: over a recursive union mypy takes minutes.
Value: TypeAlias = Union[
    Unknown,
    Ref,
    TensorValue,
    Scalar,
    Polynomial,
    tuple[Any, ...],
    dict[str, Any],
    range,
    CallableValue,
    Machinery,
    Made,
    NoValue,
]
# what a rule takes: tensors without their history and configured layers stand among values; a rule asks for each kind
RuleArgument: TypeAlias = Any
Given = TypeVar("Given")


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


def as_size(value: Value, otherwise: Size) -> Size:
    """A value as a size; what it stands for otherwise."""
    return value if isinstance(value, (int, Polynomial, Unknown)) else otherwise


def dims_of(value: Value, otherwise: Dims) -> Dims:
    """A tuple of sizes as the dimensions that it says; what it stands for otherwise."""
    if not isinstance(value, tuple):
        return otherwise
    sizes = tuple(each for each in value if isinstance(each, (int, Polynomial, Unknown)))
    return sizes if len(sizes) == len(value) else otherwise


def tensor_values(value: Value) -> Iterator[TensorValue]:
    """The tensors inside a value of tuples and dicts, in order."""
    found: list[TensorValue] = []
    _find_tensors(value, found)
    return iter(found)


def _find_tensors(value: Value, found: list[TensorValue]) -> None:
    if isinstance(value, TensorValue):
        found.append(value)
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            _find_tensors(item, found)
