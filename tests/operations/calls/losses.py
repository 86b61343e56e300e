"""Calls of losses and normalisations."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _moments(draw: Draw) -> dict[str, Any]:
    rank = len(draw.shape)
    axes = draw.chance.sample(range(rank), draw.whole(min(rank, 1), rank))
    axes = [axis + 1 for axis in axes] if draw.odd else axes
    return {"x": Given(draw.shape), "axes": axes, "keepdims": draw.pick(True, False)}


def _batch(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(2, 4), 1, 5)
    vector = Given(shape[-1:])
    names = ("mean", "variance", "var", "offset", "scale", "beta", "gamma")
    return {"x": Given(shape), **dict.fromkeys(names, vector), "variance_epsilon": 0.001, "axis": -1}


def _normalized(draw: Draw) -> dict[str, Any]:
    axis = draw.pick(-1, draw.axis()) if draw.library == "keras" else draw.pick(None, draw.axis())
    return {"x": Given(draw.shape), "axis": axis}


def _pair(draw: Draw) -> dict[str, Any]:
    shape = draw.shape or (3,)
    other = draw.sizes(draw.whole(1, 3), 1, 3) if draw.odd else shape
    return {"x1": Given(shape), "x2": Given(other), "pos_weight": 1.0, "axis": -1}


def _labels(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(2, 3), 1, 5)
    labels = draw.sizes(draw.whole(1, 3), 1, 4) if draw.odd else shape[:-1]
    return {"labels": Given(labels, "int32"), "x": Given(shape)}


def _samples(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 4), 1, 5)
    return {"x1": Given(shape), "x2": Given(draw.sizes(2, 1, 3) if draw.odd else shape), "delta": 1.0}


def _ctc(draw: Draw) -> dict[str, Any]:
    batch = draw.whole(1, 3)
    lengths = Given((batch, 1), "int32")
    return {
        "y_true": Given((batch, 3)),
        "y_pred": Given((batch, 5, 4)),
        "input_length": lengths,
        "label_length": lengths,
    }


CALLS: dict[str, Call] = {
    "batch": _batch,
    "tensorflow.clip_by_norm": lambda d: {**_normalized(d), "clip_norm": 1.0},
    "binary_crossentropy": _pair,
    "ctc_batch_cost": _ctc,
    "categorical_crossentropy": _pair,
    "global_norm": lambda d: {"t_list": [Given(d.shape), Given((2,))]},
    "l2_loss": lambda d: {"t": Given(d.shape)},
    "l2_normalize": _normalized,
    "layer_normalization": _normalized,
    "local_response_normalization": lambda d: {"x": Given(d.sizes(4))},
    "lrn": lambda d: {"x": Given(d.sizes(4))},
    "moments": _moments,
    "normalize": _normalized,
    "of_each_sample": _samples,
    "rms_normalization": _normalized,
    "same_shape": _pair,
    "softmax_cross_entropy": _pair,
    "sparse_crossentropy": _labels,
}
