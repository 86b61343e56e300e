"""Operations between layers (`tf.reshape(x, ...)`, `x.mean(axis=1)`, `np.zeros(...)`): their rules on values."""

from __future__ import annotations

from shapelens.interpreter.analysis import Kind, Observation
from shapelens.interpreter.keras.constants import constant_items
from shapelens.interpreter.keras.conversion import unfold
from shapelens.interpreter.keras.demands import note_operation
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.values import (
    CallArguments,
    Node,
    TensorValue,
    Value,
    bare,
    replace_tensors,
    tensor_values,
    with_history,
)
from shapelens.layers.operations.registry import Operation, apply_operation, find_operation
from shapelens.layers.operations.values import ShapeValue
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def require_operation(path: str) -> Operation:
    """The operation behind an operator of Python, which is always declared."""
    found = find_operation(path)
    assert found is not None
    return found


def call_operation(machine: Machine, entry: Operation, arguments: CallArguments, span: Span) -> Value:
    """Apply an operation's rule; the result has its place in the graph where an input has one."""
    positional = tuple(_folded(machine, value) for value in arguments.positional)
    keywords = {name: _folded(machine, value) for name, value in arguments.keywords.items()}
    complete = arguments.complete
    outcome = apply_operation(entry, bare(positional), bare(keywords), complete=complete)
    if isinstance(outcome, ShapeValue):
        return outcome if outcome.is_tensor else outcome.sizes
    if isinstance(outcome, (int, float, Polynomial)):
        return outcome
    if not isinstance(outcome, (Tensor, tuple, NamedTensors, Unknown)):
        place = arguments.keyword_spans.get(outcome.argument or "", span)
        return machine.report(outcome, place, layer=entry.name, site=span)
    inputs = tuple(tensor_values((positional, keywords)))

    def replay(structure: Structure) -> Structure:
        given = leaves(structure)
        again = apply_operation(
            entry, replace_tensors(positional, given), replace_tensors(keywords, given), complete=complete
        )
        known = isinstance(again, (Tensor, tuple, NamedTensors, Unknown))
        return again if known else Unknown(f"`{entry.name}` does not take this input")  # type: ignore[return-value]

    from_graph = any(value.node is not None for value in inputs)
    node = Node(None, inputs, replay=replay) if from_graph else None
    kind: Kind = "op" if from_graph else "data"
    machine.observe(span, kind, Observation(entry.name, tuple(value.tensor for value in inputs), outcome))
    note_operation(machine, entry, inputs, outcome, span)
    items = constant_items(entry.path, arguments)
    if items is not None and isinstance(outcome, Tensor):
        return TensorValue(outcome, node, items=items)
    return with_history(outcome, node)


def _folded(machine: Machine, value: Value) -> Value:
    """Lists as tuples, dicts as dicts, all the way down."""
    return unfold(machine, value, _folded)
