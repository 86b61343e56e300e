"""Tensors under Python's own operators: arithmetic with broadcasting, indexing and slicing."""

from __future__ import annotations

from shapelens.interpreter.analysis import Observation
from shapelens.interpreter.keras.demands import note_joins
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.values import Node, SliceValue, TensorValue, Value, is_number
from shapelens.layers.operations import broadcast, slice_size
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_SYMBOL_NAMES = {"+": "add", "-": "subtract", "*": "multiply", "/": "true_divide", "//": "floor_divide", "**": "power"}


def arithmetic(machine: Machine, symbol: str, left: Value, right: Value, span: Span) -> Value:
    """`left symbol right` where at least one is a tensor: element-wise, with broadcasting."""
    name = _SYMBOL_NAMES.get(symbol)
    if name is None:
        return Unknown(f"`{symbol}` of tensors has no rule yet", span.line)
    operands = (_operand(left), _operand(right))
    shape = broadcast(operands[0].shape, operands[1].shape)
    inputs = (operands[0], operands[1])
    if not isinstance(shape, (tuple, Unknown)):
        return machine.report(shape, span, layer=symbol, inputs=inputs)
    dtype = operands[0].dtype if isinstance(left, TensorValue) else operands[1].dtype
    output = Tensor(shape, dtype)
    node = Node(None, (left, right), replay=lambda structure: _replay(structure, dtype))
    machine.observe(span, "op", Observation(name, inputs, output))
    note_joins(machine, symbol, (left, right), output, span)
    return TensorValue(output, node)


def _operand(value: Value) -> Tensor:
    if isinstance(value, TensorValue):
        return value.tensor
    if is_number(value):
        return Tensor(())
    return Tensor(value if isinstance(value, Unknown) else Unknown("the other operand is not known"))


def _replay(structure: Structure, dtype: str | Unknown) -> Structure:
    assert isinstance(structure, tuple)
    shapes = [part.shape if isinstance(part, Tensor) else Unknown("not a tensor") for part in structure]
    shape = broadcast(shapes[0], shapes[1])
    return Tensor(shape if isinstance(shape, (tuple, Unknown)) else Unknown("the shapes do not broadcast"), dtype)


def index(machine: Machine, value: TensorValue, key: Value, span: Span) -> Value:
    """`tensor[key]`: integers take an axis away, slices shorten it, `None` adds one, `...` stands for the rest."""
    if value.items is not None and isinstance(key, int) and -len(value.items) <= key < len(value.items):
        return value.items[key]
    keys = key if isinstance(key, tuple) else (key,)
    output = _index_tensor(value.tensor, keys)
    node = Node(None, value, replay=lambda structure: _index_structure(structure, keys))
    machine.observe(span, "op", Observation("getitem", value.tensor, output))
    return TensorValue(output, node)


def _index_structure(structure: Structure, keys: tuple[Value, ...]) -> Structure:
    return _index_tensor(structure, keys) if isinstance(structure, Tensor) else Unknown("not a tensor")


def _index_tensor(tensor: Tensor, keys: tuple[Value, ...]) -> Tensor:
    if isinstance(tensor.shape, Unknown):
        return tensor
    return Tensor(_index_shape(tensor.shape, keys), tensor.dtype)


def _index_shape(shape: Dims, keys: tuple[Value, ...]) -> Dims | Unknown:
    taking = sum(1 for key in keys if key is not None and key is not ...)
    if taking > len(shape):
        return Unknown("it is indexed on more axes than it has")
    if ... not in [key for key in keys if not isinstance(key, TensorValue)]:
        keys = (*keys, ...)
    output: list[Size] = []
    axis = 0
    for key in keys:
        if key is None:
            output.append(1)
        elif key is ...:
            skipped = len(shape) - taking
            output += shape[axis : axis + skipped]
            axis += skipped
        elif isinstance(key, SliceValue):
            output.append(_slice(shape[axis], key))
            axis += 1
        elif isinstance(key, int):
            axis += 1
        else:
            return Unknown("the index is not known")
    return tuple(output)


def _slice(size: Size, key: SliceValue) -> Size:
    bounds = (key.lower, key.upper, key.step)
    if not all(isinstance(bound, (int, type(None))) for bound in bounds):
        return Unknown("the bounds of the slice are not known")
    return slice_size(size, *bounds)
