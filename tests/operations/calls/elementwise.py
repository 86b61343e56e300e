"""Calls of element-wise operations whose operands must be of one kind."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import NAMES, Call, Draw
from tests.operations.tensors import Given


def _integers(draw: Draw) -> dict[str, Any]:
    draw.dtype = draw.pick("int32", "int64", "uint8", "int8")
    return {"x1": draw.tensor(), "x2": Given(draw.partner().shape, draw.dtype)}


def _truths(draw: Draw) -> dict[str, Any]:
    return {"x1": Given(draw.shape, "bool"), "x2": Given(draw.partner().shape, "bool")}


def _pair(draw: Draw) -> dict[str, Any]:
    return {"x1": draw.tensor(), "x2": NAMES["x2"](draw)}


INTEGER = "gcd lcm bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor left_shift right_shift"
PYTHON = "add floordiv mod mul pow sub truediv eq ge gt le lt ne"

CALLS: dict[str, Call] = {
    "piecewise": lambda d: {"x": d.tensor(), "condlist": [Given(d.shape, "bool")], "funclist": [1.0]},
    "numpy.ldexp": lambda d: {"x1": Given(d.shape, d.pick("float32", "float64")), "x2": Given(d.shape, "int32")},
    "bitwise_count": lambda d: {"x": Given(d.shape, d.pick("int8", "uint8", "int32", "int64"))},
    "spacing": lambda d: {"x": Given(d.shape, d.pick("float16", "float32", "float64"))},
    **dict.fromkeys([f"tensorflow.{name}" for name in ("logical_and", "logical_or", "math.logical_xor")], _truths),
    **dict.fromkeys([f"operator.{name}" for name in PYTHON.split()], _pair),
    **dict.fromkeys(
        ["operator.and_", "operator.or_", "operator.xor"],
        lambda d: _truths(d) if d.chance.random() < 0.5 else _integers(d),
    ),
    "operator.invert": lambda d: {"x": Given(d.shape, d.pick("bool", "int32"))},
    **dict.fromkeys([f"{library}.{name}" for library in ("keras.ops", "numpy") for name in INTEGER.split()], _integers),
}
