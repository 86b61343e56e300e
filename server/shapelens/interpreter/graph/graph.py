"""Keras graphs: which operations lead from inputs to outputs, and what they give on other inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from shapelens.interpreter.domain.analysis import Kind
from shapelens.interpreter.domain.objects import FunctionalObject, InstanceObject, LayerObject, SequentialObject
from shapelens.interpreter.domain.problems import InputMismatch, Refusal
from shapelens.interpreter.domain.structures import histories_of, is_of_tensors, structure_of, without_history
from shapelens.interpreter.domain.values import CallArguments, Node, Ref, TensorValue, Value, tensor_values
from shapelens.interpreter.graph.layer_calls import apply_layer, check_reuse
from shapelens.interpreter.graph.refusals import note_refusal
from shapelens.interpreter.graph.steps import run_step
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.registry import apply
from shapelens.layers.framework.result import Result
from shapelens.shapes.tensors import NamedTensors, Shape, Structure, Tensor, known_different, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Walk:
    """The layers and models between inputs and outputs in the order of `model.layers`, and inputs that the outputs need
    but the model does not name."""

    operations: tuple[Ref, ...]
    missing: tuple[Node, ...]


def walk_graph(inputs: Sequence[TensorValue], outputs: Sequence[TensorValue]) -> Walk:
    """Walk from the outputs back to the inputs, and order what lies between (keras.src.ops.function.map_graph)."""
    given = {id(node) for value in inputs for node in _nodes_of(value)}
    nodes, indices = _topological(given, outputs)
    depths: dict[int, int] = {}
    operations: dict[Ref, int] = {}
    for node in reversed(nodes):
        depth = depths.setdefault(id(node), 0)
        if node.operation is not None:
            depth = max(depth, operations.get(node.operation, 0))
            operations[node.operation] = depths[id(node)] = depth
        for parent in _parents(node):
            if id(parent) in indices:
                depths[id(parent)] = max(depth + 1, depths.get(id(parent), 0))
    first_seen: dict[Ref, int] = {}
    for node in sorted(nodes, key=lambda node: indices[id(node)]):
        if node.operation is not None:
            first_seen.setdefault(node.operation, indices[id(node)])
    ordered = sorted(operations, key=lambda ref: (-operations[ref], first_seen[ref]))
    return Walk(tuple(ordered), _missing(nodes, given, outputs))


def _missing(nodes: Sequence[Node], given: set[int], outputs: Sequence[TensorValue]) -> tuple[Node, ...]:
    """The inputs that outputs need but are not given; none where one of two alternatives needs none."""
    if not any(node.is_input and id(node) not in given for node in nodes):
        return ()
    missing: dict[int, dict[int, Node]] = {}
    for node in nodes:
        before = [missing.get(id(parent), {}) for parent in _parents(node)]
        if node.is_input and id(node) not in given:
            missing[id(node)] = {id(node): node}
        elif not node.is_join or (all(before) and len(before) == len(list(tensor_values(node.inputs)))):
            missing[id(node)] = {key: each for found in before for key, each in found.items()}
    ends = [value.node for value in outputs if value.node is not None]
    return tuple({key: each for node in ends for key, each in missing.get(id(node), {}).items()}.values())


def _nodes_of(value: TensorValue) -> Iterator[Node]:
    """The node of a value, and those of its alternatives."""
    nodes = [value.node, *(each.node for each in histories_of(value))]
    return (node for node in nodes if node is not None)


def _topological(given: set[int], outputs: Sequence[TensorValue]) -> tuple[list[Node], dict[int, int]]:
    """The nodes from inputs to outputs, depth first, and the order in which each was first met."""
    nodes: list[Node] = []
    indices: dict[int, int] = {}
    stack: list[tuple[Node, bool]] = [(value.node, False) for value in reversed(outputs) if value.node is not None]
    while stack:
        node, finished = stack.pop()
        if finished:
            nodes.append(node)
        elif id(node) not in indices and (node.is_input or id(node) not in given):
            indices[id(node)] = len(indices)
            stack.append((node, True))
            stack += [(parent, False) for parent in reversed(_parents(node))]
    return nodes, indices


def _parents(node: Node) -> list[Node]:
    return [value.node for value in tensor_values(node.inputs) if value.node is not None]


def apply_operation(machine: Machine, ref: Ref, inputs: Value, site: Span, kind: Kind) -> Value:
    """Apply a layer, or call a model, and record it at `site`."""
    if isinstance(machine.heap[ref], LayerObject):
        return apply_layer(machine, ref, inputs, site, kind)
    return machine.call(ref, CallArguments([inputs]), site)


def run_operation(machine: Machine, ref: Ref, structure: Structure) -> Structure:
    """The output of a layer or model on other inputs, without recording anything."""
    machine.tick()
    content = machine.heap[ref]
    if isinstance(content, LayerObject):
        if isinstance(content.configured, Unknown):
            return content.configured
        outcome = apply(content.configured, structure)
        if isinstance(outcome, Result):
            outcome = check_reuse(content, outcome, structure)
        if isinstance(outcome, Result):
            return outcome.output
        note_refusal(machine, Refusal(content.layer, outcome, content.span))
        return Unknown("an inner layer does not take this input")
    if isinstance(content, SequentialObject):
        for item in content.layers:
            structure = run_operation(machine, item, structure)
        return structure
    if isinstance(content, FunctionalObject):
        return unpack_singleton(run_graph(machine, content, structure))
    if isinstance(content, InstanceObject):
        with machine.silently():
            value = machine.call(ref, CallArguments([without_history(structure)]), content.span)
        return structure_of(plain_tensors(machine, value))
    return Unknown("the model is not known")


def unpack_singleton(outputs: Structure) -> Structure:
    """What a functional model gives on tensors: of a list of one output that output (on symbols it is the list)."""
    return outputs[0] if isinstance(outputs, tuple) and len(outputs) == 1 else outputs


def run_graph(machine: Machine, model: FunctionalObject, structure: Structure) -> Structure:
    """What a functional model gives on other inputs: its graph evaluated again."""
    if not is_of_tensors(model.inputs):
        return Unknown("the inputs of the model are not known")
    given = zip(tensor_values(model.inputs), leaves(structure), strict=False)
    known: dict[int, tuple[Tensor | Unknown, ...]] = {}
    for value, tensor in given:
        for node in _nodes_of(value):
            known[id(node)] = (as_declared(value.tensor, tensor),)

    def output_of(value: TensorValue) -> Tensor | Unknown:
        if value.node is not None and id(value.node) not in known:
            _evaluate_node(machine, value.node, known)
        return _known_output(value, known)

    refused = [] if machine.refusals is None else machine.refusals.found
    before = len(refused)
    outputs = _map_tensors(model.outputs, output_of)
    if len(refused) > before and _has_alternatives(model):
        # what a layer refuses of one alternative is refused where the program takes that one
        del refused[before:]
    return outputs


def _has_alternatives(model: FunctionalObject) -> bool:
    """Whether the graph of a model is one of several, by a condition that is not known."""
    given = {id(node) for value in tensor_values(model.inputs) for node in _nodes_of(value)}
    nodes, _ = _topological(given, list(tensor_values(model.outputs)))
    return any(node.is_join for node in nodes)


def _evaluate_node(machine: Machine, target: Node, known: dict[int, tuple[Tensor | Unknown, ...]]) -> None:
    """Evaluate `target` and what it needs, without recursion: graphs are deep."""
    stack = [target]
    while stack:
        node = stack[-1]
        waiting = [
            value.node for value in tensor_values(node.inputs) if value.node is not None and id(value.node) not in known
        ]
        if waiting:
            stack += waiting
            continue
        stack.pop()
        if id(node) not in known:
            structure = _map_tensors(node.inputs, lambda value: _known_output(value, known))
            known[id(node)] = tuple(leaves(_run_node(machine, node, structure)))


def _known_output(value: TensorValue, known: dict[int, tuple[Tensor | Unknown, ...]]) -> Tensor | Unknown:
    if value.node is None:
        return value.tensor
    outputs = known[id(value.node)]
    return outputs[value.index] if value.index < len(outputs) else Unknown("an output is missing")


def _run_node(machine: Machine, node: Node, structure: Structure) -> Structure:
    if node.step is not None:
        return run_step(machine, node.step, structure)
    if node.operation is None or node.is_input:
        return Unknown("it does not come from the inputs of the model")
    return run_operation(machine, node.operation, structure)


def _map_tensors(value: Value, function: Callable[[TensorValue], Structure]) -> Structure:
    if isinstance(value, TensorValue):
        return function(value)
    if isinstance(value, dict):
        return NamedTensors(tuple((name, _map_tensors(item, function)) for name, item in value.items()))
    if isinstance(value, tuple):
        return tuple(_map_tensors(item, function) for item in value)
    if isinstance(value, (int, float)):
        return Tensor(())
    return value if isinstance(value, Unknown) else Unknown("it is not a tensor")


def as_declared(declared: Tensor, given: Tensor | Unknown) -> Tensor | Unknown:
    """A given tensor as the model sees it: Keras adds or drops a trailing axis of 1 to fit the declared rank."""
    if isinstance(given, Unknown) or isinstance(given.shape, Unknown) or isinstance(declared.shape, Unknown):
        return given
    shape = given.shape
    if len(shape) == len(declared.shape) + 1:
        shape = shape[:-1]
    elif len(shape) == len(declared.shape) - 1:
        shape = (*shape, 1)
    return Tensor(shape, declared.dtype)


def fitting(declared: Tensor, given: Tensor | Unknown, *, checks_sizes: bool) -> Tensor | Unknown:
    """What is known of a tensor that a model takes: where its shape is unknown, what the model declares.

    `checks_sizes` is false for a Sequential model, which takes any sizes that its layers take.
    """
    reason = given if isinstance(given, Unknown) else given.shape
    if not isinstance(reason, Unknown) or isinstance(declared.shape, Unknown):
        return given
    sizes = tuple(size if isinstance(size, int) and checks_sizes else reason for size in declared.shape)
    return Tensor(sizes, declared.dtype)


def check_model_input(expected: Shape, found: Shape, *, check_sizes: bool) -> InputMismatch | None:
    """Whether a model takes a tensor (`Functional._adjust_input_rank` and its `InputSpec`); a Sequential model does not
    check sizes itself."""
    if isinstance(expected, Unknown) or isinstance(found, Unknown):
        return None
    if len(found) == len(expected) + 1 and not known_different(found[-1], 1):
        found = found[:-1]
    elif len(found) == len(expected) - 1 and (expected[-1] == 1 or isinstance(expected[-1], Unknown)):
        found = (*found, 1)
    if len(found) != len(expected):
        return InputMismatch(expected, found, None)
    if check_sizes:
        for position in range(1, len(expected)):
            if known_different(expected[position], found[position]):
                return InputMismatch(expected, found, position)
    return None
