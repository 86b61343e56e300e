"""The multiply-adds that TensorFlow does for one sample: counted in the operations of the graph that a layer makes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import tensorflow as tf
from tests.fidelity.real_keras import keras


def products(layer: Any, inputs: Any, call: dict[str, Any]) -> int:
    """The products that a layer sums up for a batch of one; shapes are those of its inputs, `None` for the batch."""
    specification = _specify(inputs), {name: _specify(shape) for name, shape in call.items()}
    # what is computed to build the layer is not of the call
    given, others = _zeros(specification)
    layer(given, **others)
    function = tf.function(lambda given, others: layer(given, **others))
    graph = function.get_concrete_function(*specification).graph
    return sum(_OPERATIONS[operation.type](operation) for operation in _operations(graph))


def _zeros(specification: Any) -> Any:
    return tf.nest.map_structure(lambda each: tf.zeros(each.shape), specification)


def _specify(shapes: Any) -> Any:
    if isinstance(shapes, list):
        return [_specify(shape) for shape in shapes]
    return tf.TensorSpec((1, *shapes[1:]), "float32")


def _operations(graph: Any) -> Iterator[Any]:
    """The operations that multiply, those of functions that are called too."""
    for operation in graph.get_operations():
        if operation.type in ("PartitionedCall", "StatefulPartitionedCall"):
            yield from _operations(graph._get_function(operation.get_attr("f").name).graph)
        elif operation.type in ("While", "StatelessWhile"):
            raise AssertionError("a loop in the graph: how often it runs is not counted")
        elif operation.type in _OPERATIONS:
            yield operation


def _size(tensor: Any) -> int:
    assert tensor.shape.is_fully_defined(), tensor
    return _product(tensor.shape)


def _product(sizes: Iterable[int]) -> int:
    return math.prod(int(size) for size in sizes)


def _matrices(operation: Any) -> int:
    """Every number of the result sums up as many products as the left rows are long."""
    flag = "transpose_a" if operation.type == "MatMul" else "adj_x"
    left = operation.inputs[0].shape
    return _size(operation.outputs[0]) * int(left[-2] if operation.get_attr(flag) else left[-1])


def _convolution(operation: Any) -> int:
    return _size(operation.outputs[0]) * _product(operation.inputs[1].shape[:-1])


def _depthwise(operation: Any) -> int:
    return _size(operation.outputs[0]) * _product(operation.inputs[1].shape[:2])


def _transposed(operation: Any) -> int:
    """Every number of the input is multiplied with the whole kernel of its channel."""
    return _size(operation.inputs[2]) * _product(operation.inputs[1].shape[:-1])


def _einsum(operation: Any) -> int:
    terms = operation.get_attr("equation").decode().partition("->")[0].split(",")
    sizes: dict[str, int] = {}
    for term, tensor in zip(terms, operation.inputs, strict=True):
        assert "." not in term
        sizes.update(zip(term, tensor.shape, strict=True))
    return math.prod(sizes.values()) if len(terms) > 1 else 0


_OPERATIONS: dict[str, Callable[[Any], int]] = {
    "MatMul": _matrices,
    "BatchMatMulV2": _matrices,
    "Conv2D": _convolution,
    "Conv3D": _convolution,
    "DepthwiseConv2dNative": _depthwise,
    "Conv2DBackpropInput": _transposed,
    "Conv3DBackpropInputV2": _transposed,
    "Einsum": _einsum,
    "XlaEinsum": _einsum,
}


def keras_layer(text: str) -> Any:
    """The layer that a call in text makes."""
    return eval(text, {name: getattr(keras.layers, name) for name in dir(keras.layers)})
