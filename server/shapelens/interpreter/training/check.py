"""The way in: one call of `fit`, `evaluate` or `predict` on a model, checked from the data to the labels."""

from __future__ import annotations

from shapelens.interpreter.analysis import DOES_NOT_FIT
from shapelens.interpreter.heap import FunctionalObject, InstanceObject, SequentialObject
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.training.batches import Fed, argument_span, batch_size, samples_of
from shapelens.interpreter.training.compiled import Compiled
from shapelens.interpreter.training.inputs import Feeding, outputs_on
from shapelens.interpreter.training.labels import check_labels
from shapelens.interpreter.training.problems import SampleCounts
from shapelens.interpreter.unfolding import plain_tensors
from shapelens.interpreter.values import CallArguments, Ref, TensorValue, Value, tensor_values
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_LABELLED = ("fit", "evaluate", "train_on_batch", "test_on_batch")


def check_training(machine: Machine, ref: Ref, method: str, arguments: CallArguments, span: Span) -> None:
    """Report what will not fit in one call."""
    if machine.trained.get(ref) is False:
        # what is wrong with it is told: once that is repaired, the rest can be seen
        return
    feeding = Feeding(machine, ref, method, _argument(machine, arguments, 0, "x", span), span)
    fits = _check_pair(feeding, _argument(machine, arguments, 1, "y", span), arguments)
    if fits and method == "fit":
        fits = _check_validation(feeding, arguments)
    if machine.surely_runs:
        machine.trained[ref] = fits


def _argument(machine: Machine, arguments: CallArguments, position: int, keyword: str, span: Span) -> Fed:
    value = plain_tensors(machine, arguments.get(position, keyword))
    return Fed(value, argument_span(arguments, position, keyword, span))


def _check_pair(feeding: Feeding, labels: Fed, arguments: CallArguments) -> bool:
    """Check the data, and the labels of a call that has them; whether they fit, as far as it is known."""
    machine, data = feeding.machine, feeding.data
    outputs = outputs_on(feeding)
    if isinstance(outputs, Unknown) and outputs.reason == DOES_NOT_FIT:
        return False
    if feeding.method not in _LABELLED or not any(True for _ in tensor_values(labels.value)):
        return True
    left, right = samples_of(data.value), samples_of(labels.value)
    if left is not None and right is not None and left != right:
        related = () if labels.span == feeding.call else (feeding.raised,)
        machine.report(SampleCounts(feeding.source, left, right), labels.span, related=related)
        return False
    model = machine.heap[feeding.ref]
    assert isinstance(model, (SequentialObject, FunctionalObject, InstanceObject))
    if not isinstance(model.compiled, Compiled) or isinstance(outputs, Unknown):
        return True
    batch = batch_size(feeding.method, arguments, data.value)
    return check_labels(feeding, model.compiled, labels, outputs, batch)


def _check_validation(training: Feeding, arguments: CallArguments) -> bool:
    """`validation_data=(x, y)`: a wrong shape there raises as well, after the first epoch."""
    given: Value = plain_tensors(training.machine, arguments.keywords.get("validation_data"))
    if not isinstance(given, tuple) or len(given) not in (2, 3) or not isinstance(given[0], (TensorValue, tuple, dict)):
        return True
    place = arguments.keyword_spans["validation_data"]
    places = arguments.element_spans.get("validation_data", (place,) * len(given))
    feeding = Feeding(training.machine, training.ref, "fit", Fed(given[0], places[0]), training.call, "validation_data")
    # validation takes batches of the size of training unless it is told another
    size = arguments.keywords.get("validation_batch_size", arguments.get(2, "batch_size"))
    keywords = {} if size is None else {"batch_size": size}
    return _check_pair(feeding, Fed(given[1], places[1]), CallArguments([given[0], given[1]], keywords))
