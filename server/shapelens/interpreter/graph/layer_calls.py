"""Calling layers: their rules on the inputs of a call, what is recorded of it, and what does not fit."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.analysis import Kind, Observation, Related, RelatedKind
from shapelens.interpreter.domain.objects import InputLayerObject, LayerObject
from shapelens.interpreter.domain.problems import NotATensor
from shapelens.interpreter.domain.steps import LayerStep
from shapelens.interpreter.domain.structures import strip_graph, structure_of, with_history
from shapelens.interpreter.domain.values import CallArguments, Function, Node, Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.graph.conversion import to_rule_argument
from shapelens.interpreter.graph.eager import on_tensors
from shapelens.interpreter.graph.origins import blamed_before, origin_of
from shapelens.interpreter.graph.receptive_field import after_layer
from shapelens.interpreter.graph.size_constraints import note_layer
from shapelens.interpreter.language.symbols import refuse_merge
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import join_values
from shapelens.layers.families.attention.attention_widths import check_attention
from shapelens.layers.families.rnn.states import check_states
from shapelens.layers.framework.problems import AxisMismatch, InvalidArgument, Problem, ReshapeMismatch
from shapelens.layers.framework.registry import Configured, apply, bind_call
from shapelens.layers.framework.result import Result, Window
from shapelens.shapes.tensors import Dims, Structure, Tensor, known_different
from shapelens.shapes.unknown import DOES_NOT_FIT, Unknown
from shapelens.syntax.spans import Span

# applying a layer takes as long as so many expressions
_STEPS = 5


def call_layer(machine: Machine, ref: Ref, arguments: CallArguments, span: Span) -> Value:
    """`layer(inputs, ...)`; `span` is the whole call."""
    layer = machine.heap[ref]
    assert isinstance(layer, LayerObject)
    if isinstance(layer.configured, Unknown):
        return apply_layer(machine, ref, plain_tensors(machine, arguments.get(0, "inputs")), span, "layer")
    positional = [plain_tensors(machine, value) for value in arguments.positional]
    keywords = {name: plain_tensors(machine, value) for name, value in arguments.keywords.items()}
    bound = bind_call(layer.configured, positional, keywords, complete=arguments.complete)
    if not isinstance(bound, tuple):
        place = arguments.keyword_spans.get(bound.argument or "", span)
        return machine.report(bound, place, layer=layer.layer, site=span)
    inputs, others = bound
    states = others.get("initial_state")
    problem = None if states is None else check_states(layer.configured, strip_graph(to_rule_argument(machine, states)))
    if problem is not None:
        place = arguments.keyword_spans.get("initial_state", span)
        return machine.report(problem, place, layer=layer.layer, inputs=structure_of(inputs), site=span)
    return apply_layer(machine, ref, inputs, span, "layer", others)


def apply_layer(
    machine: Machine, ref: Ref, inputs: Value, site: Span, kind: Kind, others: dict[str, Value] | None = None
) -> Value:
    """Apply a layer to input values, record what it gives at `site`, and report what does not fit.

    `others` are the further arguments of the call by name (`initial_state`, the value of an attention).
    """
    machine.tick(_STEPS)
    layer = machine.heap[ref]
    assert isinstance(layer, LayerObject)
    foreign = describe_foreign(machine, inputs) or _scalar_among(layer, inputs)
    if foreign is not None:
        return machine.report(NotATensor(foreign), place_uncalled(machine, inputs, site), layer=layer.layer, site=site)
    structure = structure_of(inputs)
    if isinstance(layer.configured, Unknown):
        machine.observe(site, kind, Observation(layer.layer, structure, layer.configured, layer.name))
        return layer.configured
    further = {name: strip_graph(to_rule_argument(machine, value)) for name, value in (others or {}).items()}
    outcome = apply(layer.configured, structure, further)
    if isinstance(outcome, Result):
        outcome = check_attention(layer.configured, structure, further) or check_reuse(layer, outcome, structure)
    if not isinstance(outcome, Result):
        machine.observe(site, kind, Observation(layer.layer, structure, Unknown(DOES_NOT_FIT), layer.name))
        return _report_call(machine, layer, outcome, inputs, site)
    if layer.configured.layer.family == "merging":
        refused = refuse_merge(machine, layer.layer, inputs, site)
        if refused is not None:
            machine.observe(site, kind, Observation(layer.layer, structure, refused, layer.name))
            return refused
    settled = on_tensors(machine, inputs, outcome.output)
    if settled is not outcome.output:
        outcome = replace(outcome, output=settled)
    seen = after_layer(inputs, layer.configured, outcome)
    output = with_history(outcome.output, _node(ref, layer.configured, inputs, others or {}, seen))
    _remember(machine, ref, layer, outcome, structure, (inputs, output))
    note_layer(machine, layer.configured.layer, inputs, outcome, output, site)
    machine.observe(site, kind, Observation(layer.layer, structure, outcome.output, layer.name, outcome, seen=seen))
    return output


def _remember(
    machine: Machine, ref: Ref, layer: LayerObject, result: Result, inputs: Structure, values: tuple[Value, Value]
) -> None:
    """What the first call says of a layer: the shape that fixed its weights, and its `input` and `output`."""
    shape = inputs.shape if isinstance(inputs, Tensor) and layer.built is None else None
    if layer.output is not None and layer.result is not None and not isinstance(shape, tuple):
        return
    first = values if layer.output is None else (layer.input, layer.output)
    if layer.output is not None and layer.result is not None:
        # it was called on a path that may not run, and is built now, if not there
        first = (join_values(first[0], values[0]), join_values(first[1], values[1]))
    built, known = (shape, result) if isinstance(shape, tuple) else (layer.built, layer.result)
    machine.heap[ref] = layer.called(first, built, known or result)


def _node(ref: Ref, configured: Configured, inputs: Value, others: dict[str, Value], seen: Window | None) -> Node:
    """The step in the graph; where several arguments are tensors, it says itself how to evaluate it again."""
    if not others or next(tensor_values(others), None) is None:
        return Node(ref, inputs, window=seen)
    return Node(ref, (inputs, *tensor_values(others)), step=LayerStep(configured, others))


def _report_call(machine: Machine, layer: LayerObject, problem: Problem, inputs: Value, site: Span) -> Unknown:
    span = site
    if isinstance(problem, (InvalidArgument, ReshapeMismatch)):
        span = blame(problem, dict(layer.places), site)
    related: tuple[Related, ...] = ()
    if not site.contains(layer.span):
        related = (Related(RelatedKind.LAYER_MADE, layer.span, layer.layer),)
    before = origin_of(machine, problem, inputs)
    if before is not None:
        span, others = blamed_before(before)
        related = (*related, *others)
    return machine.report(problem, span, layer=layer.layer, inputs=structure_of(inputs), related=related, site=site)


def check_reuse(layer: LayerObject, result: Result, inputs: Structure) -> Result | Problem:
    """A layer used a second time must find the sizes that its weights were built for (InputSpec.axes)."""
    if not isinstance(layer.built, tuple) or layer.result is None or not isinstance(inputs, Tensor):
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
    if isinstance(value, TensorValue):
        return None
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


def place_uncalled(machine: Machine, value: Value, place: Span) -> Span:
    """Where a layer is made that stands for its output: it is called there; else the place where it is given."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    return content.span if isinstance(content, LayerObject) else place


def _scalar_among(layer: LayerObject, inputs: Value) -> str | None:
    """None, or a number beside a tensor that has axes, in the list that a merging layer takes."""
    if isinstance(layer.configured, Unknown) or layer.configured.layer.family != "merging":
        return None
    items = inputs if isinstance(inputs, tuple) else ()
    if any(item is None for item in items):
        return "None"
    # one of numpy, which counts as a tensor without axes, may be written as a number
    tensors = [item for item in items if isinstance(item, TensorValue)]
    has_axes = any(isinstance(item.tensor.shape, tuple) and item.tensor.shape for item in tensors)
    number = next((item for item in items if isinstance(item, (int, float))), None)
    return f"the number {number}" if has_axes and number is not None else None


def blame(problem: Problem, places: dict[str, Span], span: Span) -> Span:
    """The argument to blame where the fault lies in one; else the call."""
    argument = problem.argument
    if argument is not None and not hasattr(problem, "formula"):
        return places.get(argument, span)
    return span
