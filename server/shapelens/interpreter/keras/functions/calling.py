"""How a function of the program is applied to tensors inside a library: on a slice, step after step, in a graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shapelens.interpreter.domain.analysis import Observation
from shapelens.interpreter.domain.steps import FunctionStep
from shapelens.interpreter.domain.structures import structure_of, with_history
from shapelens.interpreter.domain.values import CallArguments, Node, TensorValue, Value, tensor_values
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.operations.framework.values import as_operand
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import NamedTensors, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# a function of the values in a call, and what it gives for them
Compute = Callable[[Value], Value]


@dataclass(frozen=True, slots=True)
class LibraryCall:
    """The call of a library's function that calls one of the program: by which path it is called again."""

    name: str
    path: str
    arguments: CallArguments
    span: Span


def as_tensors(machine: Machine, value: Value) -> Value:
    """Tensors in tuples and dicts; numbers as the tensors that a library makes of them."""
    value = plain_tensors(machine, value)
    if isinstance(value, tuple):
        return tuple(as_tensors(machine, item) for item in value)
    if isinstance(value, dict):
        return {name: as_tensors(machine, item) for name, item in value.items()}
    if isinstance(value, (int, float, Polynomial)):
        dtype = as_operand(value).dtype
        return TensorValue(Tensor((), {"int": "int32", "float": "float32"}.get(str(dtype), dtype)))
    return value


def apply(machine: Machine, function: Value, values: list[Value], span: Span) -> Value:
    """What a function gives for values, as tensors in tuples and dicts."""
    return as_tensors(machine, machine.call(function, CallArguments(values), span))


def operate(machine: Machine, call: LibraryCall, inputs: Value, compute: Compute) -> Value:
    """`compute(inputs)` as one step: it has its place in the graph where an input has one."""
    given = tuple(tensor_values(inputs))
    output = structure_of(compute(inputs))
    from_graph = any(value.node is not None for value in given)
    node = _node(machine, call) if from_graph else None
    kind = "op" if from_graph else "data"
    machine.observe(call.span, kind, Observation(call.name, tuple(value.tensor for value in given), output))  # type: ignore[arg-type]
    return with_history(output, node) if isinstance(output, (Tensor, tuple, NamedTensors)) else output


def _node(machine: Machine, call: LibraryCall) -> Node:
    positional = [plain_tensors(machine, value) for value in call.arguments.positional]
    keywords = {name: plain_tensors(machine, value) for name, value in call.arguments.keywords.items()}
    inputs = tuple(tensor_values((*positional, *keywords.values())))
    return Node(None, inputs, step=FunctionStep(call.path, CallArguments(positional, keywords), call.span))


def first_slice(value: Value) -> tuple[Value, Size | Unknown]:
    """A slice on the first axis of every tensor, and the size of that axis; why it is not known, where that is so."""
    size: Size | None = None

    def cut(part: Value) -> Value:
        nonlocal size
        if isinstance(part, tuple):
            return tuple(cut(item) for item in part)
        if isinstance(part, dict):
            return {name: cut(item) for name, item in part.items()}
        if not isinstance(part, TensorValue):
            return part if isinstance(part, Unknown) else Unknown("what is mapped over is no tensor")
        shape = part.tensor.shape
        if isinstance(shape, Unknown) or not shape:
            reason = shape if isinstance(shape, Unknown) else Unknown("a scalar has no slices")
            size = reason if size is None else size
            return TensorValue(Tensor(reason, part.tensor.dtype))
        size = shape[0] if not isinstance(size, int) else size
        return TensorValue(Tensor(shape[1:], part.tensor.dtype))

    piece = cut(value)
    return piece, Unknown("there is nothing to map over") if size is None else size


def stacked(value: Value, size: Size) -> Value:
    """Every tensor with one more axis in front."""
    if isinstance(value, tuple):
        return tuple(stacked(item, size) for item in value)
    if isinstance(value, dict):
        return {name: stacked(item, size) for name, item in value.items()}
    if not isinstance(value, TensorValue):
        return value if isinstance(value, Unknown) else Unknown("what the function gives is no tensor")
    shape = value.tensor.shape
    tensor = value.tensor if isinstance(shape, Unknown) else Tensor((size, *shape), value.tensor.dtype)
    return TensorValue(tensor)


def settled(machine: Machine, before: Value, after: Value) -> Value:
    """What a state is after any number of steps: what one step leaves as it was; the rest is not known."""
    before, after = as_tensors(machine, before), as_tensors(machine, after)
    if isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        return tuple(settled(machine, a, b) for a, b in zip(before, after, strict=True))
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        return {name: settled(machine, before[name], after[name]) for name in before}
    if not isinstance(before, TensorValue) or not isinstance(after, TensorValue):
        return after if isinstance(after, Unknown) else before if isinstance(before, Unknown) else Unknown(_CHANGES)
    return TensorValue(_settled_tensor(before.tensor, after.tensor))


_CHANGES = "it changes from step to step"


def _settled_tensor(before: Tensor, after: Tensor) -> Tensor:
    dtype = after.dtype if before.dtype == after.dtype else Unknown(_CHANGES)
    one, other = before.shape, after.shape
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return Tensor(one if isinstance(one, Unknown) else other, dtype)
    if len(one) != len(other):
        return Tensor(Unknown(_CHANGES), dtype)
    return Tensor(tuple(a if a == b else Unknown(_CHANGES) for a, b in zip(one, other, strict=True)), dtype)
