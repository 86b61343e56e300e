"""What `compile` says: the losses and metrics of a model, and where each is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias, Union

from shapelens.interpreter.domain.objects import (
    DictObject,
    FunctionalObject,
    InstanceObject,
    ListObject,
    SequentialObject,
)
from shapelens.interpreter.domain.training_problems import RefusedArgument
from shapelens.interpreter.domain.values import CallArguments, Function, LibraryInstance, Method, Named, Ref, Value
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import argument_span
from shapelens.layers.losses import find_loss
from shapelens.layers.metrics import find_metric
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

Model = (SequentialObject, FunctionalObject, InstanceObject)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A loss or metric by its snake-case Keras name, and where it is named; one that is not known has no name.

    `function` is one of the program's own, of labels and outputs; `given` is false for a loss of None.
    """

    name: str
    span: Span
    function: Value = None
    given: bool = True

    @property
    def is_one(self) -> bool:
        """Whether it surely is one loss or metric, not a list of them that is not known."""
        return bool(self.name) or self.function is not None


# the metrics of one output: one, or several
Metrics: TypeAlias = Union[Criterion, tuple[Criterion, ...]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """`losses` is one for all outputs, or one for each (by place, or by the name of the output), and so are `metrics`;
    `span` is the call of `compile`, `metrics_span` where the metrics are named."""

    losses: Criterion | tuple[Criterion, ...] | Mapping[str, Criterion]
    metrics: tuple[Metrics, ...] | Mapping[str, Metrics]
    span: Span
    metrics_span: Span
    # whether Keras traces the steps: under `run_eagerly` sizes are numbers in there
    traced: bool = True


def all_losses(compiled: Compiled) -> list[Criterion]:
    """The losses of all outputs."""
    losses = compiled.losses
    if isinstance(losses, Criterion):
        return [losses]
    return list(losses.values()) if isinstance(losses, Mapping) else list(losses)


def metrics_of(compiled: Compiled, position: int, name: str, count: int) -> tuple[Criterion, ...]:
    """The metrics of one of `count` outputs (keras.src.trainers.compile_utils.CompileMetrics)."""
    given = compiled.metrics
    items = tuple(given.values()) if isinstance(given, Mapping) else given
    if count == 1:
        return tuple(each for item in items for each in _several(item))
    if isinstance(given, Mapping):
        return _several(given[name]) if name in given else ()
    return _several(given[position]) if len(given) == count else ()


def _several(metrics: Metrics) -> tuple[Criterion, ...]:
    return (metrics,) if isinstance(metrics, Criterion) else metrics


def compile_model(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> None:
    """Keep what `model.compile(optimizer, loss, loss_weights, metrics, ...)` says."""
    model = machine.heap[ref]
    if not isinstance(model, Model):
        return
    place = argument_span(arguments, 1, "loss", span)
    losses = _losses(machine, arguments.get(1, "loss"), place, arguments.element_spans.get("loss", ()))
    given = arguments.get(3, "metrics")
    metrics_place = argument_span(arguments, 3, "metrics", span)
    metrics = _metrics(machine, given, metrics_place, arguments.element_spans.get("metrics", ()))
    traced = arguments.get(5, "run_eagerly", False) is False
    compiled = Compiled(losses, metrics, span, metrics_place, traced)
    machine.heap[ref] = replace(model, compiled=compiled if arguments.complete else Unknown("what it is given"))
    machine.trained.pop(ref, None)
    if arguments.complete:
        _check_arguments(machine, arguments, metrics_place)


def _check_arguments(machine: Machine, arguments: CallArguments, metrics: Span) -> None:
    """What `compile` refuses: a metric that stands in no list, and metrics where the weights of losses stand."""
    given = arguments.get(3, "metrics")
    if isinstance(given, (str, LibraryInstance, Function)) and given:
        machine.report(RefusedArgument("compile", "metrics"), metrics)
    weights = plain_tensors(machine, arguments.get(2, "loss_weights"))
    if isinstance(weights, tuple) and any(isinstance(item, (str, LibraryInstance, Function)) for item in weights):
        place = argument_span(arguments, 2, "loss_weights", metrics)
        machine.report(RefusedArgument("compile", "loss_weights"), place)


def _losses(
    machine: Machine, value: Value, place: Span, elements: tuple[Span, ...]
) -> Criterion | tuple[Criterion, ...] | Mapping[str, Criterion]:
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, DictObject) and not isinstance(content.items, Unknown):
        return {str(name): _criterion(loss, place, find_loss) for name, loss in content.items.items()}
    items = _items(machine, value)
    if items is None:
        return _criterion(value, place, find_loss)
    places = elements if len(elements) == len(items) else (place,) * len(items)
    return tuple(_criterion(loss, where, find_loss) for loss, where in zip(items, places, strict=True))


def _metrics(
    machine: Machine, value: Value, place: Span, elements: tuple[Span, ...]
) -> tuple[Metrics, ...] | Mapping[str, Metrics]:
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, DictObject) and not isinstance(content.items, Unknown):
        return {str(name): _metrics_of_one(machine, item, place) for name, item in content.items.items()}
    items = _items(machine, value)
    if items is None:
        return ()
    places = elements if len(elements) == len(items) else (place,) * len(items)
    return tuple(_metrics_of_one(machine, item, where) for item, where in zip(items, places, strict=True))


def _metrics_of_one(machine: Machine, value: Value, place: Span) -> Metrics:
    items = _items(machine, value)
    if items is None:
        return _criterion(value, place, find_metric)
    return tuple(_criterion(item, place, find_metric) for item in items)


def _items(machine: Machine, value: Value) -> tuple[Value, ...] | None:
    if isinstance(value, tuple):
        return value
    content = machine.heap[value] if isinstance(value, Ref) else None
    return content.items if isinstance(content, ListObject) and isinstance(content.items, tuple) else None


def _criterion(value: Value, place: Span, find: object) -> Criterion:
    """A string, a function of Keras, an instance of one of its classes, or a function or object of the program."""
    name = value if isinstance(value, str) else ""
    if isinstance(value, LibraryInstance) and not _of_other_axis(value):
        name = value.path.rpartition(".")[2]
    elif isinstance(value, Named):
        path = canonical(value.path)
        name = path.rpartition(".")[2] if path.startswith(("keras.losses.", "keras.metrics.")) else ""
    assert callable(find)
    function = value if isinstance(value, (Function, Method, Ref)) else None
    return Criterion(find(name) or "", place, function, value is not None)


_OTHER_AXES = frozenset(
    "axis class_id top_k multi_label num_labels sparse_y_true sparse_y_pred ignore_class from_sorted_ids".split()
)


def _of_other_axis(value: LibraryInstance) -> bool:
    """Whether an argument changes which axes the loss or metric reads."""
    return not value.arguments.complete or bool(_OTHER_AXES & value.arguments.keywords.keys())
