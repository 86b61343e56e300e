"""How a step of a graph is done again on other inputs: plain data, since a node outlives the machine that made it."""

from __future__ import annotations

from typing import TypeAlias, Union

from shapelens.interpreter.domain.values import CallArguments, Ref, Value
from shapelens.layers.framework.registry import Configured
from shapelens.layers.operations.framework.registry import Operation
from shapelens.shapes.frozen import dataclass
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class LayerStep:
    """A layer whose call takes tensors beside its inputs: `others`, by name."""

    configured: Configured
    others: dict[str, Value]


@dataclass(frozen=True, slots=True)
class OperationStep:
    """An operation (`x + y`, `tf.reshape(x, ...)`) with the arguments of its call."""

    entry: Operation
    positional: tuple[Value, ...]
    keywords: dict[str, Value]
    complete: bool


@dataclass(frozen=True, slots=True)
class InstanceStep:
    """A layer or model of the program's own whose call takes tensors beside its inputs, in `others`."""

    ref: Ref
    others: CallArguments


@dataclass(frozen=True, slots=True)
class FunctionStep:
    """A function of a library, by its path, that calls one of the program (`map_fn`), and its arguments."""

    path: str
    arguments: CallArguments
    span: Span


@dataclass(frozen=True, slots=True)
class JoinStep:
    """What two paths of the program give, of which one runs."""


Step: TypeAlias = Union[LayerStep, OperationStep, InstanceStep, FunctionStep, JoinStep]
