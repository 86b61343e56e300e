"""Steps of a graph on other inputs, for what is no layer with one input. Nothing is recorded."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import InstanceObject
from shapelens.interpreter.domain.problems import Refusal
from shapelens.interpreter.domain.steps import FunctionStep, InstanceStep, JoinStep, LayerStep, OperationStep, Step
from shapelens.interpreter.domain.structures import replace_tensors, structure_of, without_history
from shapelens.interpreter.domain.values import CallArguments, Named, Value
from shapelens.interpreter.graph.refusals import note_refusal
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import join_structures
from shapelens.layers.framework.registry import apply
from shapelens.layers.framework.result import Result
from shapelens.layers.operations.framework.registry import apply_operation, is_problem
from shapelens.shapes.never import never
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def run_step(machine: Machine, step: Step, structure: Structure) -> Structure:
    """What a step gives on the tensors of `structure`, which are those of the inputs of its node."""
    if isinstance(step, LayerStep):
        return _run_layer(machine, step, structure)
    if isinstance(step, OperationStep):
        return _run_operation(machine, step, structure)
    if isinstance(step, InstanceStep):
        return _run_instance(machine, step, structure)
    if isinstance(step, FunctionStep):
        return _call(machine, Named(step.path), _with_tensors(step.arguments, structure), step.span)
    if isinstance(step, JoinStep):
        assert isinstance(structure, tuple)
        return join_structures(*structure)
    raise never(step)


def _run_layer(machine: Machine, step: LayerStep, structure: Structure) -> Structure:
    assert isinstance(structure, tuple)
    given = leaves(structure[1:])
    others = {name: replace_tensors(value, given) for name, value in step.others.items()}
    outcome = apply(step.configured, structure[0], others)
    if isinstance(outcome, Result):
        return outcome.output
    note_refusal(machine, Refusal(step.configured.layer.name, outcome))
    return Unknown("an inner layer does not take this input")


def _run_operation(machine: Machine, step: OperationStep, structure: Structure) -> Structure:
    given = leaves(structure)
    positional = replace_tensors(step.positional, given)
    outcome = apply_operation(step.entry, positional, replace_tensors(step.keywords, given), complete=step.complete)
    known = isinstance(outcome, (Tensor, tuple, NamedTensors, Unknown))
    if is_problem(outcome):
        note_refusal(machine, Refusal(step.entry.name, outcome))
    return outcome if known else Unknown(f"`{step.entry.name}` does not take this input")  # type: ignore[return-value]


def _run_instance(machine: Machine, step: InstanceStep, structure: Structure) -> Structure:
    assert isinstance(structure, tuple)
    instance = machine.heap[step.ref]
    assert isinstance(instance, InstanceObject)
    first, *others = structure
    arguments = _with_tensors(step.others, tuple(others))
    arguments.positional.insert(0, without_history(first))
    return _call(machine, step.ref, arguments, instance.span)


def _with_tensors(arguments: CallArguments, structure: Structure) -> CallArguments:
    """Arguments with other tensors in their places."""
    given = map(without_history, leaves(structure))
    positional = [replace_tensors(value, given) for value in arguments.positional]
    return CallArguments(
        positional, {name: replace_tensors(value, given) for name, value in arguments.keywords.items()}
    )


def _call(machine: Machine, callee: Value, arguments: CallArguments, span: Span) -> Structure:
    with machine.silently():
        return structure_of(plain_tensors(machine, machine.call(callee, arguments, span)))
