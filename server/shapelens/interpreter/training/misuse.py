"""What is wrong with a call of `fit` before any shape is compared: a model that is not compiled, lists in the place of
arrays, no labels, arguments that Keras refuses."""

from __future__ import annotations

from typing import TypeAlias

from shapelens.interpreter.domain.objects import (
    DictObject,
    FunctionalObject,
    InstanceObject,
    ListObject,
    SequentialObject,
    declared_inputs,
)
from shapelens.interpreter.domain.training_problems import (
    ClassWeightKeys,
    ListData,
    MissingLabels,
    NotCompiled,
    RefusedArgument,
    TrainingProblem,
)
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.graph.origins import results_of
from shapelens.interpreter.language.mro import library_base
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import Call, argument_span
from shapelens.interpreter.training.compiled import Compiled, all_losses
from shapelens.interpreter.training.held import PLAIN, held_by_list
from shapelens.interpreter.training.refused_arguments import refused_argument
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_LABELLED = ("fit", "evaluate", "train_on_batch", "test_on_batch")
Fault: TypeAlias = tuple[TrainingProblem, Span]


def misuse(machine: Machine, ref: Ref, method: str, call: Call) -> Fault | None:
    """The first thing that Keras refuses, and where it stands."""
    model, raw, span, streamed = machine.heap[ref], call.raw, call.span, call.streamed
    if not isinstance(model, (SequentialObject, FunctionalObject, InstanceObject)) or not raw.complete:
        return None
    if method in _LABELLED and model.compiled is None and _is_of_keras(machine, model) and not machine.faults_only:
        return NotCompiled(method), span
    if not streamed:
        listed = _lists(machine, model, method, raw, span)
        if listed is not None:
            return listed
    if _is_of_keras(machine, model):
        refused = refused_argument(machine, method, call)
        if refused is not None:
            return refused
    if method not in _LABELLED:
        return None
    if streamed and method != "train_on_batch":
        beside = _beside_stream(method, raw)
        if beside is not None:
            return beside
    if method == "fit":
        weights = _class_weight(machine, model, raw, streamed=streamed)
        if weights is not None:
            return weights
    if call.own.step or call.own.loss:
        return None
    return _no_labels(machine, model, method, call.arguments, span, streamed=streamed)


def _is_of_keras(machine: Machine, model: SequentialObject | FunctionalObject | InstanceObject) -> bool:
    """Whether a model has Keras' own `compile` and `fit`, as far as the program shows."""
    if not isinstance(model, InstanceObject):
        return True
    return model.cls is not None and library_base(machine, model.cls) == "keras.Model"


def _lists(
    machine: Machine,
    model: SequentialObject | FunctionalObject | InstanceObject,
    method: str,
    raw: CallArguments,
    span: Span,
) -> Fault | None:
    """A list in the place of an array, for the inputs or the labels."""
    holds = held_by_list(machine, raw.get(0, "x"))
    if holds in PLAIN or (holds == "arrays" and _inputs_lack_axis(machine, model, raw.get(0, "x"))):
        return ListData(method, "x", holds), argument_span(raw, 0, "x", span)
    labels = held_by_list(machine, raw.get(1, "y")) if method in _LABELLED else None
    if labels == "numbers" or labels == "strings":
        return ListData(method, "y", labels), argument_span(raw, 1, "y", span)
    return None


def _inputs_lack_axis(
    machine: Machine, model: SequentialObject | FunctionalObject | InstanceObject, value: Value
) -> bool:
    """Whether a list of arrays holds one sample each, for a model of one input."""
    inputs = declared_inputs(model)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if not isinstance(inputs, TensorValue) or not isinstance(content, ListObject):
        return False
    each = content.each if isinstance(content.items, Unknown) else content.items[0] if len(content.items) > 1 else None
    if not isinstance(each, TensorValue):
        return False
    declared, found = inputs.tensor.shape, each.tensor.shape
    return isinstance(declared, tuple) and isinstance(found, tuple) and len(found) == len(declared) - 1


def _beside_stream(method: str, raw: CallArguments) -> Fault | None:
    """What cannot stand beside data that come in batches: labels, and a share kept for validation."""
    if raw.get(1, "y") is not None and method in ("fit", "evaluate") and "generator" not in raw.keywords:
        labels = raw.get(1, "y")
        if isinstance(labels, (TensorValue, tuple)):
            return RefusedArgument(method, "labels of stream"), argument_span(raw, 1, "y", _nowhere(raw))
    split = raw.keywords.get("validation_split")
    if isinstance(split, float) and split > 0:
        return RefusedArgument(method, "split of stream"), raw.keyword_spans["validation_split"]
    return None


def _nowhere(raw: CallArguments) -> Span:
    return raw.positional_spans[0] if raw.positional_spans else next(iter(raw.keyword_spans.values()))


def _class_weight(
    machine: Machine, model: SequentialObject | FunctionalObject | InstanceObject, raw: CallArguments, *, streamed: bool
) -> Fault | None:
    """`class_weight`: a dict by class number, for a model with one output and one label for each sample."""
    value = raw.keywords.get("class_weight")
    if value is None or isinstance(value, Unknown):
        return None
    place = raw.keyword_spans.get("class_weight", _nowhere(raw))
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(value, (str, tuple, TensorValue)) or (isinstance(content, ListObject) and content.kind == "list"):
        return RefusedArgument("fit", "class_weight"), place
    if not isinstance(content, DictObject) or streamed:
        return None
    if isinstance(raw.keywords.get("sample_weight"), TensorValue):
        return RefusedArgument("fit", "weights"), place
    if len(list(tensor_values(results_of(model)))) > 1:
        return RefusedArgument("fit", "outputs"), place
    labels = raw.get(1, "y")
    if not isinstance(labels, TensorValue) or not isinstance(labels.tensor.shape, tuple):
        return None
    if len(labels.tensor.shape) > 2:
        return RefusedArgument("fit", "maps"), place
    _report_keys(machine, content, labels, place)
    return None


def _report_keys(machine: Machine, weights: DictObject, labels: TensorValue, place: Span) -> None:
    """Keys that no class can have."""
    if isinstance(weights.items, Unknown):
        return
    meaning = labels.labels
    classes = meaning.classes if meaning is not None and meaning.form != "numbers" else None
    known = classes if isinstance(classes, int) and meaning is not None and meaning.complete else None
    wrong = [
        key
        for key in weights.items
        if isinstance(key, str) or (isinstance(key, int) and (key < 0 or (known is not None and key >= known)))
    ]
    if wrong:
        machine.report(ClassWeightKeys(tuple(map(repr, wrong)), known), place)


def _no_labels(
    machine: Machine,
    model: SequentialObject | FunctionalObject | InstanceObject,
    method: str,
    arguments: CallArguments,
    span: Span,
    *,
    streamed: bool,
) -> Fault | None:
    """No labels for a loss that compares the outputs with some."""
    data, labels = arguments.get(0, "x"), arguments.get(1, "y")
    if labels is not None or not any(True for _ in tensor_values(data)) or not isinstance(model.compiled, Compiled):
        return None
    if isinstance(model, InstanceObject) and not _is_of_keras(machine, model):
        return None
    losses = [loss for loss in all_losses(model.compiled) if loss.name]
    if not losses or any(not loss.given for loss in all_losses(model.compiled)):
        return None
    place = argument_span(arguments, 0, "x", span) if streamed else span
    return MissingLabels(method, losses[0].name), place
