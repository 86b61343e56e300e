"""Calls of statistics."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _average(draw: Draw) -> dict[str, Any]:
    axis = draw.pick(None, draw.axis())
    given: dict[str, Any] = {"x": Given(draw.shape, draw.pick("float32", "float64", "int32")), "axis": axis}
    # numpy refuses weights whose sum is zero, as they are here
    if draw.library == "keras" and draw.pick(True, False):
        along = draw.shape[axis : axis + 1 or None] if axis is not None and -len(draw.shape) <= axis < 0 else None
        given["weights"] = Given(draw.pick(draw.shape, along) or draw.shape)
    return given


def _bincount(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3 if draw.odd else 1))
    given: dict[str, Any] = {"x": Given(shape, "int32")}
    if draw.pick(True, False):
        given["weights"] = Given(shape)
    if draw.library == "tensorflow":
        given.update(draw.pick({}, {"minlength": 4, "maxlength": 4}, {"axis": -1, "weights": None}), dtype=None)
    return given


def _histogram(draw: Draw) -> dict[str, Any]:
    bins = draw.pick(10, draw.whole(0 if draw.odd else 1, 5), *([[0.0, 1.0, 2.0]] if draw.library == "numpy" else []))
    return {"x": Given(draw.sizes(draw.whole(1, 2 if draw.odd else 1))), "bins": bins}


def _pairs(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(1)
    return {"x": Given(shape, "float64"), "y": Given(shape, "float64"), "bins": draw.whole(1, 5)}


def _fixed(draw: Draw) -> dict[str, Any]:
    return {"x": Given(draw.shape), "value_range": [0.0, 1.0], "nbins": draw.whole(1, 9), "dtype": None}


def _covariance(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3 if draw.odd else 2), 2, 5)
    given: dict[str, Any] = {"x": Given(shape, draw.pick("float32", "int32", "float64")), "dtype": None}
    if draw.library == "numpy":
        given["rowvar"] = draw.pick(True, True, False)
    return given


def _correlated(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(2 if not draw.odd else draw.whole(1, 3), 2, 4)
    return {"x": Given(shape, draw.pick("float32", "int32", "int64"))}


def _sliding(draw: Draw) -> dict[str, Any]:
    ranks = (1, 1, 1, 2) if draw.odd else (1,)
    first, second = (Given(draw.sizes(draw.pick(*ranks), 1, 9), draw.pick("float32", "int32")) for _ in "ab")
    return {"x1": first, "x2": second, "mode": draw.pick("valid", "same", "full")}


def _area(draw: Draw) -> dict[str, Any]:
    return {"y": Given(draw.shape, draw.pick("float32", "int32")), "x": None, "axis": draw.axis()}


def _gradient(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 1 if draw.odd else 2, 5)
    return {"x": Given(shape, draw.pick("float32", "float64", "int32")), "spacings": (), "axis": None}


def _interp(draw: Draw) -> dict[str, Any]:
    count = draw.whole(1, 5)
    return {"x": Given(draw.shape, "float64"), "xp": Given((count,)), "fp": Given((count + draw.odd,))}


def _confusion(draw: Draw) -> dict[str, Any]:
    labels = Given(draw.sizes(1), "int32")
    return {"labels": labels, "predictions": labels, "num_classes": draw.pick(None, 3, 5), "dtype": None}


CALLS: dict[str, Call] = {
    "average": _average,
    "bincount": _bincount,
    "confusion_matrix": _confusion,
    "correlate": _sliding,
    "covariance": _covariance,
    "ediff1d": lambda d: {"x": Given(d.shape)},
    "gradient": _gradient,
    "histogram": _histogram,
    "histogram_bins": _fixed,
    "histogram_edges": _histogram,
    "histogram_fixed_width": _fixed,
    "histogram_of_all": _histogram,
    "histogram_of_pairs": _pairs,
    "interp": _interp,
    "keras.ops.corrcoef": _correlated,
    "trapezoid": _area,
}
