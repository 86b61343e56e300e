"""Faults that show only in the program around the layers: facts only, as `layers.problems`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, Union

from shapelens.interpreter.training.problems import TrainingProblem
from shapelens.shapes.tensors import Dims


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
class DisconnectedGraph:
    """`Model(inputs, outputs)`: an output depends on a tensor that is not among the inputs."""

    missing: str
    argument: str | None = "outputs"


@dataclass(frozen=True, slots=True)
class NotATensor:
    """A layer or model is given something that is no tensor (`found` in words)."""

    found: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class LegacyArgument:
    """A Keras 2 spelling that Keras 3 rejects; `today` is what to write now."""

    argument: str
    today: str


ProgramProblem: TypeAlias = Union[
    InputMismatch, WrongInputCount, DisconnectedGraph, NotATensor, LegacyArgument, TrainingProblem
]
