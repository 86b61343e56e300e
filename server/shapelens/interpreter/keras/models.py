"""The methods of layers and models."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    InputLayerObject,
    InstanceObject,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.structures import structure_of
from shapelens.interpreter.domain.values import CallArguments, OneOf, Ref, Value
from shapelens.interpreter.graph.graph import unpack_singleton
from shapelens.interpreter.graph.weights import OF_WEIGHTS, about_weights
from shapelens.interpreter.keras.legacy import modernize_method, predict_classes
from shapelens.interpreter.keras.saved_models import config_of, json_of, note_ending, save
from shapelens.interpreter.keras.sequential import add_layer, build_sequential
from shapelens.interpreter.keras.set_weights import set_weights
from shapelens.interpreter.keras.signatures import refuses_method
from shapelens.interpreter.keras.training import TRAINING, call_training_method
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.compiled import compile_model
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# methods that neither change the model's shapes nor give a value that shapes depend on
_WITHOUT_EFFECT = {
    "summary", "save", "save_weights", "load_weights", "export", "reset_states", "reset_metrics",
    "add_loss", "add_metric",
}  # fmt: skip
_NAMED = (LayerObject, InputLayerObject, SequentialObject, FunctionalObject, InstanceObject)


def call_model_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """`model.add(...)`, `model.build(...)`, `model.get_layer(...)`."""
    model = machine.heap[ref]
    assert isinstance(model, (SequentialObject, FunctionalObject))
    if name == "predict_classes":
        return predict_classes(machine, model, arguments, span)
    name, arguments = modernize_method(machine, name, arguments, span)
    if name in ("save", "save_weights"):
        note_ending(machine, name, arguments, span)
    owner = "keras.Sequential" if isinstance(model, SequentialObject) else "keras.Model"
    refused = refuses_method(machine, owner, name, arguments, span, ref)
    return _taken(machine, ref, model, name, arguments, span) if refused is None else refused


def _taken(
    machine: Machine,
    ref: Ref,
    model: SequentialObject | FunctionalObject,
    name: str,
    arguments: CallArguments,
    span: Span,
) -> Value:
    """A method with arguments that it takes."""
    if name == "compile":
        compile_model(machine, ref, arguments, span)
        return None
    if name == "set_weights":
        set_weights(machine, ref, arguments, span)
        return None
    if name == "save":
        save(machine, ref, arguments.get(0, "filepath"))
    if name in _WITHOUT_EFFECT:
        return None
    if name == "get_config":
        return config_of(machine, ref, model.name)
    if name == "to_json":
        return json_of(machine, ref)
    if name in TRAINING:
        return call_training_method(machine, ref, name, arguments, span)
    if name == "get_layer":
        return _get_layer(machine, model, arguments, span)
    if name in OF_WEIGHTS:
        return about_weights(machine, ref, name)
    if isinstance(model, SequentialObject):
        if name == "add":
            place = arguments.positional_spans[0] if arguments.positional_spans else span
            add_layer(machine, ref, arguments.get(0, "layer"), place)
            return None
        if name == "build":
            build_sequential(machine, ref, arguments.get(0, "input_shape"), span)
            return None
        if name == "pop":
            return _pop(machine, ref, model)
    return Unknown(f"what `.{name}` of a model gives is not known", span.line)


def _get_layer(
    machine: Machine, model: SequentialObject | FunctionalObject, arguments: CallArguments, span: Span
) -> Value:
    if isinstance(model, SequentialObject) and model.broken is not None:
        return model.broken
    name, index = arguments.get(0, "name"), arguments.get(1, "index")
    if isinstance(index, int) and -len(model.layers) <= index < len(model.layers):
        return model.layers[index]
    for ref in model.layers:
        content = machine.heap[ref]
        if isinstance(content, _NAMED) and content.name == name:
            return ref
    return Unknown("the model has no such layer that is known", span.line)


def _pop(machine: Machine, ref: Ref, model: SequentialObject) -> Value:
    """Take the last layer away: the model then gives what the layer before gave it."""
    if model.broken is not None or not model.layers:
        return model.broken or Unknown("the model has no layer to take away")
    last = machine.heap[model.layers[-1]]
    kept = replace(model, layers=model.layers[:-1])
    if model.input is not None:
        before = last.input if isinstance(last, LayerObject) and last.input is not None else None
        reason = Unknown("a layer was taken away from the model")
        kept = replace(kept, output=before) if before is not None else replace(kept, output=reason, broken=reason)
    machine.heap[ref] = kept
    return model.layers[-1]


def observe_made(machine: Machine, value: Value, last: int, span: Span) -> None:
    """Record the model that a call made: an object behind the address `last`, which was the last one before it."""
    for each in value.values if isinstance(value, OneOf) else (value,):
        if not isinstance(each, Ref) or each.address <= last:
            continue
        model = machine.heap[each]
        if isinstance(model, FunctionalObject):
            inputs, outputs = map(unpack_singleton, (structure_of(model.inputs), structure_of(model.outputs)))
            machine.observe(span, "made", Observation("Functional", inputs, outputs, model.name))
        elif isinstance(model, SequentialObject) and model.input is not None and model.broken is None:
            inputs, outputs = structure_of(model.input), structure_of(model.output)
            machine.observe(span, "made", Observation("Sequential", inputs, outputs, model.name))
