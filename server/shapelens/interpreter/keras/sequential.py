"""`keras.Sequential`: adding layers, building, calling (keras.src.models.sequential).

A model with a known input evaluates each layer as it is added; one without waits for `build` or a call.
"""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.analysis import Kind, Observation
from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    InputLayerObject,
    InstanceObject,
    LayerLike,
    LayerObject,
    SequentialObject,
)
from shapelens.interpreter.domain.problems import DeclaredInput, NotATensor
from shapelens.interpreter.domain.structures import structure_of, with_history
from shapelens.interpreter.domain.values import CallArguments, Node, Ref, TensorValue, Value
from shapelens.interpreter.graph.conversion import to_rule_argument
from shapelens.interpreter.graph.eager import on_tensors
from shapelens.interpreter.graph.graph import apply_operation, as_declared, check_model_input, fitting, run_operation
from shapelens.interpreter.graph.inputs import new_input_layer, open_axes
from shapelens.interpreter.graph.origins import place_given
from shapelens.interpreter.graph.receptive_field import after_model
from shapelens.interpreter.graph.refusals import report_inside, run_inside
from shapelens.interpreter.graph.remarks import remark
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.language.mro import class_at, library_base
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.tensors import Shape, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("keras.Sequential", spread=True)
def make_sequential(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`Sequential([...])` or `Sequential()`."""
    name = arguments.keywords.get("name", arguments.get(2, "name"))
    label = name if isinstance(name, str) else machine.names.next("Sequential")
    ref = machine.heap.new(SequentialObject(label, span))
    layers = arguments.get(0, "layers")
    if layers is None and arguments.complete:
        return ref
    items = items_of(machine, layers)
    if items is None:
        reason = layers if isinstance(layers, Unknown) else Unknown("its layers are not known", span.line)
        break_model(machine, ref, reason)
        return ref
    places = arguments.element_spans.get(0, arguments.element_spans.get("layers", (span,) * len(items)))
    for item, place in zip(items, places, strict=True):
        add_layer(machine, ref, item, place)
    return ref


def add_layer(machine: Machine, ref: Ref, item: Value, span: Span) -> None:
    """`model.add(item)`; `span` is where an item that has no span of its own is added."""
    model = sequential_at(machine, ref)
    if isinstance(item, TensorValue) and item.node is not None and item.node.is_input:
        assert item.node.operation is not None
        item = item.node.operation
    if isinstance(item, TensorValue) and item.node is not None and item.node.is_join:
        item = Unknown("which input it has depends on a condition that is not known", span.line)
    if isinstance(item, Unknown):
        break_model(machine, ref, item)
        return
    if not isinstance(item, Ref):
        _reject_item(machine, ref, item, span)
        return
    content = machine.heap[item]
    if isinstance(content, InputLayerObject):
        if model.layers or model.input is not None:
            break_model(machine, ref, Unknown("it has an input layer that is not its first", span.line))
        else:
            machine.heap[ref] = replace(model, input=content.tensor, output=content.tensor)
        return
    if not isinstance(content, (LayerObject, SequentialObject, FunctionalObject, InstanceObject)):
        _reject_item(machine, ref, item, span)
        return
    if not model.layers and model.input is None:
        _take_declared_input(machine, ref, content)
        model = sequential_at(machine, ref)
    machine.heap[ref] = replace(model, layers=(*model.layers, item))
    if model.input is not None:
        _extend(machine, ref, item, span)


def _reject_item(machine: Machine, ref: Ref, item: Value, span: Span) -> None:
    """Keras: only instances of `keras.Layer` can be added."""
    reason = Unknown("what is added is not a layer that is understood", span.line)
    if isinstance(item, (TensorValue, str, int, float, tuple)):
        found = "a tensor, not a layer" if isinstance(item, TensorValue) else f"{item!r}, which is not a layer"
        reason = machine.report(NotATensor(found), span, layer="Sequential")
    break_model(machine, ref, reason)


def _take_declared_input(machine: Machine, ref: Ref, first: LayerLike) -> None:
    """The input that a first layer declares: `input_shape=`, or a model's own input."""
    model = sequential_at(machine, ref)
    shape: Shape
    dtype: str | Unknown = "float32"
    if isinstance(first, LayerObject):
        _note_declared_input(machine, first)
        if first.input_shape is None:
            return
        declared = open_axes(machine, to_rule_argument(machine, first.input_shape), "input_shape")
        place = first.places.get("input_shape", first.places.get("input_dim", first.span))
        if not isinstance(declared, (tuple, Unknown)):
            break_model(machine, ref, machine.report(declared, place, layer=first.layer, site=first.span))
            return
        shape = declared
    elif isinstance(first, SequentialObject):
        if first.input is None:
            return
        shape, dtype = first.input.tensor.shape, first.input.tensor.dtype
    elif isinstance(first, FunctionalObject) and isinstance(first.inputs, TensorValue):
        shape, dtype = first.inputs.tensor.shape, first.inputs.tensor.dtype
    else:
        return
    layer = machine.heap[new_input_layer(machine, shape, dtype, None, model.span)]
    assert isinstance(layer, InputLayerObject)
    machine.heap[ref] = replace(model, input=layer.tensor, output=layer.tensor)


def _note_declared_input(machine: Machine, first: LayerObject) -> None:
    """What a first layer says of the input; Keras warns of it, and takes it."""
    arguments = _DECLARING_EMBEDDING if first.layer == "Embedding" else _DECLARING
    names = tuple(name for name in arguments if name in first.places)
    if names:
        remark(machine, DeclaredInput(names), first.places[names[0]], layer=first.layer, site=first.span)


# of an Embedding `input_dim` is the number of words
_DECLARING, _DECLARING_EMBEDDING = ("input_shape", "input_dim"), ("input_shape", "input_length")


def _extend(machine: Machine, ref: Ref, item: Ref, span: Span) -> None:
    """Apply a newly added layer to what the model gave so far."""
    model = sequential_at(machine, ref)
    if model.broken is not None:
        machine.observe(*_site(machine, item, span), Observation(_class_of(machine, item), None, model.broken))
        return
    site, kind = _site(machine, item, span)
    output = apply_operation(machine, item, model.output, site, kind)
    if isinstance(output, Unknown):
        machine.heap[ref] = replace(model, output=output, broken=output)
    else:
        machine.heap[ref] = replace(model, output=output)


def _site(machine: Machine, item: Ref, span: Span) -> tuple[Span, Kind]:
    """Where a layer of the model shows its shape: where it is written."""
    content = machine.heap[item]
    if isinstance(content, LayerObject):
        return content.span, "layer"
    if isinstance(content, InstanceObject) and isinstance(content.cls, Ref) and not _is_model(machine, content.cls):
        return content.span, "layer"
    assert isinstance(content, (SequentialObject, FunctionalObject, InstanceObject))
    return (content.span if span.contains(content.span) else span), "model"


def _is_model(machine: Machine, cls: Ref) -> bool:
    return library_base(machine, cls) in {"keras.Model", "keras.Sequential"}


def _class_of(machine: Machine, item: Ref) -> str:
    content = machine.heap[item]
    if isinstance(content, InstanceObject) and content.cls is not None:
        return class_at(machine, content.cls).name
    return content.layer if isinstance(content, LayerObject) else "Sequential"


def build_sequential(machine: Machine, ref: Ref, shape: Value, span: Span) -> None:
    """`model.build(input_shape)`: the whole shape, batch axis included."""
    model = sequential_at(machine, ref)
    if model.input is not None or model.broken is not None:
        return
    dims = open_axes(machine, to_rule_argument(machine, shape), "input_shape")
    if isinstance(dims, tuple):
        set_input(machine, ref, dims, span)


def set_input(machine: Machine, ref: Ref, shape: Shape, span: Span) -> None:
    """Give a model without input its input shape, and evaluate its layers one after another."""
    model = sequential_at(machine, ref)
    layer = machine.heap[new_input_layer(machine, shape, "float32", None, model.span)]
    assert isinstance(layer, InputLayerObject)
    machine.heap[ref] = replace(model, input=layer.tensor, output=layer.tensor, takes_any=True)
    for item in model.layers:
        _extend(machine, ref, item, span)


def call_sequential(machine: Machine, ref: Ref, inputs: Value, site: Span) -> Value:
    """`model(tensor)`: builds the model where it is not built; sizes are checked by its layers alone."""
    model = sequential_at(machine, ref)
    if model.broken is not None:
        return model.broken
    structure = structure_of(inputs)
    if not isinstance(structure, (Tensor, Unknown)):
        return Unknown("what the model is called on is not known")
    if isinstance(structure, Unknown) or isinstance(structure.shape, Unknown):
        return _call_on_unknown(machine, ref, inputs, site)
    shown = model.takes_any
    if model.input is None:
        set_input(machine, ref, structure.shape, site)
        model = sequential_at(machine, ref)
        if model.broken is not None:
            return model.broken
    assert model.input is not None
    problem = check_model_input(model.input.tensor.shape, structure.shape, check_sizes=False)
    if problem is not None:
        return machine.report(problem, site, layer=model.name, inputs=structure, site=model.span)
    given = as_declared(model.input.tensor, structure)
    if shown and model.input.tensor.shape != structure.shape:
        _observe_layers(machine, model, given, site)
    inside, refusal = run_inside(machine, lambda: run_operation(machine, ref, given))
    if refusal is not None:
        place = place_given(machine, inputs, site)
        return report_inside(machine, refusal, [model.input.tensor], [structure], site, place=place)
    output = on_tensors(machine, inputs, inside)
    machine.observe(site, "model", Observation("Sequential", structure, output, model.name))
    return with_history(output, Node(ref, inputs, window=after_model(inputs, model.output)))


def _observe_layers(machine: Machine, model: SequentialObject, structure: Structure, site: Span) -> None:
    """Show what the layers give on an input of another shape than that of the first call."""
    for item in model.layers:
        content, before = machine.heap[item], structure
        structure = run_operation(machine, item, structure)
        if isinstance(content, (LayerObject, InstanceObject)) and isinstance(structure, Tensor):
            place, kind = _site(machine, item, site)
            machine.observe(place, kind, Observation(_class_of(machine, item), before, structure, content.name))


def _call_on_unknown(machine: Machine, ref: Ref, inputs: Value, site: Span) -> Value:
    """What the layers say one after another of an input whose rank is not known; that builds no model."""
    model, structure = sequential_at(machine, ref), structure_of(inputs)
    assert isinstance(structure, (Tensor, Unknown))
    fitted = structure if model.input is None else fitting(model.input.tensor, structure, checks_sizes=False)
    output = run_operation(machine, ref, fitted)
    machine.observe(site, "model", Observation("Sequential", structure, output, model.name))
    return with_history(output, Node(ref, inputs))


def break_model(machine: Machine, ref: Ref, reason: Unknown) -> None:
    """From here on nothing is known of the model."""
    machine.heap[ref] = replace(sequential_at(machine, ref), broken=reason, output=reason)


def sequential_at(machine: Machine, ref: Ref) -> SequentialObject:
    """The Sequential model at an address."""
    model = machine.heap[ref]
    assert isinstance(model, SequentialObject)
    return model
