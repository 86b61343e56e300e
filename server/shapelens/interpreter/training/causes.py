"""Which line to blame: where an input is declared, and which layer decided the shape of an output."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    InputLayerObject,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import Ref, TensorValue
from shapelens.interpreter.graph.origins import PASSING, gives_sequence, layers_before
from shapelens.interpreter.machine.machine import Machine
from shapelens.syntax.spans import Span

# the argument that sets the last axis of an output
_WIDTHS = ("units", "filters")


def declared_at(machine: Machine, ref: Ref, value: TensorValue) -> Span | None:
    """Where a program declares the shape of a model's input; None where the data themselves decided it."""
    model = machine.heap[ref]
    if isinstance(model, SequentialObject) and model.layers:
        first = machine.heap[model.layers[0]]
        if isinstance(first, LayerObject) and first.input_shape is not None:
            return first.places.get("input_shape", first.places.get("input_dim", first.span))
    node = value.node
    layer = machine.heap[node.operation] if node is not None and node.operation is not None else None
    if not isinstance(layer, InputLayerObject) or not isinstance(model, (SequentialObject, FunctionalObject)):
        return None
    # a model without an Input makes one of its own, at its own place
    return layer.span if layer.span != model.span else None


def deciding_layer(machine: Machine, ref: Ref, output: TensorValue | None) -> LayerObject | None:
    """The last layer before an output that did more than pass its input on."""
    return next((layer for layer in layers_before(machine, ref, output) if layer.layer not in PASSING), None)


def place_for_flatten(machine: Machine, ref: Ref, output: TensorValue | None) -> LayerObject | None:
    """The first of the Dense layers at the end of a model: behind the maps or steps that it should have flattened."""
    found: LayerObject | None = None
    for layer in layers_before(machine, ref, output):
        if layer.layer == "Dense":
            found = layer
        elif layer.layer not in PASSING:
            return found or layer
    # nothing but Dense: the last is the one whose output the labels meet
    return deciding_layer(machine, ref, output)


def sequence_before(machine: Machine, ref: Ref, output: TensorValue | None) -> LayerObject | None:
    """The recurrent layer whose whole sequence reaches an output, through layers that work on each step alone."""
    for layer in layers_before(machine, ref, output):
        if layer.layer not in PASSING and layer.layer != "Dense":
            return layer if gives_sequence(layer) else None
    return None


def width_place(layer: LayerObject) -> Span:
    """The argument that sets the width of a layer's output, or the whole call."""
    return next((layer.places[name] for name in _WIDTHS if name in layer.places), layer.span)


def is_softmax(layer: LayerObject) -> bool:
    """Whether a layer ends in a softmax over its last axis."""
    if layer.layer == "Softmax":
        return True
    configured = layer.configured
    arguments = getattr(configured, "arguments", None)
    accepts = arguments is not None and configured.layer.signature.accepts("activation")  # type: ignore[union-attr]
    return bool(accepts) and arguments is not None and arguments["activation"] == "softmax"
