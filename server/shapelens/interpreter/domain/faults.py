"""What Keras raises where a call does not fit, and what is then to be reported."""

from __future__ import annotations

from typing import TypeAlias, Union

from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import (
    AnnotationMismatch,
    DeclaredInput,
    FileEnding,
    GoneMember,
    GoneNames,
    IgnoredDecay,
    LegacyArgument,
    LegacyName,
    NotATensor,
    PositionalStride,
    ProgramProblem,
    RefusedByKeras,
    SymbolicTensor,
    TensorAttribute,
)
from shapelens.interpreter.domain.training_problems import (
    ClassWeightKeys,
    DataCount,
    IdRange,
    LabelRange,
    ListData,
    MissingLabels,
    OneSampleAdjusted,
    RefusedArgument,
    SilentBroadcast,
    SoftmaxOfOne,
)
from shapelens.interpreter.domain.values import ExceptionValue, Named
from shapelens.layers.framework.problems import (
    AttentionMismatch,
    InvalidArgument,
    MissingArgument,
    Problem,
    RankMismatch,
    StateMismatch,
    TooManyArguments,
    UnknownArgument,
    WrongInputs,
)
from shapelens.shapes.frozen import dataclass

Kinds: TypeAlias = tuple[type[BaseException], ...]
AnyProblem: TypeAlias = Union[Problem, ProgramProblem]


@dataclass(frozen=True, slots=True, eq=False)
class Fault(ExceptionValue):
    """The exception of a call that does not fit: most likely the first of `kinds`, perhaps another of them.

    `finding` is what is reported where nothing catches it; None on a path that may not run.
    """

    kinds: Kinds = (ValueError,)
    finding: Finding | None = None


class OperationError(RuntimeError):
    """Stands for `tf.errors.InvalidArgumentError`, which an operation raises that runs at once."""


_SHAPES: Kinds = (ValueError, OperationError)
# what shows only in the numbers
_AT_RUN: Kinds = (OperationError, ValueError)
_ARGUMENTS: Kinds = (ValueError, TypeError, OperationError, AttributeError, ArithmeticError, LookupError, ImportError)
_KINDS: dict[type, Kinds] = {
    # a function of Python says so; a layer that takes `**kwargs` looks through them itself
    UnknownArgument: (TypeError, ValueError),
    MissingArgument: (TypeError, ValueError),
    TooManyArguments: (TypeError, ValueError),
    **dict.fromkeys(
        (
            InvalidArgument, WrongInputs, NotATensor, RefusedByKeras, LegacyArgument, LegacyName, ListData, DataCount,
            MissingLabels, RefusedArgument,
        ),
        _ARGUMENTS,
    ),
    # a scalar has no axis that a merging layer could move
    RankMismatch: (*_SHAPES, IndexError),
    # the truth and the length of a symbol are a TypeError, going through it is a NotImplementedError
    SymbolicTensor: (ValueError, TypeError, NotImplementedError, AttributeError),
    TensorAttribute: (AttributeError,),
    **dict.fromkeys((IdRange, LabelRange, StateMismatch, AttentionMismatch), _AT_RUN),
    GoneMember: (AttributeError,),
    FileEnding: (ValueError,),
    # Keras runs these
    **dict.fromkeys((DeclaredInput, IgnoredDecay, AnnotationMismatch), ()),
    **dict.fromkeys((PositionalStride, SilentBroadcast, SoftmaxOfOne, OneSampleAdjusted, ClassWeightKeys), ()),
}  # fmt: skip


def raised_for(problem: AnyProblem) -> Kinds:
    """What Keras may raise for a problem, the likeliest first; nothing for what it runs."""
    return problem.raises if isinstance(problem, GoneNames) else _KINDS.get(type(problem), _SHAPES)


def fault(problem: AnyProblem, finding: Finding | None) -> Fault:
    """The exception of a problem."""
    return Fault(Named("keras.fault"), (), raised_for(problem), finding)
