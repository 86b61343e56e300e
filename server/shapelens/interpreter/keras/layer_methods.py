"""The methods of layers: what they say of shapes, and those that change none."""

from __future__ import annotations

from shapelens.interpreter.heap import ListObject
from shapelens.interpreter.keras.attributes import keras_shape
from shapelens.interpreter.keras.conversion import plain
from shapelens.interpreter.keras.graph import run_operation
from shapelens.interpreter.keras.inputs import open_axes
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.values import CallArguments, Ref, Value
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# a layer is built again by its first call, with the shape that it then gets
_WITHOUT_EFFECT = {
    "build", "set_weights", "load_own_variables", "save_own_variables", "build_from_config", "add_loss", "add_metric",
    "adapt", "quantize", "enable_lora",
}  # fmt: skip


def call_layer_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """`layer.compute_output_shape(shape)`, `layer.call(x)`, `layer.build(shape)`, ..."""
    if name in _WITHOUT_EFFECT:
        return None
    if name in {"call", "__call__"}:
        return machine.call(ref, arguments, span)
    if name == "compute_output_shape":
        return output_shape(machine, ref, arguments.get(0, "input_shape"))
    return Unknown(f"what `.{name}` of a layer gives is not known", span.line)


def output_shape(machine: Machine, ref: Ref, shape: Value) -> Value:
    """The shape that a layer gives for a shape (or several), as `compute_output_shape` says it."""
    with machine.silently():
        output = run_operation(machine, ref, _placeholder(machine, plain(machine, shape)))
    return _shapes(machine, output)


def _placeholder(machine: Machine, shape: Value) -> Structure:
    """Tensors of the shapes that a program gives: a tuple of sizes, or tuples and dicts of those."""
    if isinstance(shape, dict):
        return NamedTensors(tuple((str(name), _placeholder(machine, item)) for name, item in shape.items()))
    if isinstance(shape, tuple) and shape and all(isinstance(item, (tuple, dict)) for item in shape):
        return tuple(_placeholder(machine, item) for item in shape)
    dims = open_axes(machine, shape, "input_shape")
    return Tensor(dims if isinstance(dims, (tuple, Unknown)) else Unknown("the shape is not known"))


def _shapes(machine: Machine, output: Structure) -> Value:
    if isinstance(output, Tensor):
        return keras_shape(output.shape)
    if isinstance(output, tuple):
        return machine.heap.new(ListObject(tuple(_shapes(machine, item) for item in output)))
    return output if isinstance(output, Unknown) else Unknown("several shapes by name")
