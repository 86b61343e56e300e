"""Faults that show only in the program around the layers: facts only, as `layers.problems`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias, Union

from shapelens.environments.versions import KERAS_3, Version
from shapelens.interpreter.domain.training_problems import TrainingProblem
from shapelens.layers.framework.problems import Problem
from shapelens.layers.legacy.names import GoneName
from shapelens.layers.legacy.translate import Change
from shapelens.shapes.tensors import Dims
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class InputMismatch:
    """A model is called on a tensor that it does not take: another rank, or another size on `axis`."""

    expected: Dims
    found: Dims
    axis: int | None
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class WrongInputCount:
    """A model takes `expected` tensors and is given `found`."""

    expected: int
    found: int
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a layer, made at `span`, or an operation refuses while a model is evaluated on other inputs."""

    layer: str
    problem: Problem
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Refusals:
    """What is refused while a model is evaluated on other inputs, which began on a path of the program (`began`)."""

    began: tuple[int, int]
    found: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class InnerRefusal:
    """A model takes `found` by the sizes that it declares, and its `layer` refuses what comes of it (`problem`).

    `method` is what gives the data, empty where the model is called.
    """

    method: str
    declared: tuple[Dims, ...]
    found: tuple[Dims, ...]
    layer: str
    problem: Problem
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class DisconnectedGraph:
    """`Model(inputs, outputs)`: an output depends on a tensor that is not among the inputs."""

    missing: str
    argument: str | None = "outputs"


@dataclass(frozen=True, slots=True)
class NotATensor:
    """A layer or model is given something that is no tensor (`found` in words)."""

    found: str
    argument: str | None = None


# how something needs numbers
Use: TypeAlias = Literal[
    "function", "operator", "sign", "truth", "length", "number", "items", "assignment", "key", "slice", "loss",
    "metric", "merge",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SymbolicTensor:
    """What needs numbers is given a KerasTensor, which stands for numbers that are not there yet.

    `used` says in which way, `name` by which function, operator or class; `today` is the operation of Keras 3 that does
    the same of symbols, where there is one.
    """

    used: Use
    name: str
    today: str = ""
    argument: str | None = None

    @property
    def since(self) -> Version | None:
        """Keras 2 makes a layer of what is called on its symbols."""
        return KERAS_3


@dataclass(frozen=True, slots=True)
class TensorAttribute:
    """An attribute that arrays have or TensorFlow's tensors, and that this tensor has not: one of Keras (`symbolic`),
    or one of TensorFlow in the `call` of a layer; `today` is the operation that does the same."""

    name: str
    symbolic: bool
    today: str = ""
    argument: str | None = None

    @property
    def since(self) -> Version | None:
        """The symbols of Keras 2 are tensors of TensorFlow in most ways."""
        return KERAS_3 if self.symbolic else None


@dataclass(frozen=True, slots=True)
class WeightMismatch:
    """A layer or model has weights of the shapes `expected`, and is given arrays of the shapes `found`."""

    expected: tuple[Dims, ...]
    found: tuple[Dims, ...]
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedByKeras:
    """A function of Keras, followed in its source, raises; `words` are its own."""

    words: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class LegacyArgument:
    """Arguments spelled as before Keras 3, which rejects them.

    `today` is what to write for them now, `advice` what is left to do for those that are gone. `changes` say the same
    of the call itself; `same` that the program then means what it meant.
    """

    arguments: tuple[str, ...]
    today: tuple[str, ...]
    advice: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    same: bool = True
    since: ClassVar[Version] = KERAS_3


@dataclass(frozen=True, slots=True)
class LegacyName:
    """A layer, function or method that Keras 3 does not have.

    `today` has taken its place, if anything has, with `arguments` where those are written in another way too; `advice`
    says what is left to do.
    """

    name: str
    today: str
    arguments: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    same: bool = True
    # what stands before and behind the call then
    around: tuple[str, str] = ("", "")
    since: ClassVar[Version] = KERAS_3


@dataclass(frozen=True, slots=True)
class GoneNames:
    """Dotted paths, as they are written, that Keras 3 does not export, with what has become of each.

    They are those of one import statement (`imported`), or one that is read from a module.
    """

    names: tuple[tuple[str, GoneName], ...]
    imported: bool
    since: ClassVar[Version] = KERAS_3

    @property
    def raises(self) -> tuple[type[BaseException], ...]:
        """What Python raises."""
        return (ImportError,) if self.imported else (AttributeError,)


@dataclass(frozen=True, slots=True)
class GoneMember:
    """An attribute or method of an object of a class that Keras 3 does not have; `written` is what means the same, with
    the object for `{0}`."""

    owner: str
    name: str
    written: str
    since: ClassVar[Version] = KERAS_3


@dataclass(frozen=True, slots=True)
class FileEnding:
    """A file that Keras is to write (by `method`) under a path without the ending that it asks for."""

    method: str
    path: str
    ending: str
    argument: str | None = None
    since: ClassVar[Version] = KERAS_3


@dataclass(frozen=True, slots=True)
class DeclaredInput:
    """The first layer of a Sequential declares the input of the model by these arguments."""

    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IgnoredDecay:
    """`SGD(decay=...)`: Keras 3 warns, and trains without it."""

    argument: str | None = "decay"


@dataclass(frozen=True, slots=True)
class AnnotationMismatch:
    """The program declares another shape for a name or a parameter (`# shape: ...`) than what is given to it has."""

    declared: Dims
    found: Dims


@dataclass(frozen=True, slots=True)
class PositionalStride:
    """`Conv2D(32, 3, 3)`: the third argument is the stride, and reads like the other side of the kernel."""

    kernel_size: int
    argument: str | None = "strides"


ProgramProblem: TypeAlias = Union[
    InputMismatch,
    WrongInputCount,
    InnerRefusal,
    DisconnectedGraph,
    NotATensor,
    SymbolicTensor,
    TensorAttribute,
    WeightMismatch,
    RefusedByKeras,
    LegacyArgument,
    LegacyName,
    GoneNames,
    GoneMember,
    FileEnding,
    DeclaredInput,
    IgnoredDecay,
    AnnotationMismatch,
    PositionalStride,
    TrainingProblem,
]

# what is only spelled otherwise: what is known of the program holds
SPELLINGS = (LegacyArgument, LegacyName, GoneNames, GoneMember, FileEnding)


def refused_since(problem: Problem | ProgramProblem) -> Version | None:
    """The version from which on Keras refuses what a problem says; None where every version does."""
    since: Version | None = getattr(problem, "since", None)
    return since
