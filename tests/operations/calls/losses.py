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


def _ctc(draw: Draw) -> dict[str, Any]:
    batch = draw.whole(1, 3)
    lengths = Given((batch, 1), "int32")
    return {
        "y_true": Given((batch, 3)),
        "y_pred": Given((batch, 5, 4)),
        "input_length": lengths,
        "label_length": lengths,
    }


def _weighted(draw: Draw) -> dict[str, Any]:
    return {**_moments(draw), "frequency_weights": draw.pick(1.0, Given(draw.shape))}


def _ctc_loss(draw: Draw) -> dict[str, Any]:
    batch, first = draw.whole(1, 3), draw.library == "keras"
    lengths = Given((batch + (1 if draw.odd and first else 0),), "int32")
    shape = (batch, 5, 4) if first else (5, batch, 4)
    return {
        "labels": Given((batch, 3), "int32"), "target": Given((batch, 3), "int32"), "x": Given(shape),
        "label_length": Given((batch,), "int32"), "logit_length": Given((batch,), "int32"), "blank_index": 0,
        "target_length": lengths, "output_length": lengths, "mask_index": 0,
    }  # fmt: skip


def _sampled(draw: Draw) -> dict[str, Any]:
    batch, size = draw.sizes(2, 1, 4)
    inputs = Given((batch, size)) if not draw.odd else Given((batch,))
    numbers = {"num_sampled": 3, "num_classes": 10}
    rows = {"weights": Given((10, size)), "biases": Given((10,)), "labels": Given((batch, 1), "int64")}
    return {**rows, "inputs": inputs, **numbers}


def _decoded(draw: Draw) -> dict[str, Any]:
    batch = draw.whole(1, 3)
    lengths = Given((batch,), "int32")
    return {"x": Given((batch, 5, 4)), "sequence_lengths": lengths, "input_length": lengths, "top_paths": 1}


CALLS: dict[str, Call] = {
    "categorical_focal_crossentropy": _pair,
    "binary_focal_crossentropy": _pair,
    "ctc_decode": _decoded,
    "ctc_decode_in_backend": _decoded,
    "ctc_loss": _ctc_loss,
    "ctc_loss_of_logits": _ctc_loss,
    "of_each_row": _sampled,
    "psnr": lambda d: {**_pair(d), "max_val": 1.0},
    "weighted_moments": _weighted,
    "tensorflow.nn.batch_norm_with_global_normalization": lambda d: {**_batch(d), "scale_after_normalization": True},
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
    "rms_normalization": _normalized,
    "same_shape": _pair,
    "softmax_cross_entropy": _pair,
    "sparse_crossentropy": _labels,
}
