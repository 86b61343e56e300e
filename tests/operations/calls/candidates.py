"""Calls of samplers of classes, of what compares labels, and of bits and bytes."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _candidates(draw: Draw) -> dict[str, Any]:
    width = draw.whole(1, 3)
    shape = (draw.whole(1, 5), width) if not draw.odd else draw.pick((4, width), (width,), (4, width + 1))
    call: dict[str, Any] = {"true_classes": Given(shape, "int64"), "num_true": width, "num_sampled": draw.whole(1, 5)}
    call |= {"unique": draw.pick(True, False), "range_max": draw.whole(6, 20), "seed": None}
    if "fixed" in draw.path:
        call |= {"unigrams": [1.0] * call["range_max"], "vocab_file": None, "distortion": None}
        call |= {"num_reserved_ids": None, "num_shards": None, "shard": None}
    return call


def _hits(draw: Draw) -> dict[str, Any]:
    shape = (draw.whole(1, 4), 2) if not draw.odd else draw.sizes(draw.whole(1, 3))
    return {
        "true_classes": Given(shape, "int64"),
        "sampled_candidates": Given((3,), "int64"),
        "num_true": 2,
        "seed": None,
    }


def _labels(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(2) if not draw.odd else draw.sizes(draw.whole(1, 3))
    return {"x": Given(shape, "int32"), "seq_length": Given(shape[:1], "int32")}


def _bits(draw: Draw) -> dict[str, Any]:
    packed = draw.path.endswith("unpackbits")
    shape = draw.shape or (3,)
    call = {"x": Given(shape, "uint8" if packed else draw.pick("bool", "uint8")), "axis": draw.pick(None, draw.axis())}
    return {**call, "count": draw.pick(None, None, draw.whole(0, 20)) if packed else None, "bitorder": None}


def _stitched(draw: Draw) -> dict[str, Any]:
    count, rest = draw.whole(1, 3), draw.sizes(draw.whole(0, 2))
    sizes = [draw.whole(1, 3) for _ in range(count)]
    data = [Given((size, *rest)) for size in sizes]
    return {"indices": [Given((size,), "int32") for size in sizes], "data": data[1:] if draw.odd else data}


def _padded(draw: Draw) -> dict[str, Any]:
    rank = draw.whole(1, 3)
    return {"sizes": list(draw.sizes(rank, 2, 9)), "block_shape": list(draw.sizes(rank, 1, 3)), "base_paddings": None}


def _strided(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 2, 6)
    begin = [draw.whole(-2, size - 1) for size in shape]
    end = [draw.whole(0, size + 1) for size in shape]
    strides = [draw.pick(1, 1, 2, -1) for _ in shape]
    masks = {f"{name}_mask": draw.pick(None, draw.whole(0, 7)) for name in ("begin", "end", "shrink_axis")}
    masks |= {"new_axis_mask": draw.pick(None, None, 1), "ellipsis_mask": None, "var": None}
    if draw.odd:
        begin = draw.pick(begin, [*begin, 0])
    return {"x": Given(shape), "begin": begin, "end": end, "strides": draw.pick(None, strides), **masks}


CALLS: dict[str, Call] = {
    "accidental_hits": _hits,
    "candidates": _candidates,
    "collapse_repeated": _labels,
    "dynamic_stitch": _stitched,
    "fold_in": lambda d: {"x": Given((2,), "int32"), "data": d.whole(0, 9), "alg": None},
    "from_items": lambda d: {
        "items": b"12345678" * 4,
        "dtype": "uint8",
        "count": d.pick(-1, d.whole(0, 9)),
        "offset": None,
        "like": None,
    },
    "invert_permutation": lambda d: {"x": Given((1,) if not d.odd else d.sizes(d.whole(0, 2), 1, 1), "int32")},
    "packbits": _bits,
    "required_paddings": _padded,
    "sobol_sample": lambda d: {"dim": d.whole(0 if d.odd else 1, 5), "num_results": d.whole(1, 9), "skip": None},
    "strided_slice": _strided,
    "unique_labels": _labels,
    "unpackbits": _bits,
}
