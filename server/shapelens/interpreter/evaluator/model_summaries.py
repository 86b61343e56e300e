"""At the end of an analysis: the models that the program made, and the layers that never saw an input."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeGuard

from shapelens.interpreter.domain.analysis import ModelLayer, ModelSummary, Observation
from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    HeapObject,
    InputLayerObject,
    InstanceObject,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.observations import Calls
from shapelens.interpreter.domain.structures import structure_of
from shapelens.interpreter.domain.values import Ref
from shapelens.interpreter.graph.weights import parts_of, weights_of
from shapelens.interpreter.language.mro import class_at, library_base
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.result import Weight, count_parameters
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Structure
from shapelens.shapes.unknown import Unknown

UNBUILT = "the model has no input shape: begin it with Input(...), or call model.build(...)"


def observe_unbuilt(machine: Machine, models: Iterable[Ref], calls: Callable[[], Calls]) -> None:
    """Layers of Sequential models that were never built: their shape is unknown, and here is why."""
    fresh, seen = machine.record.sites, None
    for model in map(machine.heap.__getitem__, models):
        if not isinstance(model, SequentialObject) or model.input is not None:
            continue
        for ref in model.layers:
            layer = machine.heap[ref]
            if not isinstance(layer, LayerObject) or (layer.span, "layer") in fresh:
                continue
            seen = set(calls()) if seen is None else seen
            if (layer.span, "layer") not in seen:
                reason = model.broken or Unknown(UNBUILT, model.span.line)
                machine.observe(layer.span, "layer", Observation(layer.layer, None, reason, layer.name))


def summarize_model(machine: Machine, ref: Ref) -> ModelSummary | None:
    """The model at an address; None where there is something else."""
    value = machine.heap[ref]
    return _summarize(machine, ref, value) if _is_model(value, machine) else None


def _is_model(value: HeapObject, machine: Machine) -> TypeGuard[SequentialObject | FunctionalObject | InstanceObject]:
    if isinstance(value, InstanceObject):
        # one that is a functional or Sequential model too is summarised as that
        return value.cls is not None and value.base is None and library_base(machine, value.cls) == "keras.Model"
    return isinstance(value, (SequentialObject, FunctionalObject)) and bool(value.layers)


def _summarize(machine: Machine, ref: Ref, model: SequentialObject | FunctionalObject | InstanceObject) -> ModelSummary:
    inputs: Structure | None
    kind: Literal["sequential", "functional", "subclass"] = "functional"
    if isinstance(model, SequentialObject):
        kind = "sequential"
        inputs = None if model.input is None else model.input.tensor
        outputs = None if model.output is None else structure_of(model.output)
    elif isinstance(model, InstanceObject):
        kind, inputs, outputs = "subclass", model.input, model.output
    else:
        inputs, outputs = structure_of(model.inputs), structure_of(model.outputs)
    weights = weights_of(machine, ref)
    return ModelSummary(
        machine.model_names.get(ref.address, model.name),
        kind,
        model.span,
        inputs,
        outputs,
        tuple(layer for each in parts_of(machine, ref) if (layer := _layer(machine, each)) is not None),
        _count(weights),
        _count(weights, trainable_only=True),
    )


def _layer(machine: Machine, ref: Ref) -> ModelLayer | None:
    content = machine.heap[ref]
    if isinstance(content, LayerObject):
        output = content.result.output if content.result else None
        kind = content.layer
    elif isinstance(content, SequentialObject):
        output = None if content.output is None else structure_of(content.output)
        kind = "Sequential"
    elif isinstance(content, FunctionalObject):
        output, kind = structure_of(content.outputs), "Functional"
    elif isinstance(content, InputLayerObject):
        output, kind = content.tensor.tensor, "InputLayer"
    elif isinstance(content, InstanceObject) and content.cls is not None:
        output, kind = content.output, class_at(machine, content.cls).name
    else:
        return None
    weights = weights_of(machine, ref)
    return ModelLayer(
        content.name,
        kind,
        content.span,
        output,
        content.result if isinstance(content, LayerObject) else None,
        _count(weights),
        _count(weights, trainable_only=True),
    )


def _count(weights: list[Weight] | Unknown, *, trainable_only: bool = False) -> Size:
    return weights if isinstance(weights, Unknown) else count_parameters(tuple(weights), trainable_only=trainable_only)
