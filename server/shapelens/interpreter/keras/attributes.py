"""The attributes of layers, models and tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from shapelens.interpreter.domain.objects import (
    FunctionalObject,
    InputLayerObject,
    InstanceObject,
    LayerObject,
    ListObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import (
    BoundMethod,
    CallArguments,
    Named,
    NoValue,
    Ref,
    ShapeEnd,
    TensorValue,
    Value,
    tensor_values,
)
from shapelens.interpreter.graph.policies import DTYPE_ATTRIBUTES, dtype_attributes
from shapelens.interpreter.keras.kept_arguments import kept_argument
from shapelens.interpreter.keras.operations import call_operation, require_operation
from shapelens.interpreter.language.symbols import refuse_attribute
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.families.rnn.recurrent_cells import cell_of
from shapelens.layers.framework.registry import Configured
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.tensors import Tensor, last_sizes
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_METHOD: Final = NoValue.ABSENT
# attributes that are operations: the transposed array, the number of its elements
_COMPUTED = {"T": require_operation("tensor.T"), "size": require_operation("numpy.size")}


def keras_attribute(machine: Machine, value: Ref, name: str) -> Value:
    """An attribute of a layer, input layer or model; a method comes back bound to it."""
    content = machine.heap[value]
    read = _READERS.get(type(content))
    found = _METHOD if read is None else read(machine, content, name)
    return BoundMethod(value, name) if found is _METHOD else found


def keras_shape(tensor: Tensor) -> Value:
    """The shape of a tensor as a program sees it in Keras: `None` for an open size."""
    sizes = tuple(None if isinstance(size, Polynomial) else size for size in last_sizes(tensor))
    return ShapeEnd(tensor.shape.reason, tensor.shape.line, sizes) if isinstance(tensor.shape, Unknown) else sizes


def tensor_attribute(machine: Machine, value: TensorValue, name: str, span: Span) -> Value:
    """An attribute of a tensor; a method comes back bound to it."""
    shape = value.tensor.shape
    if name == "shape":
        return keras_shape(value.tensor)
    refused = refuse_attribute(machine, value, name, span)
    if refused is not None:
        return refused
    if name in _COMPUTED:
        return call_operation(machine, _COMPUTED[name], CallArguments([value]), span)
    if name == "values" and value.is_array:
        # a column of a frame is an array to us
        return value
    if name == "dtype":
        return value.tensor.dtype
    if name == "_keras_history" and value.node is not None and value.node.operation is not None:
        history: dict[str, Value] = {
            "operation": value.node.operation,
            "layer": value.node.operation,
            "tensor_index": value.index,
        }
        return machine.heap.new(InstanceObject(None, span, history))
    if name in {"ndim", "rank"}:
        return shape if isinstance(shape, Unknown) else len(shape)
    return BoundMethod(value, name)


def _of_layer(machine: Machine, layer: LayerObject, name: str) -> Value:
    if name == "name":
        return layer.name
    if isinstance(layer.configured, Unknown):
        return layer.configured
    if name in {"input", "output"} and layer.output is not None:
        return layer.input if name == "input" else layer.output
    if name in {"input_shape", "output_shape"} and layer.output is not None:
        return _view(machine, layer.input if name == "input_shape" else layer.output, name)
    if name in {"trainable", "built"}:
        return Unknown(f"`.{name}` changes while the program runs")
    if name == "__class__":
        return Named(f"keras.layers.{layer.configured.layer.name}")
    if name in DTYPE_ATTRIBUTES:
        return dtype_attributes(layer.configured.arguments["dtype"])[name]
    if name in {"state_size", "output_size"}:
        return _size_of_cell(machine, layer.configured, name)
    entry = layer.configured.layer
    if entry.signature.accepts(name) and name not in entry.hidden:
        return kept_argument(machine, layer.configured, name)
    return _METHOD


def _size_of_cell(machine: Machine, configured: Configured, name: str) -> Value:
    """What a cell keeps from step to step, one size or a list of them, or what it gives."""
    cell = cell_of(configured)
    if cell is None or isinstance(cell, Unknown):
        return _METHOD if cell is None else cell
    if name == "output_size":
        return cell.units
    sizes = tuple(machine.heap.new(ListObject(size)) if isinstance(size, tuple) else size for size in cell.states)
    return sizes[0] if len(sizes) == 1 else machine.heap.new(ListObject(sizes))


def _of_input_layer(machine: Machine, layer: InputLayerObject, name: str) -> Value:
    if name in {"output", "input"}:
        return layer.tensor
    return layer.name if name == "name" else _METHOD


def _of_sequential(machine: Machine, model: SequentialObject, name: str) -> Value:
    if name == "name":
        return model.name
    if name == "layers":
        return machine.heap.new(ListObject(model.broken or model.layers))
    unbuilt = model.broken or Unknown("the model has no input shape yet")
    if name in {"input", "output", "inputs", "outputs", "input_shape", "output_shape"}:
        if model.broken is not None or model.input is None:
            return unbuilt
        value = model.input if name.startswith("input") else model.output
        return _view(machine, value, name)
    return _METHOD


def _of_functional(machine: Machine, model: FunctionalObject, name: str) -> Value:
    if name == "name":
        return model.name
    if name == "layers":
        return machine.heap.new(ListObject(model.layers))
    if name in {"input", "output", "inputs", "outputs", "input_shape", "output_shape"}:
        return _view(machine, model.inputs if name.startswith("input") else model.outputs, name)
    return _METHOD


def _view(machine: Machine, value: Value, name: str) -> Value:
    """`output` is the tensor, `outputs` a list of it, `output_shape` its shape."""
    if name.endswith("_shape"):
        shapes = [keras_shape(each.tensor) for each in tensor_values(value)]
        return shapes[0] if len(shapes) == 1 else machine.heap.new(ListObject(tuple(shapes)))
    if name.endswith("s"):
        return machine.heap.new(ListObject(value if isinstance(value, tuple) else (value,)))
    return value


_READERS: dict[type, Callable[..., Value]] = {
    LayerObject: _of_layer,
    InputLayerObject: _of_input_layer,
    SequentialObject: _of_sequential,
    FunctionalObject: _of_functional,
}
