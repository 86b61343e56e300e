"""Calls of dilation and erosion, and of pools of a ratio that is no whole number."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _dilation(draw: Draw) -> dict[str, Any]:
    channels = draw.whole(1, 3)
    stride, rate = draw.whole(1, 2), draw.whole(1, 2)
    taken = channels + (draw.whole(0, 1) if draw.odd else 0)
    return {
        "x": Given((draw.whole(1, 3), *draw.sizes(2, 5, 9), channels)),
        "filters": Given((*draw.sizes(2, 1, 3), taken)),
        "strides": [1, stride, stride, 1],
        "padding": draw.pick("SAME", "VALID"),
        "data_format": "NHWC",
        "dilation_rate": [1, rate, rate, 1],
    }


def _fractional(draw: Draw) -> dict[str, Any]:
    ratio: Any = draw.pick(1.0, 1.5, 1.44, 2.0, [1.0, 1.5, 1.2, 1.0], [1.3, 1.7])
    return {
        "x": Given((draw.whole(1, 3), *draw.sizes(2, 4, 12), 3)),
        "pooling_ratio": 0.5 if draw.odd else ratio,
        "pseudo_random": draw.pick(True, False),
        "overlapping": draw.pick(True, False),
        "seed": None,
    }


CALLS: dict[str, Call] = {"dilation": _dilation, "fractional_pool": _fractional}
