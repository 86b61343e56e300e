"""What a rule finds wrong: facts only, one frozen type per kind of fault.

The words the user reads, the code and the severity belong to `diagnostics/`. `argument` names the layer argument to
blame where there is one; otherwise the layer call as a whole is to blame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, Union

from shapelens.environments.versions import Version
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims


@dataclass(frozen=True, slots=True)
class SizeNotPositive:
    """A convolution, pool or crop leaves nothing: `formula` with its numbers gives `size` <= 0 on `axis`."""

    axis: str
    input_size: Size
    window: Size
    formula: str
    size: int
    input_shape: Dims
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class RankMismatch:
    """The input has `found` axes; the layer takes one of `allowed`, or `at_least` so many.

    `because` says to whom that number is owed, where it is not the layer's own: "as the first input has".
    """

    found: int
    input_shape: Dims
    allowed: tuple[int, ...] = ()
    at_least: int | None = None
    because: str = ""
    argument: str | None = None

    @property
    def nearest(self) -> int:
        """The number of axes that is taken, and nearest to that of the input."""
        allowed = self.allowed or (self.at_least or 0,)
        return min(allowed, key=lambda rank: (abs(rank - self.found), rank))


@dataclass(frozen=True, slots=True)
class AxisMismatch:
    """Axis `axis` of the input has size `found`; weights built before, or an argument, demand `expected`."""

    axis: int
    expected: Size
    found: Size
    input_shape: Dims
    reason: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class UndefinedAxis:
    """The layer needs a number on axis `axis` to make its weights, and the input is open (`None`) there."""

    axis: int
    input_shape: Dims
    purpose: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class NotBroadcastable:
    """Two inputs of a merge differ on an axis where neither is 1."""

    left: Dims
    right: Dims
    left_size: Size
    right_size: Size
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class ConcatenateMismatch:
    """Inputs of a concatenation differ on an axis other than `axis`; on any, where that is `new` (stack)."""

    axis: int
    shapes: tuple[Dims, ...]
    differing_axis: int
    argument: str | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class ReshapeMismatch:
    """The number of elements of the input does not fill the target shape (both without the batch axis)."""

    input_shape: Dims
    target_shape: Dims
    input_count: Size
    target_count: Size
    argument: str | None = "target_shape"


@dataclass(frozen=True, slots=True)
class InvalidArgument:
    """Keras rejects the value of `argument`; `requirement` completes "must be ...".

    `since` is the version from which on it does, where earlier ones took it.
    """

    argument: str
    value: str
    requirement: str
    since: Version | None = None


@dataclass(frozen=True, slots=True)
class UnknownArgument:
    """The layer has no parameter `argument`; `suggestion` is the nearest one that it has.

    `added` is the version of Keras that has it first, where the program is for an earlier one.
    """

    argument: str
    suggestion: str | None
    added: Version | None = None


@dataclass(frozen=True, slots=True)
class MissingArgument:
    """The required parameter `missing` was not given."""

    missing: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class TooManyArguments:
    """More positional arguments than the layer has parameters, or one given twice."""

    given: int
    accepted: int
    twice: str | None = None
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class WrongInputs:
    """The layer is not given the kind of input it takes: one tensor, a list of several, or what `requirement` says."""

    takes: Literal["tensor", "list", "other"]
    requirement: str
    found: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class StateMismatch:
    """The states given to a recurrent layer are not what its cell keeps: `count` states of (batch, `units`)."""

    units: Size
    count: int
    given: int
    state_shape: Dims | None = None
    argument: str | None = "initial_state"


@dataclass(frozen=True, slots=True)
class AttentionMismatch:
    """Queries, values and keys that do not go together: `width` of queries and keys, `positions` of keys and values, or
    their number of `axes`."""

    what: Literal["width", "positions", "axes"]
    query: Dims
    value: Dims
    key: Dims
    argument: str | None = None


Problem: TypeAlias = Union[
    SizeNotPositive,
    RankMismatch,
    AxisMismatch,
    UndefinedAxis,
    NotBroadcastable,
    ConcatenateMismatch,
    ReshapeMismatch,
    InvalidArgument,
    UnknownArgument,
    MissingArgument,
    TooManyArguments,
    WrongInputs,
    StateMismatch,
    AttentionMismatch,
]


class Reject(Exception):
    """Unwinds a rule to `registry.apply`, which turns it into a value; nothing outside `layers/` sees it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
