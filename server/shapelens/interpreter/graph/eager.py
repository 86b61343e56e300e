"""Tensors that are there, as TensorFlow computes them, beside symbols: none of their sizes is open."""

from __future__ import annotations

from shapelens.interpreter.domain.values import TensorValue, Value, tensor_values
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor, is_open, leaves, settled
from shapelens.shapes.unknown import Unknown

_OF_RUN = Unknown("it is a number that depends on the data")


def is_symbolic(machine: Machine, inputs: Value) -> bool:
    """Whether a call on these inputs is one on symbols: Keras then asks for shapes alone."""
    return not machine.in_call and any(value.node is not None for value in tensor_values(inputs))


def on_tensors(machine: Machine, inputs: Value, output: Structure) -> Structure:
    """What a call gives: on tensors that are there, a size that the call leaves open is a number."""
    # most calls are on one symbol
    if machine.in_graph or (isinstance(inputs, TensorValue) and inputs.node is not None):
        return output
    tensors = list(tensor_values(inputs))
    if not tensors or any(value.node is not None or _has_open_size(value.tensor) for value in tensors):
        return output
    return _settled(output) if any(map(_has_open_size, leaves(output))) else output


def _has_open_size(tensor: Tensor | Unknown) -> bool:
    return isinstance(tensor, Tensor) and isinstance(tensor.shape, tuple) and any(map(is_open, tensor.shape))


def _settled(structure: Structure) -> Structure:
    if isinstance(structure, Tensor):
        return settled(structure, _OF_RUN)
    if isinstance(structure, NamedTensors):
        return NamedTensors(tuple((name, _settled(item)) for name, item in structure.items))
    return tuple(map(_settled, structure)) if isinstance(structure, tuple) else structure
