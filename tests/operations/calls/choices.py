"""Calls of element-wise operations beyond one or two operands."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import NAMES, Call, Draw
from tests.operations.tensors import Given


def _where(draw: Draw) -> dict[str, Any]:
    x1, x2 = draw.tensor(), draw.partner()
    condition = Given(draw.pick(x1.shape, x2.shape, ()), "bool")
    if draw.chance.random() < 0.2 and x1.shape:
        return {"condition": Given(x1.shape, "bool"), "x1": None, "x2": None}
    return {"condition": condition, "x1": x1, "x2": x2}


def _select(draw: Draw) -> dict[str, Any]:
    count = draw.whole(1, 2)
    conditions = [Given(draw.shape, "bool")] * count
    return {"condlist": conditions, "choicelist": [Given(draw.shape)] * count, "default": 0}


def _three(draw: Draw) -> dict[str, Any]:
    return dict.fromkeys(("a", "b", "x"), Given(draw.shape))


def _close(draw: Draw) -> dict[str, Any]:
    return {"x1": Given(draw.shape), "x2": Given(draw.partner().shape)}


def _scaled(draw: Draw) -> dict[str, Any]:
    return {"x1": draw.pick(2.0, Given((2,))) if draw.odd else 2.0, "x2": Given(draw.shape)}


def _quotients(draw: Draw) -> dict[str, Any]:
    return {"x1": draw.tensor(), "x2": NAMES["x2"](draw)}


CALLS: dict[str, Call] = {
    "add_n": lambda d: {"xs": [d.tensor(), d.partner()] if d.odd else [d.tensor()] * 2},
    "array_equal": _close,
    "betainc": _three,
    "divmod_of_two": _quotients,
    "one_truth": _close,
    "scalar_mul": _scaled,
    "select": _select,
    "switch": lambda d: {"condition": Given(d.pick((), d.shape), "bool"), "x1": d.tensor(), "x2": d.tensor()},
    "two_parts": lambda d: {"x": Given(d.shape, d.pick("float32", "float64"))},
    "where": _where,
}
