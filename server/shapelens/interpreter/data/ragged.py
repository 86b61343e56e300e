"""Ragged tensors where they become plain ones: their rows are not followed, but a program may write the shape."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.domain.values import TensorValue, Value
from shapelens.shapes.tensors import Tensor


@makes_data("tensor.to_tensor", signature="self, default_value=None, shape=None, name=None")
def to_tensor(call: Call) -> Value:
    """A tensor of the `shape` that is asked for, whose open sizes the longest rows decide."""
    ragged, shape = call.tensor("self"), call.plain("shape")
    if ragged is None or not isinstance(shape, tuple):
        return call.unknown("the longest rows of a ragged tensor decide its shape")
    longest = call.unknown("the longest row decides it")
    sizes = tuple(size if isinstance(size, int) else longest for size in shape)
    return TensorValue(Tensor(sizes, ragged.tensor.dtype), made=call.span)
