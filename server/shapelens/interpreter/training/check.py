"""The way in: one call of `fit`, `evaluate` or `predict` on a model, checked from the data to the labels."""

from __future__ import annotations

from shapelens.interpreter.analysis import Related
from shapelens.interpreter.heap import FunctionalObject, InstanceObject, SequentialObject
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.training.batches import Fed, argument_span, batch_size, samples_of
from shapelens.interpreter.training.compiled import Compiled
from shapelens.interpreter.training.inputs import Feeding, outputs_on
from shapelens.interpreter.training.labels import check_labels
from shapelens.interpreter.training.problems import SampleCounts
from shapelens.interpreter.unfolding import plain_tensors
from shapelens.interpreter.values import CallArguments, Ref, TensorValue, Value, tensor_values
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Structure
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_LABELLED = ("fit", "evaluate", "train_on_batch", "test_on_batch")


def check_training(machine: Machine, ref: Ref, method: str, arguments: CallArguments, span: Span) -> Structure:
    """Report what will not fit in one call; the outputs of the model on a batch of the data."""
    data = Fed(plain_tensors(machine, arguments.get(0, "x")), argument_span(arguments, 0, "x", span))
    outputs = outputs_on(Feeding(machine, ref, method, data, span))
    if method not in _LABELLED:
        return outputs
    labels = Fed(plain_tensors(machine, arguments.get(1, "y")), argument_span(arguments, 1, "y", span))
    _check_pair(machine, ref, method, data, labels, outputs, batch_size(method, arguments, data.value), span)
    _check_validation(machine, ref, method, arguments, span)
    return outputs


def _check_pair(
    machine: Machine, ref: Ref, method: str, data: Fed, labels: Fed, outputs: Structure, batch: Size, span: Span
) -> None:
    model = machine.heap[ref]
    assert isinstance(model, (SequentialObject, FunctionalObject, InstanceObject))
    if not any(True for _ in tensor_values(labels.value)):
        return
    left, right = samples_of(data.value), samples_of(labels.value)
    if left is not None and right is not None and left != right:
        related = () if labels.span == span else (Related(span, f"Keras raises here, in `{method}`"),)
        machine.report(SampleCounts(method, left, right), labels.span, related=related)
        return
    if isinstance(model.compiled, Compiled) and not isinstance(outputs, Unknown):
        check_labels(machine, ref, model.compiled, method, labels, outputs, batch, span)


def _check_validation(machine: Machine, ref: Ref, method: str, arguments: CallArguments, span: Span) -> None:
    """`validation_data=(x, y)`: a wrong shape there raises as well, after the first epoch."""
    given: Value = plain_tensors(machine, arguments.keywords.get("validation_data"))
    if method != "fit" or not isinstance(given, tuple) or len(given) not in (2, 3):
        return
    place = arguments.keyword_spans["validation_data"]
    if not isinstance(given[0], (TensorValue, tuple, dict)):
        return
    data, labels = Fed(given[0], place), Fed(given[1], place)
    outputs = outputs_on(Feeding(machine, ref, "evaluate", data, span))
    batch = batch_size("evaluate", CallArguments([given[0]]), given[0])
    _check_pair(machine, ref, method, data, labels, outputs, batch, span)
