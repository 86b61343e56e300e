"""Constructing layers and calling them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shapelens.interpreter.analysis import Kind, Observation, Related
from shapelens.interpreter.heap import DictObject, InputLayerObject, LayerObject, ListObject
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.problems import LegacyArgument, NotATensor
from shapelens.interpreter.values import (
    CallArguments,
    Function,
    Node,
    Ref,
    Value,
    structure_of,
    with_history,
)
from shapelens.layers.problems import AxisMismatch, InvalidArgument, Problem, ReshapeMismatch
from shapelens.layers.registry import Configured, Layer, apply, configure
from shapelens.layers.result import Result
from shapelens.shapes.tensors import Dims, Structure, Tensor, known_different
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def construct_layer(machine: Machine, entry: Layer, arguments: CallArguments, span: Span) -> Value:
    """`Conv2D(32, 3)`: a layer that waits to be called; unknown where Keras' constructor rejects."""
    positional = [plain(machine, value) for value in arguments.positional]
    keywords = {name: plain(machine, value) for name, value in arguments.keywords.items()}
    places = places_of(entry, arguments)
    if "batch_input_shape" in keywords:
        problem = LegacyArgument("batch_input_shape", "an Input(batch_shape=...) before the layer")
        machine.report(problem, places["batch_input_shape"], layer=entry.name, site=span)
    configured = configure(entry, positional, keywords, complete=arguments.complete)
    if not isinstance(configured, Configured):
        return machine.report(configured, blame(configured, places, span), layer=entry.name, site=span)
    name = keywords.get("name")
    layer = LayerObject(
        name if isinstance(name, str) else machine.names.next(entry.name),
        entry.name,
        span,
        configured,
        places,
        input_shape=_declared_input(keywords),
    )
    return machine.heap.new(layer)


def _declared_input(keywords: dict[str, Value]) -> Value:
    """What `input_shape`, `input_dim` or `batch_input_shape` says: a whole shape with the batch axis as None."""
    if keywords.get("input_dim") is not None:
        return (None, keywords["input_dim"])
    if keywords.get("input_shape") is not None:
        shape = keywords["input_shape"]
        return (None, *shape) if isinstance(shape, tuple) else shape
    return keywords.get("batch_input_shape")


def places_of(entry: Layer, arguments: CallArguments) -> dict[str, Span]:
    """Where each parameter's argument stands."""
    places = dict(arguments.keyword_spans)
    for parameter, span in zip(entry.signature.parameters, arguments.positional_spans, strict=False):
        places.setdefault(parameter.name, span)
    return places


def blame(problem: Problem, places: dict[str, Span], span: Span) -> Span:
    """The argument to blame where the fault lies in one; else the call."""
    argument = problem.argument
    if argument is not None and not hasattr(problem, "formula"):
        return places.get(argument, span)
    return span


def plain(machine: Machine, value: Value) -> Value:
    """A value as a layer's rule takes it: lists as tuples, dicts as dicts, layers as configured."""
    if isinstance(value, Ref):
        content = machine.heap[value]
        if isinstance(content, LayerObject):
            return content.configured
    return unfold(machine, value, plain)


def unfold(machine: Machine, value: Value, convert: Callable[[Machine, Value], Value]) -> Value:
    """A list as a tuple and a dict as a dict, with each item converted; unknown where their content is."""
    if isinstance(value, tuple):
        return tuple(convert(machine, item) for item in value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject):
        return content.items if isinstance(content.items, Unknown) else unfold(machine, content.items, convert)
    if isinstance(content, DictObject):
        if isinstance(content.items, Unknown):
            return content.items
        return {key: convert(machine, item) for key, item in content.items.items()}
    return value


def call_layer(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> Value:
    """`layer(inputs)`; `span` is the whole call."""
    inputs = plain_tensors(machine, arguments.get(0, "inputs"))
    return apply_layer(machine, ref, inputs, span, "layer")


def plain_tensors(machine: Machine, value: Value) -> Value:
    """The tensors given to a layer, with lists as tuples and dicts as dicts."""
    return unfold(machine, value, plain_tensors)


def apply_layer(machine: Machine, ref: Ref, inputs: Value, site: Span, kind: Kind) -> Value:
    """Apply a layer to input values, record what it gives at `site`, and report what does not fit."""
    layer = machine.heap[ref]
    assert isinstance(layer, LayerObject)
    foreign = describe_foreign(machine, inputs)
    if foreign is not None:
        return machine.report(NotATensor(foreign), site, layer=layer.layer)
    structure = structure_of(inputs)
    if isinstance(layer.configured, Unknown):
        machine.observe(site, kind, Observation(layer.layer, structure, layer.configured, layer.name))
        return layer.configured
    outcome = apply(layer.configured, structure)
    if isinstance(outcome, Result):
        outcome = check_reuse(layer, outcome, structure)
    if not isinstance(outcome, Result):
        machine.observe(site, kind, Observation(layer.layer, structure, Unknown("the call does not fit"), layer.name))
        return _report_call(machine, layer, outcome, structure, site)
    if layer.built is None and isinstance(structure, Tensor) and not isinstance(structure.shape, Unknown):
        machine.heap[ref] = replace(layer, built=structure.shape, result=outcome)
    elif layer.result is None:
        machine.heap[ref] = replace(layer, result=outcome)
    machine.observe(site, kind, Observation(layer.layer, structure, outcome.output, layer.name, outcome))
    return with_history(outcome.output, Node(ref, inputs))


def _report_call(machine: Machine, layer: LayerObject, problem: Problem, inputs: Structure, site: Span) -> Unknown:
    span = site
    if isinstance(problem, (InvalidArgument, ReshapeMismatch)):
        span = blame(problem, dict(layer.places), site)
    related: tuple[Related, ...] = ()
    if not site.contains(layer.span):
        related = (Related(layer.span, f"the {layer.layer} layer is made here"),)
    return machine.report(problem, span, layer=layer.layer, inputs=inputs, related=related, site=site)


def check_reuse(layer: LayerObject, result: Result, inputs: Structure) -> Result | Problem:
    """A layer used a second time must find the sizes that its weights were built for (InputSpec.axes)."""
    if layer.built is None or layer.result is None or not isinstance(inputs, Tensor):
        return result
    if isinstance(inputs.shape, Unknown) or len(inputs.shape) != len(layer.built):
        return result
    for before, now in zip(layer.result.weights, result.weights, strict=False):
        if any(known_different(a, b) for a, b in zip(before.shape, now.shape, strict=False)):
            axis = _differing_axis(layer.built, inputs.shape, result)
            if axis is not None:
                reason = "its weights were made for it when the layer was first called"
                return AxisMismatch(axis, layer.built[axis], inputs.shape[axis], inputs.shape, reason)
    return result


def _differing_axis(built: Dims, now: Dims, result: Result) -> int | None:
    """The axis to name: the channels where they differ, else the last that differs."""
    differing = [axis for axis in range(len(built)) if known_different(built[axis], now[axis])]
    if "channels" in result.axes and result.axes.index("channels") in differing:
        return result.axes.index("channels")
    return differing[-1] if differing else None


def describe_foreign(machine: Machine, value: Value) -> str | None:
    """What a value is, where it certainly is no tensor and no array; None where it may be one."""
    if isinstance(value, Ref):
        content = machine.heap[value]
        if isinstance(content, InputLayerObject):
            return "an InputLayer (Input(...) gives the tensor)"
        if isinstance(content, LayerObject):
            return f"the layer {content.layer} itself, not its output"
        return "a model, not its output"
    if isinstance(value, Function):
        return f"the function {value.name}"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, tuple):
        return next((found for found in (describe_foreign(machine, item) for item in value) if found), None)
    return None
