"""Calls of order and membership."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _unique(draw: Draw) -> dict[str, Any]:
    wanted = {f"return_{name}": draw.pick(True, False) for name in ("index", "inverse", "counts")}
    return {"x": Given(draw.shape, draw.pick("float32", "int32")), "axis": None, **wanted}


def _vector(draw: Draw) -> dict[str, Any]:
    return {"x": Given(draw.sizes(draw.whole(0, 2) if draw.odd else 1), "int32"), "dtype": None}


def _two(draw: Draw) -> dict[str, Any]:
    return {"x1": Given(draw.sizes(1)), "x2": Given(draw.sizes(1)), "condition": Given(draw.shape, "bool")}


def _partition(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3))
    axis = draw.whole(-len(shape), len(shape) - 1)
    return {"x": Given(shape), "axis": axis, "kth": draw.whole(0, shape[axis] - 1 + draw.odd)}


def _extract(draw: Draw) -> dict[str, Any]:
    return {"x1": Given(draw.shape), "condition": Given(draw.shape, "bool")}


CALLS: dict[str, Call] = {
    "intersect1d": lambda d: {"ar1": d.tensor(), "ar2": d.tensor(), "return_indices": d.pick(True, False)},
    "is_ordered": lambda d: {"x": Given(d.shape)},
    "isotonic_regression": lambda d: {"x": Given(d.shape or (3,)), "axis": d.axis() if d.shape else -1},
    "lexsort": lambda d: {"keys": [Given(d.shape)] * 2 if d.shape else Given((3,)), "axis": -1},
    "argpartition": _partition,
    "numpy.extract": _extract,
    "numpy.trim_zeros": lambda d: {"x1": Given(d.sizes(1))},
    "partition": _partition,
    "unique": _unique,
    "unique_with_counts": _vector,
    "unique_with_places": _vector,
    "vector_of_some": _two,
}
