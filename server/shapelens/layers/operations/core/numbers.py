"""Element-wise functions of numbers that the program knows: `np.log2(size)`, `np.maximum(h, 8)`, `tf.shape(x) // 2`.

They have no part in the graph; what they give decides sizes further on.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from shapelens.layers.operations.framework.values import ShapeValue, is_size, known_sizes
from shapelens.shapes.expressions import Polynomial, Size, maximum, minimum
from shapelens.shapes.tensors import Dims

_UNARY: dict[str, Callable[[Any], Any]] = {
    "abs": abs, "absolute": abs, "ceil": math.ceil, "exp": math.exp, "floor": math.floor, "log": math.log,
    "log10": math.log10, "log2": math.log2, "negative": operator.neg, "round": round, "rint": round,
    "sqrt": math.sqrt, "square": lambda x: x * x,
}  # fmt: skip
_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "add": operator.add, "divide": operator.truediv, "floor_divide": operator.floordiv, "floordiv": operator.floordiv,
    "floormod": operator.mod, "maximum": max, "minimum": min, "mod": operator.mod, "mul": operator.mul,
    "multiply": operator.mul, "pow": pow, "power": pow, "sub": operator.sub, "subtract": operator.sub,
    "true_divide": operator.truediv, "truediv": operator.truediv,
}  # fmt: skip
# conditions, true or false
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "equal": operator.eq, "not_equal": operator.ne, "less": operator.lt, "less_equal": operator.le,
    "greater": operator.gt, "greater_equal": operator.ge,
}  # fmt: skip
_OF_SIZES: dict[str, Callable[[Any, Any], Any]] = {
    **{name: _BINARY[name] for name in ("add", "floor_divide", "floordiv", "mul", "multiply", "sub", "subtract")},
    "maximum": lambda left, right: maximum([left, right]),
    "minimum": lambda left, right: minimum([left, right]),
}
# these give whole numbers of the kind they were given: floats in numpy and TensorFlow
_KEEP_KIND = ("ceil", "floor", "round", "rint")
_LARGEST = 2**63


def of_number(name: str, value: Any, decimals: Any = None) -> float | None:
    """What the function `name` gives for a plain number; `decimals` belong to rounding."""
    function = _UNARY.get(name)
    if function is None or not is_number(value) or decimals not in (None, 0):
        return None
    result = _guarded(function, value)
    return float(result) if result is not None and name in _KEEP_KIND and isinstance(value, float) else result


def of_two(name: str, left: Any, right: Any) -> float | Polynomial | ShapeValue | None:
    """What the function `name` gives for two numbers, sizes, or shapes used as values."""
    if isinstance(left, ShapeValue) or isinstance(right, ShapeValue):
        return _of_shapes(name, left, right)
    if name in _COMPARED:
        return _COMPARED[name](left, right) if is_number(left) and is_number(right) else None
    if isinstance(left, Polynomial) or isinstance(right, Polynomial):
        if name not in _OF_SIZES or not is_size(left) or not is_size(right):
            return None
        result = _guarded(_OF_SIZES[name], left, right)
        return result if isinstance(result, (int, Polynomial)) else None
    if name not in _BINARY or not is_number(left) or not is_number(right):
        return None
    number: float | None = _guarded(_BINARY[name], left, right)
    return number


def _of_shapes(name: str, left: Any, right: Any) -> ShapeValue | None:
    first, second = _sizes(left, right), _sizes(right, left)
    if name not in _OF_SIZES or first is None or second is None or len(first) != len(second):
        return None
    sizes: list[Size] = [_guarded(_OF_SIZES[name], one, other) for one, other in zip(first, second, strict=True)]
    return ShapeValue(tuple(sizes)) if all(size is not None for size in sizes) else None


def _sizes(value: Any, other: Any) -> Dims | None:
    """The sizes in a value; one number is as many as the other has."""
    if is_size(value):
        return (value,) * len(other.sizes)
    return known_sizes(value)


def is_number(value: Any) -> bool:
    """Whether a value is a plain number of a size that can be computed with."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _LARGEST


def _guarded(function: Callable[..., Any], *values: Any) -> Any:
    try:
        result = function(*values)
    except (ArithmeticError, ValueError):
        return None
    return None if isinstance(result, complex) else result
