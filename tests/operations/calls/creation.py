"""Calls of what makes tensors: shapes, ranges, labels."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def shape(draw: Draw) -> Any:
    sizes = draw.sizes(draw.whole(0, 4), 0, 5)
    if draw.odd:
        return draw.pick((-1, 2), (3, -2), sizes)
    return draw.pick(sizes, list(sizes), draw.whole(0, 6) if draw.library == "numpy" else sizes)


def _full(draw: Draw) -> dict[str, Any]:
    values = (1, 2.5, True) if draw.library != "keras" else (1.0, 2)
    return {"shape": shape(draw), "fill_value": draw.pick(*values)}


def _eye(draw: Draw) -> dict[str, Any]:
    return {"N": draw.whole(1, 5), "M": draw.pick(None, draw.whole(1, 5)), "k": draw.whole(-1, 1)}


def _eye_stack(draw: Draw) -> dict[str, Any]:
    return {
        "num_rows": draw.whole(0, 4),
        "num_columns": draw.pick(None, draw.whole(0, 4)),
        "batch_shape": draw.pick(None, None, [2], (3, 1), []),
    }


def _arange(draw: Draw) -> dict[str, Any]:
    start, stop = draw.whole(-3, 8), draw.pick(None, draw.whole(-3, 12))
    if stop is None or draw.library == "backend":
        start = abs(start)
    step = draw.pick(1, 1, 2, 3, -1) if stop is not None else 1
    if draw.library == "tensorflow" and stop is not None:
        stop = max(stop, start) if step > 0 else min(stop, start)
    floats = draw.chance.random() < 0.2 and draw.library != "backend"
    return {"start": float(start) if floats else start, "stop": stop, "step": step}


def _linspace(draw: Draw) -> dict[str, Any]:
    bounds: Any = draw.pick((0.0, 1.0), (0.5, 2.0), (1.0, 5.0))
    if draw.library == "keras" and draw.chance.random() < 0.3:
        tensor = Given(draw.sizes(draw.whole(1, 2), 1, 3))
        bounds = (tensor, tensor)
    return {"start": bounds[0], "stop": bounds[1], "num": draw.whole(1, 6), "axis": 0, "dtype": None}


def _labels(draw: Draw) -> Given:
    return Given(draw.sizes(draw.whole(1, 3), 1, 4), draw.pick("int32", "int64", "uint8"))


def _one_hot(draw: Draw) -> dict[str, Any]:
    labels = _labels(draw)
    rank = len(labels.shape)
    axis = draw.whole(-1 - draw.odd, rank + draw.odd)
    return {"x": labels, "num_classes": draw.whole(0 if draw.odd else 1, 6), "axis": draw.pick(-1, axis)}


def _meshgrid(draw: Draw) -> dict[str, Any]:
    return {
        "xs": [Given(draw.sizes(1, 1, 4)) for _ in range(draw.whole(1, 3))],
        "indexing": draw.pick("xy", "ij"),
    }


CALLS: dict[str, Call] = {
    "clip_by_global_norm": lambda d: {"xs": [Given(d.shape), Given((2,))], "clip_norm": 1.0},
    "each_as_it_is": lambda d: {"xs": [Given(d.shape), Given((2,))]},
    "moving_average_update": lambda d: {"x": Given(d.shape), "value": Given(d.shape), "momentum": 0.9},
    "new": lambda d: {"shape": shape(d)},
    "full": _full,
    "pad_sequences": lambda d: {"sequences": Given(d.sizes(2, 1, 5), "int32"), "maxlen": d.pick(None, 3), "value": 0},
    "keras.utils.normalize": lambda d: {"x": Given(d.sizes(2)), "axis": -1},
    "full_like": lambda d: {"x": d.tensor(), "fill_value": 1},
    "eye": _eye,
    "eye_stack": _eye_stack,
    "arange": _arange,
    "linspace": _linspace,
    "one_hot": _one_hot,
    "multi_hot": lambda d: {"x": _labels(d), "num_classes": d.whole(1, 5)},
    "to_categorical": lambda d: {"x": _labels(d), "num_classes": d.whole(1, 5)},
    "meshgrid": _meshgrid,
    "like": lambda d: {"x": d.tensor(), "fill_value": 1, "shape": d.pick(None, None, (2, 3))},
}
