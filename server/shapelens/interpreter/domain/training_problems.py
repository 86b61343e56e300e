"""Faults between data, model and labels: facts only, as `layers.problems`.

Shapes are those of one batch, batch axis first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, Union

from shapelens.environments.versions import KERAS_3, Version
from shapelens.shapes.tensors import Dims


@dataclass(frozen=True, slots=True)
class DataMismatch:
    """The data given to `method` do not fit the model: another rank (`axis` is None), or another size on `axis`.

    `declared` is what the model's input says; `layer` is the inner layer that refuses, where the model itself does not.
    """

    method: str
    declared: Dims
    found: Dims
    axis: int | None
    layer: str = ""
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class MissingBatchAxis:
    """One sample is given to `method` where a batch of samples is wanted."""

    method: str
    declared: Dims
    found: Dims
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class DataCount:
    """The model has `expected` inputs or outputs (`what`), and `method` is given `found` of them."""

    method: str
    what: Literal["input", "output"]
    expected: int
    found: int
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class SampleCounts:
    """Inputs and labels hold different numbers of samples."""

    method: str
    inputs: int
    labels: int
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class LabelEncoding:
    """The labels are class numbers where the loss takes one-hot rows, or the other way round."""

    loss: str
    labels: Dims
    outputs: Dims
    given: Literal["numbers", "one-hot"]
    classes: int | None = None
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class LabelSize:
    """Labels and outputs differ on `axis`: `label_size` against `output_size`; `layer` made that axis."""

    loss: str
    labels: Dims
    outputs: Dims
    axis: int
    layer: str = ""
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class LabelRank:
    """The outputs have more axes than the labels, or fewer; `layer` is the last that could have changed it."""

    loss: str
    labels: Dims
    outputs: Dims
    layer: str = ""
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class LabelRange:
    """The labels number `classes` classes, and the outputs have room for fewer."""

    loss: str
    classes: int
    outputs: Dims
    layer: str = ""
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class SilentBroadcast:
    """The loss runs, on labels or outputs that are repeated to fit each other."""

    loss: str
    labels: Dims
    outputs: Dims
    layer: str = ""
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class MetricMismatch:
    """The loss takes the labels; `metric` does not."""

    metric: str
    labels: Dims
    outputs: Dims
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class SoftmaxOfOne:
    """A softmax over one unit: always 1."""

    outputs: Dims
    layer: str = ""
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class NotCompiled:
    """`method` is called on a model that was never compiled."""

    method: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class ListData:
    """A Python list of numbers or strings, or of one array a sample, where `method` takes arrays; `what` is its
    argument."""

    method: str
    what: Literal["x", "y"]
    holds: Literal["numbers", "strings", "arrays"]
    argument: str | None = None

    @property
    def since(self) -> Version | None:
        """Keras 2 makes an array of a list of plain values."""
        return None if self.holds == "arrays" else KERAS_3


@dataclass(frozen=True, slots=True)
class MissingLabels:
    """`method` is given no labels, and the model was compiled with a `loss` that wants some."""

    method: str
    loss: str
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class NameMismatch:
    """A dict names inputs or outputs (`what`) that the model calls otherwise; `source` is what gives the dict."""

    source: str
    what: Literal["input", "output"]
    expected: tuple[str, ...]
    given: tuple[str, ...]
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class Unbatched:
    """A data set or generator that gives `method` one sample after the other, not batches of them."""

    method: str
    declared: Dims | None
    found: Dims
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class IdRange:
    """The ids in the data go up to `highest`, and an Embedding has `rows` for them."""

    method: str
    highest: int
    rows: int
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedArgument:
    """An argument of `compile` or `fit` that Keras does not take, by what is wrong with it (`reason`); its name, and
    what it got, where the reason does not say it."""

    method: str
    reason: Literal[
        "metrics",
        "loss_weights",
        "labels of stream",
        "split of stream",
        "class_weight",
        "outputs",
        "weights",
        "maps",
        "metrics of outputs",
        "batch_size",
        "batch_size of predict",
        "whole number",
        "split",
        "weights of stream",
        "sample_weight list",
        "sample_weight dict",
        "sample_weight outputs",
        "sample_weight count",
    ]
    argument: str | None = None
    found: str = ""

    @property
    def since(self) -> Version | None:
        """Keras 2 takes one metric without a list, and metrics behind the loss."""
        return KERAS_3 if self.reason in ("metrics", "loss_weights") else None


@dataclass(frozen=True, slots=True)
class OneSampleAdjusted:
    """One sample is given where a batch is wanted, and Keras makes a batch of it: its first axis counts the samples."""

    method: str
    declared: Dims
    found: Dims
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class ClassWeightKeys:
    """Keys of `class_weight` that are no class: Keras looks classes up by number, and takes 1 for those not found."""

    keys: tuple[str, ...]
    classes: int | None
    argument: str | None = None


TrainingProblem: TypeAlias = Union[
    DataMismatch,
    MissingBatchAxis,
    DataCount,
    SampleCounts,
    LabelEncoding,
    LabelSize,
    LabelRank,
    LabelRange,
    SilentBroadcast,
    MetricMismatch,
    SoftmaxOfOne,
    NotCompiled,
    ListData,
    MissingLabels,
    NameMismatch,
    Unbatched,
    IdRange,
    RefusedArgument,
    OneSampleAdjusted,
    ClassWeightKeys,
]
