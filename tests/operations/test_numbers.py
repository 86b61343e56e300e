"""Functions of numbers and of shapes as values: what the library gives, or the sizes that it would compute."""

from __future__ import annotations

from typing import Any

import pytest
from tests.operations.libraries import numpy, resolve

from shapelens.layers.operations import ShapeValue, apply_operation, find_operation
from shapelens.shapes.expressions import Polynomial, axis, substitute
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

H = axis("H")


def call(path: str, *positional: Any, **keywords: Any) -> Any:
    entry = find_operation(path)
    assert entry is not None, path
    return apply_operation(entry, positional, keywords)


@pytest.mark.parametrize(
    ("path", "numbers"),
    [
        ("numpy.sqrt", (16,)),
        ("numpy.log2", (128,)),
        ("numpy.log", (2.5,)),
        ("numpy.exp", (1,)),
        ("numpy.floor", (3.5,)),
        ("numpy.ceil", (3.5,)),
        ("numpy.abs", (-3,)),
        ("numpy.square", (5,)),
        ("numpy.maximum", (3, 8)),
        ("numpy.minimum", (3, 8)),
        ("numpy.power", (2, 5)),
        ("numpy.add", (2, 0.5)),
        ("numpy.divide", (7, 2)),
        ("numpy.floor_divide", (7, 2)),
        ("numpy.mod", (7, 4)),
        ("operator.mul", (6, 7)),
    ],
)
def test_numbers(path: str, numbers: tuple[float, ...]) -> None:
    ours = call(path, *numbers)
    assert ours == pytest.approx(float(resolve(path)(*numbers)))
    assert isinstance(ours, (int, float))


@pytest.mark.parametrize("numbers", [(-1,), (0,), (10**400,), (float("nan"),)])
def test_a_number_that_a_function_does_not_take(numbers: tuple[float, ...]) -> None:
    assert isinstance(call("numpy.log", *numbers), (Tensor, Unknown, float))


def test_sizes() -> None:
    assert call("tensorflow.multiply", H, 2) == H * 2
    assert call("tensorflow.math.floordiv", H, 2) == H // 2
    larger = call("tensorflow.maximum", H, 8)
    assert isinstance(larger, Polynomial)
    assert substitute(larger, {"H": 5}) == 8


def test_shapes_as_values() -> None:
    image = Tensor((axis("batch"), H, 30, 3))
    shape = call("tensorflow.shape", image)
    assert shape == ShapeValue((axis("batch"), H, 30, 3))
    assert call("operator.mul", shape, 2) == ShapeValue((axis("batch") * 2, H * 2, 60, 6))
    assert call("tensorflow.unstack", shape) == ShapeValue((axis("batch"), H, 30, 3), is_tensor=False)
    assert call("keras.backend.int_shape", image) == ShapeValue((axis("batch"), H, 30, 3), is_tensor=False)
    assert call("tensorflow.cast", H, "int32") == H
    assert call("tensorflow.cast", call("tensorflow.math.ceil", 2.5), "int32") == 3
    assert call("numpy.round", 3.14159, 2) == Tensor((), "float64")
    joined = call("tensorflow.concat", (ShapeValue((H, 4)), (2, 2)), 0)
    assert joined == ShapeValue((H, 4, 2, 2))
    assert call("tensorflow.reshape", Tensor((H, 4, 4)), joined) == Tensor((H, 4, 2, 2))
    assert call("tensorflow.stack", (H, 16)) == ShapeValue((H, 16))


def test_counts() -> None:
    assert call("numpy.prod", (28, 28, 3)) == numpy.prod((28, 28, 3))
    assert call("tensorflow.reduce_prod", ShapeValue((H, 3))) == H * 3
    assert call("tensorflow.rank", Tensor((H, 3))) == 2
    assert call("tensorflow.size", Tensor((H, 3))) == H * 3
    assert call("keras.backend.ndim", Tensor((2, 3))) == 2


def test_what_is_not_known_is_stacked_as_arrays() -> None:
    """Beside a size it is a size."""
    unknown = Unknown("it is read from a file")
    outcome = call("numpy.stack", (unknown, unknown))
    assert isinstance(outcome, Tensor)
    assert isinstance(outcome.shape, Unknown)
    assert isinstance(call("numpy.stack", (unknown, H, 3)), ShapeValue)
