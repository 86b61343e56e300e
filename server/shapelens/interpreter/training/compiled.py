"""What `compile` says: the losses and metrics of a model, and where each is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shapelens.interpreter.heap import DictObject, FunctionalObject, InstanceObject, ListObject, SequentialObject
from shapelens.interpreter.keras.naming import canonical
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.training.batches import argument_span
from shapelens.interpreter.values import CallArguments, LibraryInstance, Named, Ref, Value
from shapelens.layers.losses import find_loss, find_metric
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

Model = (SequentialObject, FunctionalObject, InstanceObject)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A loss or metric by its snake-case Keras name, and where it is named; one that is not known has no name."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Compiled:
    """`losses` is one for all outputs, or one for each (by place, or by the name of the output); `metrics` those of a
    model with one output; `span` is the call of `compile`."""

    losses: Criterion | tuple[Criterion, ...] | Mapping[str, Criterion]
    metrics: tuple[Criterion, ...]
    span: Span


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
    compiled = Compiled(losses, metrics, span) if arguments.complete else None
    machine.heap[ref] = replace(model, compiled=compiled)
    machine.trained.pop(ref, None)


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


def _metrics(machine: Machine, value: Value, place: Span, elements: tuple[Span, ...]) -> tuple[Criterion, ...]:
    items = _items(machine, value)
    if items is None:
        return ()
    places = elements if len(elements) == len(items) else (place,) * len(items)
    return tuple(_criterion(metric, where, find_metric) for metric, where in zip(items, places, strict=True))


def _items(machine: Machine, value: Value) -> tuple[Value, ...] | None:
    if isinstance(value, tuple):
        return value
    content = machine.heap[value] if isinstance(value, Ref) else None
    return content.items if isinstance(content, ListObject) and isinstance(content.items, tuple) else None


def _criterion(value: Value, place: Span, find: object) -> Criterion:
    """A string, a function of Keras, or an instance of one of its classes."""
    name = value if isinstance(value, str) else ""
    if isinstance(value, LibraryInstance) and not _of_other_axis(value):
        name = value.path.rpartition(".")[2]
    elif isinstance(value, Named):
        path = canonical(value.path)
        name = path.rpartition(".")[2] if path.startswith(("keras.losses.", "keras.metrics.")) else ""
    assert callable(find)
    return Criterion(find(name) or "", place)


def _of_other_axis(value: LibraryInstance) -> bool:
    """Whether an argument changes which axes the loss or metric reads."""
    return not value.arguments.complete or bool(
        {"axis", "class_id", "top_k", "multi_label", "num_labels"} & value.arguments.keywords.keys()
    )
