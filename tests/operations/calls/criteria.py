"""Calls of losses and metrics: labels and outputs that go together, mostly."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _samples(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 4), 1, 5)
    labels = draw.pick(shape, shape, (*shape, 1), shape[:-1] if shape[-1] == 1 else shape)
    return {"x1": Given(draw.sizes(2, 1, 3) if draw.odd else labels), "x2": Given(shape), "delta": 1.0}


def _in_line(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 1, 5)
    return {"x1": Given(draw.sizes(2, 1, 3) if draw.odd else shape), "x2": Given(shape), "axis": -1, "k": 2}


def _axes(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 1, 5)
    return {"x1": Given(shape), "x2": Given(shape), "axis": draw.pick(None, -1, 0)}


def _classes(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(2, 2, 5)
    labels = draw.sizes(2, 2, 4) if draw.odd else draw.pick(shape[:-1], shape[:-1], (*shape[:-1], 1))
    return {"labels": Given(labels, "int32"), "x1": Given(shape[:-1], "int32"), "x": Given(shape), "x2": Given(shape)}


def _sequences(draw: Draw) -> dict[str, Any]:
    batch = draw.whole(1, 3)
    return {"x1": Given((batch, 2), "int32"), "x2": Given((batch, 5, 4))}


CALLS: dict[str, Call] = {
    "binary_accuracy": _in_line,
    "brought_to_one_rank": _samples,
    "categorical_accuracy": _in_line,
    "circle": _classes,
    "ctc": _sequences,
    "generalized": lambda d: {**_classes(d), "q": 0.5},
    "of_classes": _classes,
    "of_one_shape": _in_line,
    "over_axes": _axes,
    "sparse_categorical_accuracy": lambda d: {**_classes(d), "k": 2},
    "stretched": _in_line,
}
