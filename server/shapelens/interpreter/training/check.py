"""The way in: one call of `fit`, `evaluate` or `predict` on a model, checked from the data to the labels."""

from __future__ import annotations

from shapelens.interpreter.domain.analysis import Related, RelatedKind
from shapelens.interpreter.domain.objects import FunctionalObject, InstanceObject, SequentialObject
from shapelens.interpreter.domain.training_problems import SampleCounts
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import Call, Fed, argument_span, batch_size, samples_of
from shapelens.interpreter.training.compiled import Compiled
from shapelens.interpreter.training.ids import check_ids
from shapelens.interpreter.training.inputs import Feeding, fed_inputs, outputs_on, unbatched
from shapelens.interpreter.training.labels import check_labels
from shapelens.interpreter.training.misuse import misuse
from shapelens.shapes.unknown import Unknown

_LABELLED = ("fit", "evaluate", "train_on_batch", "test_on_batch")


def takes_call(machine: Machine, ref: Ref, method: str, call: Call) -> bool:
    """Whether Keras takes a call before it looks at shapes; what it refuses is reported."""
    if machine.trained.get(ref) is False:
        return True
    fault = misuse(machine, ref, method, call)
    if fault is None and not call.own.step:
        fault = unbatched(machine, ref, method, call)
    if fault is None or machine.takes_still(fault[0]):
        return True
    problem, place = fault
    related = () if place == call.span else (Related(RelatedKind.RAISED_IN, call.span, method),)
    machine.report(problem, place, related=related, site=call.span)
    if machine.surely_runs:
        machine.trained[ref] = False
    return False


def check_training(machine: Machine, ref: Ref, method: str, call: Call) -> bool:
    """Report what will not fit in one call; whether it fits, as far as it is known."""
    if machine.trained.get(ref) is False:
        # what is wrong with it is told: once that is repaired, the rest can be seen
        return True
    arguments = call.arguments
    feeding = Feeding(machine, ref, method, _argument(machine, call, 0, "x"), call.span)
    labels = _argument(machine, call, 1, "y")
    if call.own.step:
        fits = _same_counts(feeding, labels)
    else:
        fits = _check_pair(feeding, labels, arguments, own_loss=call.own.loss)
    if fits and method == "fit" and not call.own.validation:
        fits = _check_validation(feeding, call)
    if machine.surely_runs:
        machine.trained[ref] = fits
    return fits


def _argument(machine: Machine, call: Call, position: int, keyword: str) -> Fed:
    value = plain_tensors(machine, call.arguments.get(position, keyword))
    return Fed(value, argument_span(call.arguments, position, keyword, call.span), call.streamed)


def _check_pair(feeding: Feeding, labels: Fed, arguments: CallArguments, *, own_loss: bool) -> bool:
    """Check the data, and the labels of a call that has them; whether they fit, as far as it is known."""
    machine, data = feeding.machine, feeding.data
    outputs = outputs_on(feeding)
    if isinstance(outputs, Unknown) and outputs.follows_a_fault:
        return False
    if not check_ids(feeding, *fed_inputs(feeding)):
        return False
    if feeding.method not in _LABELLED or not any(True for _ in tensor_values(labels.value)):
        return True
    if not _same_counts(feeding, labels):
        return False
    model = machine.heap[feeding.ref]
    assert isinstance(model, (SequentialObject, FunctionalObject, InstanceObject))
    if own_loss or not isinstance(model.compiled, Compiled) or isinstance(outputs, Unknown):
        return True
    batch = batch_size(feeding.method, arguments, data.value)
    return check_labels(feeding, model.compiled, labels, outputs, batch)


def _same_counts(feeding: Feeding, labels: Fed) -> bool:
    """Whether data and labels hold as many samples, as far as it is known."""
    left, right = samples_of(feeding.data.value), samples_of(labels.value)
    if left is None or right is None or left == right:
        return True
    related = () if labels.span == feeding.call else (feeding.raised,)
    feeding.machine.report(SampleCounts(feeding.source, left, right), labels.span, related=related)
    return False


def _known(call: Call) -> bool:
    """Whether the labels of a call are known by their shape."""
    labels = list(tensor_values(call.arguments.get(1, "y")))
    return bool(labels) and all(isinstance(each.tensor.shape, tuple) for each in labels)


def _check_validation(training: Feeding, call: Call) -> bool:
    """`validation_data=(x, y)`: a wrong shape there raises as well, after the first epoch."""
    arguments = call.arguments
    given: Value = plain_tensors(training.machine, arguments.keywords.get("validation_data"))
    if not isinstance(given, tuple) or len(given) not in (2, 3) or not isinstance(given[0], (TensorValue, tuple, dict)):
        return True
    place = arguments.keyword_spans["validation_data"]
    places = arguments.element_spans.get("validation_data", (place,) * len(given))
    data = Fed(given[0], places[0], call.validation_streamed)
    feeding = Feeding(training.machine, training.ref, "fit", data, training.call, "validation_data", _known(call))
    # validation takes batches of the size of training unless it is told another
    size = arguments.keywords.get("validation_batch_size", arguments.get(2, "batch_size"))
    keywords: dict[str, Value] = {} if size is None else {"batch_size": size}
    labels, arguments = Fed(given[1], places[1]), CallArguments([given[0], given[1]], keywords)
    return _check_pair(feeding, labels, arguments, own_loss=call.own.loss)
