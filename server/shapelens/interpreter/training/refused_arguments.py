"""Arguments of `fit`, `evaluate` and `predict` beside the data: sizes of batches, numbers of epochs and steps, the
share for validation, the weights of samples."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

from shapelens.interpreter.domain.objects import DictObject, ListObject
from shapelens.interpreter.domain.training_problems import RefusedArgument
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import Call, argument_span, samples_of
from shapelens.interpreter.training.held import PLAIN, held_by_list
from shapelens.shapes.expressions import product
from shapelens.syntax.spans import Span

# keras.src.backend.tensorflow.trainer: where each method takes what
_BATCH_SIZES = {"fit": 2, "evaluate": 2, "predict": 1}
_WHOLE = {
    "fit": (("epochs", 3), ("initial_epoch", 11), ("steps_per_epoch", 12)),
    "evaluate": (("steps", 5),),
    "predict": (("steps", 3),),
}
_SAMPLE_WEIGHTS = {"fit": 10, "evaluate": 4}
_COUNTS_OF_EPOCHS = ("epochs", "initial_epoch")


def refused_argument(machine: Machine, method: str, call: Call) -> tuple[RefusedArgument, Span] | None:
    """The first argument that Keras surely refuses, and where it stands."""
    return next(_refused(machine, method, call), None)


def _refused(machine: Machine, method: str, call: Call) -> Iterator[tuple[RefusedArgument, Span]]:
    raw, arrays = call.raw, not call.streamed and _are_arrays(machine, call.raw.get(0, "x"))
    if arrays and method in _BATCH_SIZES:
        position = _BATCH_SIZES[method]
        found = _not_a_size(machine, raw.get(position, "batch_size"))
        if found is not None:
            yield (
                RefusedArgument(method, _reason(method, raw, found), "batch_size", found),
                argument_span(raw, position, "batch_size", call.span),
            )
    for name, position in _WHOLE.get(method, ()):
        value = raw.get(position, name)
        if isinstance(value, float) and (value or name in _COUNTS_OF_EPOCHS):
            yield (
                RefusedArgument(method, "whole number", name, repr(value)),
                argument_span(raw, position, name, call.span),
            )
    if method == "fit" and arrays and raw.get(7, "validation_data") is None:
        share = raw.get(6, "validation_split", 0.0)
        if _splits_nothing(share, samples_of(plain_tensors(machine, raw.get(0, "x")))):
            problem = RefusedArgument(method, "split", "validation_split", repr(share))
            yield problem, argument_span(raw, 6, "validation_split", call.span)
    if method in _SAMPLE_WEIGHTS:
        position = _SAMPLE_WEIGHTS[method]
        refused = _sample_weight(machine, method, raw.get(position, "sample_weight"), call, arrays=arrays)
        if refused is not None:
            yield refused, argument_span(raw, position, "sample_weight", call.span)


def _reason(
    method: str, raw: CallArguments, found: str
) -> Literal["whole number", "batch_size", "batch_size of predict"]:
    """How it came about that something else stands for `batch_size`."""
    if found[0].isdigit() or found[0] == "-":
        return "whole number"
    by_position = method == "predict" and "batch_size" not in raw.keywords
    return "batch_size of predict" if by_position else "batch_size"


def _are_arrays(machine: Machine, value: Value) -> bool:
    """Whether data are arrays, whatever their shapes, and nothing that gives batches by itself."""
    data = plain_tensors(machine, value)
    items = data.values() if isinstance(data, dict) else data if isinstance(data, tuple) else (data,)
    return bool(items) and all(isinstance(item, TensorValue) for item in items)


def _not_a_size(machine: Machine, value: Value) -> str | None:
    """What stands where a number of samples is wanted, in words; None where it may be one."""
    if isinstance(value, float) and value:
        return repr(value)
    if isinstance(value, str) and value:
        return "a string"
    if isinstance(value, TensorValue) and isinstance(value.tensor.shape, tuple):
        count = product(value.tensor.shape)
        return "an array" if isinstance(count, int) and count > 1 else None
    content = machine.heap[value] if isinstance(value, Ref) else value
    if isinstance(content, ListObject):
        content = content.items
    if isinstance(content, tuple) and content:
        return "a list or tuple"
    return "a dict" if isinstance(content, DictObject) and content.items and isinstance(content.items, dict) else None


def _splits_nothing(share: Value, samples: int | None) -> bool:
    """Whether a share for validation leaves no sample on one of its sides (keras.src.trainers.data_adapters)."""
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not share:
        return False
    return share == 1 if samples is None else math.floor(samples * (1.0 - share)) in (0, samples)


def _sample_weight(machine: Machine, method: str, value: Value, call: Call, *, arrays: bool) -> RefusedArgument | None:
    if value is None:
        return None
    weights = plain_tensors(machine, value)
    known = list(tensor_values(weights))
    if call.streamed:
        return RefusedArgument(method, "weights of stream", "sample_weight") if known else None
    if not arrays:
        return None
    if held_by_list(machine, value) in PLAIN or isinstance(value, (str, int, float)):
        return RefusedArgument(method, "sample_weight list", "sample_weight")
    content = machine.heap[value] if isinstance(value, Ref) else None
    labels = plain_tensors(machine, call.raw.get(1, "y"))
    if isinstance(content, DictObject):
        one = isinstance(labels, TensorValue)
        return RefusedArgument(method, "sample_weight dict", "sample_weight") if one else None
    if isinstance(labels, tuple) and isinstance(weights, tuple) and 1 < len(labels) != len(weights) == len(known):
        return RefusedArgument(method, "sample_weight outputs", "sample_weight", f"{len(weights)} for {len(labels)}")
    return _count_of_weights(machine, method, known, call.raw)


def _count_of_weights(
    machine: Machine, method: str, weights: list[TensorValue], raw: CallArguments
) -> RefusedArgument | None:
    """Weights for another number of samples than there are."""
    samples = samples_of(plain_tensors(machine, raw.get(0, "x")))
    for each in weights:
        count = samples_of(each)
        if samples is not None and count is not None and count != samples:
            return RefusedArgument(method, "sample_weight count", "sample_weight", f"{count} for {samples}")
    return None
