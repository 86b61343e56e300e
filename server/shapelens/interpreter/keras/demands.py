"""What a call demands of open sizes when it runs: Keras cannot check it while they are `None`, so it is recorded.

A join (`Concatenate`, `Add`, `x + y`) takes inputs whose sizes are equal; what a layer's formula gives is positive.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from shapelens.interpreter.analysis import Branch, Join
from shapelens.interpreter.heap import FunctionalObject, InputLayerObject, InstanceObject, LayerObject, SequentialObject
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.values import TensorValue, Value, tensor_values
from shapelens.layers.operations.registry import Operation
from shapelens.layers.registry import Layer
from shapelens.layers.result import Result
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# how far back a layer is looked for behind operations that are no layers
_STEPS_BACK = 20
# these take no size of 1 for another
_STRICT = frozenset({"Concatenate", "concatenate", "stack"})


def note_layer(machine: Machine, entry: Layer, inputs: Value, result: Result, site: Span) -> None:
    """Record what the call of a layer demands."""
    if not machine.surely_runs:
        return
    for step in result.steps:
        if step.positive and isinstance(step.size, Polynomial):
            machine.extents[step.size] = None
    if entry.family == "merging" and entry.name != "Dot":
        note_joins(machine, entry.name, inputs, result.output, site)


def note_operation(
    machine: Machine, label: str, entry: Operation, inputs: Value, output: Structure, site: Span
) -> None:
    """Record what the call of an operation demands; `label` is what a person calls it."""
    if entry.name in _STRICT or entry.family == "elementwise":
        note_joins(machine, label, inputs, output, site)


def note_joins(machine: Machine, label: str, inputs: Value, output: Structure, site: Span) -> None:
    """Record the axes on which `inputs`, put together by the operation `label`, must agree and may not."""
    values = [value for value in tensor_values(inputs) if isinstance(value.tensor.shape, tuple)]
    if len(values) < 2 or not machine.surely_runs:
        return
    shapes = [value.tensor.shape for value in values]
    if not any(isinstance(size, Polynomial) for shape in shapes if isinstance(shape, tuple) for size in shape):
        return
    rank = max(value.tensor.rank or 0 for value in values)
    for axis in range(1, rank + 1):
        known = [(value, size) for value in values if not isinstance(size := _size_at(value, axis, label), Unknown)]
        if not _is_put_together([size for _, size in known], axis, label, output):
            # where one is 1 and stretched, the others must agree among themselves
            distinct = list({size: (value, size) for value, size in reversed(known)}.values())[::-1]
            for pair in itertools.combinations(distinct, 2):
                _note(machine, label, pair, rank - axis, rank, site)


def _size_at(value: TensorValue, axis: int, label: str) -> Size:
    """The size on an axis counted from the last; unknown where there is none that must agree with another."""
    shape = value.tensor.shape
    if isinstance(shape, Unknown) or axis > len(shape):
        return Unknown("there is no such axis")
    return Unknown("it is stretched") if shape[-axis] == 1 and label not in _STRICT else shape[-axis]


def _is_put_together(sizes: Sequence[Size], axis: int, label: str, output: Structure) -> bool:
    """Whether the inputs are put one after the other on this axis."""
    if label not in _STRICT or not isinstance(output, Tensor) or isinstance(output.shape, Unknown):
        return label in _STRICT
    total: Size = 0
    for size in sizes:
        total = total + size
    return axis <= len(output.shape) and output.shape[-axis] == total


def _note(
    machine: Machine,
    label: str,
    pair: tuple[tuple[TensorValue, Size], tuple[TensorValue, Size]],
    axis: int,
    rank: int,
    site: Span,
) -> None:
    if any(isinstance(size, Polynomial) for _, size in pair):
        left, right = (_branch(machine, value, size) for value, size in pair)
        machine.joins[Join(site, label, axis, rank, left, right, label not in _STRICT)] = None


def _branch(machine: Machine, value: TensorValue, size: Size) -> Branch:
    """Where a tensor comes from: the layer or model that gave it, or gave what it was computed from."""
    node = value.node
    for _ in range(_STEPS_BACK):
        if node is None:
            break
        if node.operation is not None:
            content = machine.heap[node.operation]
            if isinstance(content, LayerObject):
                return Branch(size, content.layer, content.span)
            if isinstance(content, InputLayerObject):
                return Branch(size, "Input", content.span)
            if isinstance(content, (SequentialObject, FunctionalObject, InstanceObject)):
                return Branch(size, "model", content.span)
            break
        node = next((each.node for each in tensor_values(node.inputs)), None)
    return Branch(size)
