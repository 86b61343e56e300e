"""What a loss refuses of labels and outputs: which mistake it is, and where the user would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from shapelens.interpreter.domain.analysis import Related, RelatedKind
from shapelens.interpreter.domain.objects import FunctionalObject, InputLayerObject, LayerObject
from shapelens.interpreter.domain.training_problems import (
    LabelEncoding,
    LabelRank,
    LabelSize,
    TrainingProblem,
)
from shapelens.interpreter.domain.values import Ref, TensorValue, tensor_values
from shapelens.interpreter.graph.inputs import BATCH
from shapelens.interpreter.graph.origins import layers_before
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.causes import (
    is_softmax,
    place_for_flatten,
    sequence_before,
    width_place,
)
from shapelens.interpreter.training.compiled import Criterion
from shapelens.layers.losses import (
    Unfit,
    compare_labels,
    takes_class_numbers,
)
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_ONE_HOT = ("categorical_crossentropy", "categorical_focal_crossentropy", "categorical_hinge")


@dataclass(frozen=True, slots=True)
class Pair:
    """One output and its labels, as one batch of each; `value` is the output in the model's own graph."""

    machine: Machine
    ref: Ref
    loss: Criterion
    labels: Dims
    outputs: Dims
    given: TensorValue
    value: TensorValue | None
    argument: Span
    related: tuple[Related, ...]
    # whether other labels fit the model: then these are to blame
    blames_labels: bool = False

    @property
    def shown(self) -> tuple[Dims, Dims]:
        """Labels and outputs as the user reads them: a batch of any size."""
        return (BATCH, *self.labels[1:]), (BATCH, *self.outputs[1:])


def report(pair: Pair, problem: TrainingProblem, span: Span, layer: LayerObject | None = None) -> None:
    """Report a problem on a place; `layer` is the one whose output does not fit, where that is another place."""
    related = pair.related
    span = pair.argument if pair.blames_labels else span
    if layer is not None and not layer.span.contains(span):
        related = (Related(RelatedKind.LAYER_MADE, layer.span, layer.layer), *related)
    if span not in (pair.loss.span, pair.argument):
        related = (Related(RelatedKind.LOSS, pair.loss.span, pair.loss.name), *related)
    pair.machine.report(problem, span, layer=getattr(problem, "layer", ""), related=related)


def report_refused(pair: Pair, outcome: Unfit, layer: LayerObject | None) -> None:
    """Report what the mistake is, where the user would mend it."""
    loss, (labels, outputs) = pair.loss.name, pair.shown
    name = layer.layer if layer is not None else ""
    encoding = _encoding(pair)
    if encoding is not None:
        report(pair, encoding, pair.loss.span)
        return
    column = (*labels, 1) if len(labels) == 1 else labels
    if len(column) == len(outputs):
        # class numbers, and labels without an axis of their own, are one number a sample
        axis = next(i for i in range(len(outputs)) if i == len(outputs) - 1 or known_different(column[i], outputs[i]))
        axis = outcome.axis if outcome.axis is not None and outcome.axis < len(outputs) else axis
        problem = LabelSize(loss, column, outputs, axis, name)
        last = axis == len(outputs) - 1
        if last and loss == "binary_crossentropy" and column[-1] == 1 and _ends_in_softmax(pair):
            # a probability for each class, of one class: the loss is that of another model
            report(pair, problem, pair.loss.span, layer)
        else:
            report(pair, problem, layer_place(pair, layer, whole=False) if last else _size_place(pair))
        return
    if len(outputs) > len(labels):
        layer = place_for_flatten(pair.machine, pair.ref, pair.value)
    name = layer.layer if layer is not None else ""
    whole = sequence_before(pair.machine, pair.ref, pair.value) if _fit_one_step(pair) else None
    if whole is not None:
        report(pair, LabelRank(loss, labels, outputs, whole.layer), whole.span, layer)
    elif _hold_as_much(labels, outputs):
        report(pair, LabelRank(loss, labels, outputs, name), pair.argument, layer)
    else:
        report(pair, LabelRank(loss, labels, outputs, name), layer_place(pair, layer, whole=True))


def _ends_in_softmax(pair: Pair) -> bool:
    last = next(layers_before(pair.machine, pair.ref, pair.value), None)
    return last is not None and is_softmax(last)


def _fit_one_step(pair: Pair) -> bool:
    """Whether the labels are those of one step, where the model gives something for each."""
    loss, (labels, outputs) = pair.loss.name, pair.shown
    if len(outputs) <= max(len(labels), 2):
        return False
    return not isinstance(compare_labels(loss, labels, (outputs[0], *outputs[2:])), Unfit)


def _hold_as_much(labels: Dims, outputs: Dims) -> bool:
    """Whether labels hold as many numbers a sample as the outputs, in other axes: they want another shape alone."""
    one, other = ([size for size in dims[1:] if isinstance(size, int)] for dims in (labels, outputs))
    whole = len(one) == len(labels) - 1 and len(other) == len(outputs) - 1
    return whole and prod(one) == prod(other) > 1


def _encoding(pair: Pair) -> LabelEncoding | None:
    """Class numbers for a loss that takes one-hot rows, or the other way round."""
    loss, (labels, outputs) = pair.loss.name, pair.shown
    content = pair.given.labels
    form = content.form if content is not None else ""
    classes = content.classes if content is not None and isinstance(content.classes, int) else None
    if takes_class_numbers(loss):
        rows = len(labels) == len(outputs) and labels[-1] != 1
        if rows and (form == "one-hot" or not differ(labels, outputs)):
            return LabelEncoding(loss, labels, outputs, "one-hot", classes)
        return None
    if loss not in _ONE_HOT or form == "one-hot" or outputs[-1] == 1:
        return None
    numbers = labels[:-1] if len(labels) == len(outputs) and labels[-1] == 1 else labels
    if len(numbers) == len(outputs) - 1 and not differ(numbers, outputs[:-1]):
        return LabelEncoding(loss, labels, outputs, "numbers", classes)
    return None


def differ(left: Dims, right: Dims) -> bool:
    return any(known_different(a, b) for a, b in zip(left, right, strict=True))


def layer_place(pair: Pair, layer: LayerObject | None, *, whole: bool) -> Span:
    """The layer that decided the output, or its width; the labels where no layer of the model is known."""
    if layer is None:
        return pair.argument
    return layer.span if whole else width_place(layer)


def _size_place(pair: Pair) -> Span:
    """A map of another height or width: one layer that shrinks where the others keep the size is the odd one out."""
    shrinking, keeping = [], 0
    for layer in layers_before(pair.machine, pair.ref, pair.value):
        if isinstance(layer.configured, Unknown) or not layer.configured.layer.signature.accepts("padding"):
            continue
        padding = layer.configured.arguments["padding"]
        keeping += padding == "same"
        if padding == "valid" and layer.layer.startswith("Conv"):
            shrinking.append(layer)
    if len(shrinking) == 1 and keeping:
        return shrinking[0].span
    return _input_place(pair) if not shrinking and keeping else pair.argument


def _input_place(pair: Pair) -> Span:
    """The Input whose size does not halve and double back to itself."""
    model = pair.machine.heap[pair.ref]
    value = next(tensor_values(model.inputs), None) if isinstance(model, FunctionalObject) else None
    node = value.node if value is not None else None
    layer = pair.machine.heap[node.operation] if node is not None and node.operation is not None else None
    return layer.span if isinstance(layer, InputLayerObject) else pair.argument
