"""Calls of reductions, and of what runs along an axis."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _reduction(draw: Draw) -> dict[str, Any]:
    return {"x": draw.tensor(), "axis": draw.axes(), "keepdims": draw.pick(True, False)}


def _running(draw: Draw) -> dict[str, Any]:
    none = None if draw.library in ("keras", "numpy", "tensor") else draw.axis()
    return {"x": draw.tensor(), "axis": draw.pick(none, draw.axis(), draw.axis())}


CALLS: dict[str, Call] = {
    "of_each_matrix": lambda d: {"x": Given(d.sizes(d.whole(1 if d.odd else 2, 4))), "p": None, "ord": None},
    "lbeta": lambda d: {"x": Given(d.shape or (2,))},
    "reduced": _reduction,
    "reduced_value": _reduction,
    "norm": _reduction,
    "count_nonzero": _reduction,
    "along_axis": _running,
}
