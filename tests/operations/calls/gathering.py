"""Calls of what picks elements: indices are zeros, so any tensor of whole numbers will do for them."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _indices(draw: Draw, low: int = 0) -> Given:
    return Given(draw.sizes(draw.whole(low, 2), 1, 4), draw.pick("int32", "int64"))


def _take(draw: Draw) -> dict[str, Any]:
    return {"x": draw.tensor(), "indices": _indices(draw), "axis": draw.pick(None, draw.axis(), draw.axis())}


def _gather(draw: Draw) -> dict[str, Any]:
    if draw.odd or draw.chance.random() < 0.6:
        batch = draw.pick(0, 0, 1) if draw.odd else 0
        return {
            "x": draw.tensor(),
            "indices": _indices(draw),
            "axis": draw.pick(None, draw.axis()),
            "batch_dims": batch,
        }
    batch = draw.whole(0, min(2, len(draw.shape) - 1))
    indices = Given((*draw.shape[:batch], *draw.sizes(draw.whole(0, 2), 1, 3)), "int32")
    return {"x": draw.tensor(), "indices": indices, "axis": None, "batch_dims": batch}


def _plain_gather(draw: Draw) -> dict[str, Any]:
    return {"x": draw.tensor(), "indices": _indices(draw)}


def _gather_nd(draw: Draw) -> dict[str, Any]:
    depth = draw.whole(0, len(draw.shape) + draw.odd)
    batch = draw.pick(0, 0, 1) if draw.shape and depth < len(draw.shape) else 0
    leading = draw.shape[:batch] if batch else draw.sizes(draw.whole(0, 2), 1, 3)
    return {"x": draw.tensor(), "indices": Given((*leading, depth), "int32"), "batch_dims": batch}


def _take_along_axis(draw: Draw) -> dict[str, Any]:
    axis = draw.axis()
    sizes = list(draw.shape)
    if sizes and -len(sizes) <= axis < len(sizes):
        sizes[axis] = draw.whole(1, 4)
    if draw.odd:
        sizes = list(draw.sizes(draw.whole(1, 3), 1, 3))
    none = axis if draw.library == "numpy" and len(draw.shape) != 1 else None
    indices = Given(tuple(sizes), "int32")
    return {"x": draw.tensor(), "indices": indices, "axis": draw.pick(axis, axis, none)}


def _mask(draw: Draw) -> dict[str, Any]:
    count = draw.whole(1, max(len(draw.shape), 1))
    return {"x": draw.tensor(), "mask": Given(draw.shape[:count], "bool")}


def _cut(draw: Draw) -> dict[str, Any]:
    begin = [draw.whole(0, size - 1) for size in draw.shape]
    sizes = [draw.whole(0, size - start + draw.odd) for size, start in zip(draw.shape, begin, strict=True)]
    if draw.library == "tensorflow":
        sizes = [draw.pick(size, -1) for size in sizes]
    return {"x": draw.tensor(), "begin": begin, "size": sizes[1:] if draw.odd and draw.pick(True, False) else sizes}


def _update(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 1, 4)
    updates = draw.sizes(1, 1, 3)
    indices = Given((*updates, 1), "int32")
    return {"x": Given(shape), "indices": indices, "updates": Given((*updates, *shape[1:])), "reduction": None}


def _slice_update(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 1, 4)
    return {"x": Given(shape), "start_indices": [0] * len(shape), "updates": Given(shape)}


def _scatter(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 1, 4)
    count = draw.whole(1, 3)
    return {"indices": Given((count, 1), "int32"), "values": Given((count, *shape[1:])), "shape": shape}


def _top_k(draw: Draw) -> dict[str, Any]:
    last = draw.shape[-1] if draw.shape else 1
    return {"x": Given(draw.shape, draw.pick("float32", "int32")), "k": draw.whole(1, last + draw.odd), "dtype": None}


def _ordered(draw: Draw) -> dict[str, Any]:
    none = None if draw.library in ("numpy", "tensor") else -1
    return {"x": Given(draw.shape), "axis": draw.pick(none, draw.axis(), draw.axis()), "kth": 0}


def _searchsorted(draw: Draw) -> dict[str, Any]:
    return {"sorted_sequence": Given(draw.sizes(1)), "values": Given(draw.sizes(1)), "dtype": None}


def _in_top_k(draw: Draw) -> dict[str, Any]:
    batch = draw.whole(1, 4)
    return {"targets": Given((batch,), "int32"), "predictions": Given((batch, 5)), "k": 2}


def _segments(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 1, 4)
    ids = Given((shape[0] + (1 if draw.odd else 0),), "int32")
    given = {"data": Given(shape), "segment_ids": ids}
    if draw.library == "keras" or "unsorted" in draw.path:
        given["num_segments"] = draw.whole(1, 4)  # type: ignore[assignment]
    return given


def _quantiles(draw: Draw) -> dict[str, Any]:
    q = draw.pick(0.5, 0.25, [0.25, 0.5])
    axes = draw.pick(None, draw.axis(), draw.axis())
    return {"x": Given(draw.shape), "q": q, "axis": axes, "keepdims": draw.pick(True, False)}


def _reverse_sequence(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(3, 1, 4)
    return {"x": Given(shape), "seq_lengths": Given(shape[:1], "int32"), "seq_axis": 1, "batch_axis": 0}


CALLS: dict[str, Call] = {
    "boolean_mask": _mask,
    "cut": _cut,
    "diff": lambda d: {"x": Given(d.shape), "n": d.whole(0, 3), "axis": d.axis()},
    "digitize": lambda d: {"x": Given(d.shape), "bins": [0.0, 1.0]},
    "gather": _gather,
    "gather_nd": _gather_nd,
    "in_top_k": _in_top_k,
    "keras.backend.gather": _plain_gather,
    "keras.ops.scatter_update": _update,
    "keras.ops.slice_update": _slice_update,
    "ordered": _ordered,
    "reverse_sequence": _reverse_sequence,
    "quantiles": _quantiles,
    "scatter": _scatter,
    "searchsorted": _searchsorted,
    "segments": _segments,
    "sequence_mask": lambda d: {"lengths": Given(d.sizes(d.whole(0, 2)), "int32"), "maxlen": d.whole(1, 5)},
    "take": _take,
    "take_along_axis": _take_along_axis,
    "tensorflow.nn.embedding_lookup": _plain_gather,
    "top_k": _top_k,
    **{f"tensorflow.tensor_scatter_nd_{name}": _update for name in ("add", "max", "min", "sub", "update")},
}
