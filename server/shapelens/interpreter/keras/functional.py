"""`keras.Model(inputs, outputs)`: the graph between them, and calling it (keras.src.models.functional)."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.objects import FunctionalObject, LayerObject
from shapelens.interpreter.domain.problems import DisconnectedGraph, NotATensor, WrongInputCount
from shapelens.interpreter.domain.structures import is_of_tensors, structure_of, with_history
from shapelens.interpreter.domain.values import CallArguments, Node, Ref, Value, tensor_values
from shapelens.interpreter.graph.eager import is_symbolic, on_tensors
from shapelens.interpreter.graph.graph import check_model_input, fitting, run_graph, unpack_singleton, walk_graph
from shapelens.interpreter.graph.layer_calls import place_uncalled
from shapelens.interpreter.graph.origins import place_given
from shapelens.interpreter.graph.receptive_field import after_model
from shapelens.interpreter.graph.refusals import report_inside, run_inside
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.training.batches import argument_span
from shapelens.shapes.tensors import leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("keras.Model", spread=True)
def make_model(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`Model(inputs, outputs)`; an output that does not come from the inputs is a fault."""
    inputs = plain_tensors(machine, arguments.get(0, "inputs"))
    outputs = plain_tensors(machine, arguments.get(1, "outputs"))
    name = arguments.get(2, "name")
    label = name if isinstance(name, str) else machine.names.next("Functional")
    uncalled = next((value for value in _flat(outputs) if _is_layer(machine, value)), None)
    if uncalled is not None:
        place = argument_span(arguments, 1, "outputs", span)
        place = place_uncalled(machine, uncalled, place)
        return machine.report(NotATensor("a layer", "outputs"), place, layer="Model", site=span)
    given, wanted = list(tensor_values(inputs)), list(tensor_values(outputs))
    if not given or not wanted:
        return Unknown("the inputs or outputs of the model are not known", span.line)
    walk = walk_graph(given, wanted)
    if walk.missing and is_of_tensors(inputs):
        missing = walk.missing[0]
        assert missing.operation is not None
        source = machine.heap[missing.operation]
        place = arguments.keyword_spans.get("outputs", span)
        return machine.report(DisconnectedGraph(getattr(source, "name", "an input")), place, layer="Model", site=span)
    model = FunctionalObject(label, span, inputs, outputs, walk.operations)
    return machine.heap.new(model)


def _flat(value: Value) -> Iterator[Value]:
    """The values in tuples and dicts."""
    if isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _flat(item)
    else:
        yield value


def _is_layer(machine: Machine, value: Value) -> bool:
    return isinstance(value, Ref) and isinstance(machine.heap[value], LayerObject)


def call_functional(machine: Machine, ref: Ref, inputs: Value, site: Span) -> Value:
    """`model(tensors)`: a functional model checks the sizes that it declares."""
    model = machine.heap[ref]
    assert isinstance(model, FunctionalObject)
    if not is_of_tensors(model.inputs):
        return Unknown("the inputs of the model are not known", site.line)
    expected = [value.tensor for value in tensor_values(model.inputs)]
    structure = structure_of(inputs)
    found = list(leaves(structure)) if not isinstance(structure, Unknown) else [structure] * len(expected)
    if len(found) != len(expected) and any(isinstance(part, Unknown) for part in found):
        return Unknown("what the model is called on is not known", site.line)
    if len(found) != len(expected):
        problem = WrongInputCount(len(expected), len(found))
        return machine.report(problem, site, layer=model.name, inputs=structure, site=model.span)
    for wanted, given in zip(expected, found, strict=True):
        shape = given if isinstance(given, Unknown) else given.shape
        mismatch = check_model_input(wanted.shape, shape, check_sizes=True)
        if mismatch is not None:
            return machine.report(mismatch, site, layer=model.name, inputs=structure, site=model.span)
    fitted = tuple(fitting(wanted, given, checks_sizes=True) for wanted, given in zip(expected, found, strict=True))
    inside, refusal = run_inside(machine, lambda: run_graph(machine, model, fitted))
    if refusal is not None:
        return report_inside(machine, refusal, expected, found, site, place=place_given(machine, inputs, site))
    output = on_tensors(machine, inputs, inside)
    if isinstance(output, tuple) and len(output) == 1 and isinstance(structure, Unknown):
        # a symbolic call gives a list of one, an eager one the tensor
        output = structure
    if not is_symbolic(machine, inputs):
        output = unpack_singleton(output)
    machine.observe(site, "model", Observation("Model", structure, output, model.name))
    return with_history(output, Node(ref, inputs, window=after_model(inputs, model.outputs)))
