"""Calls of functions of boxes in images."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _boxes(draw: Draw) -> dict[str, Any]:
    count = draw.whole(1, 5)
    boxes = (count, count) if "overlaps" in draw.path else (count, 4)
    given = {"boxes": Given(boxes), "scores": Given((count,)), "max_output_size": draw.whole(1, 6)}
    return {**given, "pad_to_max_output_size": True} if draw.path.endswith("padded") else given


def _of_classes(draw: Draw) -> dict[str, Any]:
    batch, count, classes = draw.sizes(3, 1, 4)
    shapes = {"boxes": Given((batch, count, 1, 4)), "scores": Given((batch, count, classes))}
    limits = {"max_output_size_per_class": draw.whole(1, 4), "max_total_size": draw.whole(1, 9)}
    return {**shapes, **limits, "pad_per_class": draw.pick(True, False)}


def _drawn(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(3 if draw.odd else 4, 2, 5)
    return {"x": Given(shape), "boxes": Given((shape[0], 2, 4)), "colors": [[1.0] * shape[-1]]}


def _glimpse(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(3 if draw.odd else 4, 2, 5)
    return {"x": Given(shape), "size": [2, 3], "offsets": Given((shape[0], 2))}


def _sampled(draw: Draw) -> dict[str, Any]:
    seed = {"seed": [1, 2]} if "stateless" in draw.path else {}
    return {"image_size": [8, 8, 3], "bounding_boxes": [[[0.1, 0.1, 0.9, 0.9]]], **seed}


CALLS: dict[str, Call] = {
    "draw_bounding_boxes": _drawn,
    "extract_glimpse": _glimpse,
    "kept": _boxes,
    "kept_and_padded": _boxes,
    "kept_of_each_class": _of_classes,
    "kept_with_scores": _boxes,
    "sample_distorted_bounding_box": _sampled,
}
