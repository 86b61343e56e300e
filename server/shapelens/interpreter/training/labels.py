"""The outputs of a model against the labels: what its loss and metrics would refuse, or stretch in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shapelens.interpreter.domain.analysis import Related, RelatedKind
from shapelens.interpreter.domain.labels import FOLDERS
from shapelens.interpreter.domain.objects import FunctionalObject, SequentialObject
from shapelens.interpreter.domain.training_problems import (
    DataCount,
    LabelRange,
    LabelSize,
    MetricMismatch,
    NameMismatch,
    RefusedArgument,
    SilentBroadcast,
    SoftmaxOfOne,
    TrainingProblem,
)
from shapelens.interpreter.domain.values import Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.graph.origins import layers_before, results_of
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import Fed, in_batches, with_batch
from shapelens.interpreter.training.causes import (
    deciding_layer,
    is_softmax,
)
from shapelens.interpreter.training.compiled import Compiled, Criterion, all_losses, metrics_of
from shapelens.interpreter.training.custom_losses import faults_of, name_of, record
from shapelens.interpreter.training.inputs import Feeding, may_be
from shapelens.interpreter.training.label_faults import Pair, differ, layer_place, report, report_refused
from shapelens.layers.losses import (
    Stretched,
    Unfit,
    compare_labels,
    takes_class_numbers,
    to_same_rank,
)
from shapelens.layers.metrics import compare_for_metric
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, NamedTensors, Structure, Tensor
from shapelens.syntax.spans import Span


def check_labels(feeding: Feeding, compiled: Compiled, labels: Fed, outputs: Structure, batch: Size) -> bool:
    """Compare every output with its labels; whether they fit, as far as it is known."""
    machine, ref = feeding.machine, feeding.ref
    results = list(outputs) if isinstance(outputs, tuple) else [outputs]
    if isinstance(outputs, NamedTensors):
        results = [item for _, item in outputs.items]
    if not all(isinstance(result, Tensor) for result in results):
        return True
    names = _output_names(machine, ref, outputs)
    misfit = _misfit_of_outputs(feeding, compiled, labels, outputs, names)
    if misfit is not None:
        machine.report(*misfit, related=(feeding.raised,), site=feeding.call)
        return False
    given = _by_output(labels.value, names)
    if given is None:
        return True
    losses = _losses(compiled, len(results), names)
    places: Sequence[int] = range(len(results))
    if len(given) != len(results):
        places = _with_loss(compiled, len(results))
        if len(results) > 1 and _differs_in_number(compiled, len(given)):
            problem = DataCount(feeding.source, "output", len(results), len(given))
            machine.report(problem, labels.span, related=(feeding.raised,))
            return False
        if len(places) != len(given):
            return True
    ends = _ends(machine, ref)
    fits = True
    for position, value in zip(places, given, strict=True):
        loss, result = losses[position], results[position]
        label, output = in_batches(value, batch), with_batch(result, batch)
        if label is None or output is None:
            continue
        made = () if value.made is None else (_label_place(value),)
        end = ends[position] if len(ends) == len(results) else None
        related = (*made, feeding.raised)
        pair = Pair(machine, ref, loss, label, output, value, end, labels.span, related, feeding.blames_labels)
        if _check_loss(pair) if loss.name else loss.function is not None and _check_own_loss(pair):
            fits = False
        elif loss.given:
            name = names[position] if len(names) == len(results) else ""
            _check_metrics(pair, metrics_of(compiled, position, name, len(results)))
    return fits


def _misfit_of_outputs(
    feeding: Feeding, compiled: Compiled, labels: Fed, outputs: Structure, names: list[str]
) -> tuple[TrainingProblem, Span] | None:
    """Labels, losses or metrics by names that are not those of the outputs, or of another number."""
    model = feeding.machine.heap[feeding.ref]
    if isinstance(outputs, NamedTensors) or not isinstance(model, (FunctionalObject, SequentialObject)):
        return None
    count = len(outputs) if isinstance(outputs, tuple) else 1
    if len(names) == count and all(names):
        given: list[tuple[object, str, Span]] = [
            (compiled.losses, "loss", all_losses(compiled)[0].span if all_losses(compiled) else compiled.span)
        ]
        given += [(labels.value, feeding.source, labels.span)] if count > 1 else []
        for value, source, place in given:
            if isinstance(value, Mapping) and _names_another(names, [str(name) for name in value]):
                return NameMismatch(source, "output", tuple(names), tuple(str(name) for name in value)), place
    metrics = compiled.metrics
    if count > 1 and isinstance(metrics, tuple) and metrics and len(metrics) != count:
        return RefusedArgument("compile", "metrics of outputs"), compiled.metrics_span
    return None


def _names_another(names: list[str], given: list[str]) -> bool:
    """Whether outputs surely are not called as they are in a dict."""
    missing = [name for name in names if name not in given]
    return bool(missing) and not any(may_be(name, given) for name in missing)


def _label_place(value: TensorValue) -> Related:
    assert value.made is not None
    return Related(RelatedKind.LABELS_MADE, value.made, shape=value.tensor.shape)


def _output_names(machine: Machine, ref: Ref, outputs: Structure) -> list[str]:
    """The names of the outputs: of a dict its keys, else those of the layers that make them."""
    if isinstance(outputs, NamedTensors):
        return [name for name, _ in outputs.items]
    names = []
    for value in _ends(machine, ref):
        operation = value.node.operation if value.node is not None else None
        names.append(str(getattr(machine.heap[operation], "name", "")) if operation is not None else "")
    return names


def _ends(machine: Machine, ref: Ref) -> list[TensorValue]:
    return list(tensor_values(results_of(machine.heap[ref])))


def _by_output(value: Value, names: list[str]) -> list[TensorValue] | None:
    """The labels in the order of the outputs; None where they are not known."""
    if isinstance(value, dict):
        if not set(names) <= value.keys():
            return None
        value = tuple(value[name] for name in names)
    items = value if isinstance(value, tuple) else (value,)
    return list(items) if items and all(isinstance(item, TensorValue) for item in items) else None


def _losses(compiled: Compiled, count: int, names: list[str]) -> list[Criterion]:
    losses, nothing = compiled.losses, Criterion("", compiled.span)
    if isinstance(losses, Criterion):
        return [losses] * count
    if isinstance(losses, Mapping):
        return [losses.get(name, nothing) for name in names] if len(names) == count else [nothing] * count
    return [*losses, *[nothing] * (count - len(losses))] if len(losses) <= count else [nothing] * count


def _with_loss(compiled: Compiled, count: int) -> list[int]:
    """The outputs that surely have a loss, where the losses are in a list: those that have none need no labels."""
    losses = compiled.losses
    if not isinstance(losses, tuple):
        return []
    return [place for place, loss in enumerate(losses[:count]) if loss.given and loss.is_one]


def _differs_in_number(compiled: Compiled, given: int) -> bool:
    """Whether labels for another number of outputs than there are surely are too few or too many for the losses."""
    losses = compiled.losses
    if isinstance(losses, Mapping):
        return True
    if isinstance(losses, Criterion):
        return losses.given and losses.is_one
    unknown = sum(1 for loss in losses if loss.given and not loss.is_one)
    certain = sum(1 for loss in losses if loss.given) - unknown
    return not certain <= given <= certain + unknown


def _check_loss(pair: Pair) -> bool:
    """Report what the loss refuses or stretches; whether there was anything."""
    outcome = compare_labels(pair.loss.name, _compared(pair), pair.outputs)
    layer = deciding_layer(pair.machine, pair.ref, pair.value)
    if isinstance(outcome, Unfit):
        report_refused(pair, outcome, layer)
    elif isinstance(outcome, Stretched):
        problem = SilentBroadcast(pair.loss.name, *pair.shown, layer.layer if layer else "")
        # an axis too many is one of the labels; otherwise the model gives another width
        surplus = len(pair.labels) > len(pair.outputs)
        report(pair, problem, pair.argument if surplus else layer_place(pair, layer, whole=False))
    elif _one_unit_for_rows(pair):
        # one-hot rows of however many classes: more than one
        assert pair.given.made is not None
        report(pair, LabelSize(pair.loss.name, *pair.shown, len(pair.outputs) - 1), pair.given.made)
    elif _too_many_classes(pair):
        labels = pair.given.labels
        assert labels is not None
        assert isinstance(labels.classes, int)
        problem_of_range = LabelRange(pair.loss.name, labels.classes, pair.shown[1], layer.layer if layer else "")
        report(pair, problem_of_range, layer_place(pair, layer, whole=False))
    else:
        _check_softmax(pair)
        return False
    return True


def _check_own_loss(pair: Pair) -> bool:
    """Report what fails in a loss of the program: labels of another shape than the outputs, or its own lines."""
    faults = faults_of(pair.machine, pair.loss, *pair.shown, pair.loss.span)
    if not faults and isinstance(pair.labels[0], int):
        faults = faults_of(pair.machine, pair.loss, pair.labels, pair.outputs, pair.loss.span, quietly=True)
    if not faults:
        return False
    labels, outputs = to_same_rank(pair.labels, pair.outputs)
    if len(labels) == len(outputs) and not differ(labels, outputs):
        record(pair.machine, faults)
        return True
    named = replace(pair, loss=replace(pair.loss, name=name_of(pair.loss)))
    report_refused(named, Unfit(None), deciding_layer(pair.machine, pair.ref, pair.value))
    return True


def _compared(pair: Pair) -> Dims:
    """The labels as they are compared: one-hot rows of however many folders are as wide as the output, not one wide."""
    several = isinstance(pair.outputs[-1], int) and pair.outputs[-1] > 1 if pair.outputs else False
    return (*pair.labels[:-1], pair.outputs[-1]) if several and _are_rows_of_folders(pair) else pair.labels


def _are_rows_of_folders(pair: Pair) -> bool:
    content = pair.given.labels
    return content is not None and content.form == "one-hot" and content.classes is FOLDERS


def _one_unit_for_rows(pair: Pair) -> bool:
    """Whether a loss that stretches nothing meets one unit and one-hot rows."""
    rows = _are_rows_of_folders(pair)
    strict = pair.loss.name in ("binary_crossentropy", "categorical_crossentropy", "binary_focal_crossentropy")
    return rows and strict and pair.outputs[-1] == 1 and len(pair.labels) == len(pair.outputs) and bool(pair.given.made)


def _too_many_classes(pair: Pair) -> bool:
    content, room = pair.given.labels, pair.outputs[-1]
    if content is None or not takes_class_numbers(pair.loss.name) or not isinstance(room, int):
        return False
    known = content.form == "integers" and content.reached and isinstance(content.classes, int)
    return known and isinstance(content.classes, int) and content.classes > room


def _check_softmax(pair: Pair) -> None:
    """A softmax over one unit gives 1 whatever it is given."""
    if pair.outputs[-1] != 1 or len(pair.outputs) < 2:
        return
    last = next(layers_before(pair.machine, pair.ref, pair.value), None)
    if last is not None and is_softmax(last):
        place = last.places.get("activation", last.span)
        pair.machine.report(SoftmaxOfOne(pair.shown[1], last.layer), place, layer=last.layer)


def _check_metrics(pair: Pair, metrics: tuple[Criterion, ...]) -> None:
    for metric in metrics:
        name, faults = metric.name, []
        if name:
            unfit = isinstance(compare_for_metric(name, pair.labels, pair.outputs), Unfit)
        else:
            faults = faults_of(pair.machine, metric, *pair.shown, metric.span, of_metric=True)
            unfit = bool(faults) and (len(pair.labels) != len(pair.outputs) or differ(pair.labels, pair.outputs))
        if unfit:
            problem = MetricMismatch(name or name_of(metric), *pair.shown)
            pair.machine.report(problem, metric.span, related=pair.related)
        else:
            record(pair.machine, faults)
