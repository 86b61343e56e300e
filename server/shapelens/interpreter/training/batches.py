"""What `fit`, `evaluate` and `predict` are given: inputs and labels, and how many samples go into a batch."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shapelens.interpreter.domain.values import CallArguments, TensorValue, Value, tensor_values
from shapelens.interpreter.graph.inputs import BATCH
from shapelens.interpreter.training.own_steps import KERAS_ALONE, OwnSteps
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

DEFAULT_BATCH_SIZE = 32


@dataclass(frozen=True, slots=True)
class Fed:
    """One side of the data: its value, and the argument where it stands; `streamed` where it comes in batches."""

    value: Value
    span: Span
    streamed: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call of `fit` and the like, as it is written (`raw`), and with one batch for what comes in batches; `own` is
    what the model does itself in it."""

    raw: CallArguments
    arguments: CallArguments
    span: Span
    own: OwnSteps = KERAS_ALONE

    @property
    def streamed(self) -> bool:
        """Whether the data come in batches."""
        return self.arguments.get(0, "x") is not self.raw.get(0, "x")

    @property
    def validation_streamed(self) -> bool:
        """Whether the data for validation do."""
        name = "validation_data"
        return self.arguments.keywords.get(name) is not self.raw.keywords.get(name)


def samples_of(value: Value) -> int | None:
    """The number of samples in arrays, where all have the same that is known."""
    counts = set()
    for tensor in tensor_values(value):
        shape = tensor.tensor.shape
        if isinstance(shape, Unknown) or not shape or not isinstance(shape[0], int):
            return None
        counts.add(shape[0])
    return counts.pop() if len(counts) == 1 else None


def batch_size(method: str, arguments: CallArguments, value: Value) -> Size:
    """The samples in the first batch that arrays are cut into; open where it is not known."""
    count = samples_of(value)
    if method.endswith("_on_batch"):
        return BATCH if count is None else count
    split = arguments.keywords.get("validation_split", 0.0) if method == "fit" else 0.0
    # predict(x, batch_size), but fit(x, y, batch_size)
    given = arguments.get(1 if method == "predict" else 2, "batch_size", None)
    size = DEFAULT_BATCH_SIZE if given is None else given
    if count is None or not isinstance(size, int) or not isinstance(split, (int, float)) or not arguments.complete:
        return BATCH
    trained = math.floor(count * (1.0 - split)) if 0 < split < 1 else count
    return min(size, trained)


def in_batches(value: TensorValue, batch: Size) -> Dims | None:
    """The shape of one batch of an array; None where nothing is known of it."""
    shape = value.tensor.shape
    if isinstance(shape, Unknown) or not shape:
        return None
    return (batch, *shape[1:])


def structure_in_batches(data: Structure) -> Structure:
    """Data as the model sees them: any number of samples at a time."""
    if isinstance(data, Tensor) and isinstance(data.shape, tuple) and data.shape:
        return Tensor((BATCH, *data.shape[1:]), data.dtype)
    if isinstance(data, NamedTensors):
        return NamedTensors(tuple((name, structure_in_batches(item)) for name, item in data.items))
    return tuple(structure_in_batches(item) for item in data) if isinstance(data, tuple) else data


def with_batch(structure: Structure, batch: Size) -> Dims | None:
    """The shape of an output for a batch of that size."""
    if not isinstance(structure, Tensor) or isinstance(structure.shape, Unknown) or not structure.shape:
        return None
    return (batch, *structure.shape[1:]) if structure.shape[0] == BATCH else structure.shape


def argument_span(arguments: CallArguments, position: int, keyword: str, span: Span) -> Span:
    """Where an argument stands, or the whole call."""
    if position < len(arguments.positional_spans):
        return arguments.positional_spans[position]
    return arguments.keyword_spans.get(keyword, span)
