"""Calls of what moves elements between axes, edits arrays, or gives places."""

from __future__ import annotations

import math
from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _blocks(draw: Draw) -> dict[str, Any]:
    blocks = [draw.whole(1, 2), draw.whole(1, 3)]
    borders = [[draw.whole(0, 1), 0] for _ in blocks]
    if "batch_to" in draw.path:
        batch = math.prod(blocks) * draw.whole(1, 2) + (1 if draw.odd else 0)
        return {"x": Given((batch, draw.whole(1, 4), 3, 2)), "block_shape": blocks, "crops": borders}
    sizes = [
        block * draw.whole(1, 3) - before + (1 if draw.odd else 0)
        for block, (before, _) in zip(blocks, borders, strict=True)
    ]
    return {"x": Given((2, *(max(size, 1) for size in sizes), 3)), "block_shape": blocks, "paddings": borders}


def _unfold(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(3 if draw.odd else 4, 3, 6)
    numbers = {"kernel_size": draw.pick(2, (2, 3)), "padding": draw.whole(0, 1), "stride": draw.pick(1, 2, (1, 2))}
    return {"x": Given(shape), **numbers, "dilation": 1}


def _fold(draw: Draw) -> dict[str, Any]:
    kernel, (height, width) = draw.pick((1, 1), (2, 2)), (draw.whole(3, 5), draw.whole(3, 5))
    places = (height - kernel[0] + 1) * (width - kernel[1] + 1)
    columns = kernel[0] * kernel[1] * draw.whole(1, 3) + (1 if draw.odd else 0)
    return {
        "x": Given((2, columns, places)), "output_size": (height, width), "kernel_size": kernel,
        "dilation": 1, "padding": 0, "stride": 1,
    }  # fmt: skip


def _bits(draw: Draw) -> dict[str, Any]:
    dtype = draw.pick("float32", "int8", "int32", "float16")
    shape = draw.sizes(draw.whole(0, 3))
    return {
        "x": Given(draw.pick(shape, (*shape, 2), (*shape, 4)), dtype),
        "dtype": draw.pick("float32", "int8", "int16"),
    }


def _rollaxis(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 4))
    return {"x": Given(shape), "axis": draw.whole(-len(shape), len(shape) - 1), "start": draw.whole(0, len(shape))}


def _two_shapes(draw: Draw) -> dict[str, Any]:
    other = [draw.pick(size, 1) for size in draw.shape]
    return {"shape_x": list(draw.shape), "shape_y": [9, *other[1:]] if draw.odd and other else other}


def _parts(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3))
    return {"x": Given(shape), "partitions": Given(shape[:1], "int32"), "num_partitions": draw.whole(1, 3)}


def _deleted(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 2, 5)
    axis = draw.pick(None, draw.whole(-len(shape), len(shape) - 1))
    size = math.prod(shape) if axis is None else shape[axis]
    place = draw.whole(0, size - 1) + (size if draw.odd else 0)
    return {"x": Given(shape), "obj": draw.pick(place, [place, 0], slice(0, 2)), "axis": axis}


def _inserted(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 2, 5)
    axis = draw.pick(None, 0, -1)
    return {"x": Given(shape), "obj": draw.pick(0, 1, [0, 1]), "values": draw.pick(0.0, 1.0), "axis": axis}


def _compressed(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 3), 2, 5)
    return {"condition": [True, draw.pick(True, False)], "x": Given(shape), "axis": draw.pick(None, 0)}


def _places(draw: Draw) -> dict[str, Any]:
    return {"indices": Given(draw.sizes(draw.whole(0, 2), 1, 4), "int32"), "shape": draw.sizes(draw.whole(1, 3), 1, 4)}


def _flat_places(draw: Draw) -> dict[str, Any]:
    places = Given(draw.sizes(1), "int32")
    return {"multi_index": (places, places), "dims": (3, 4)}


def _triangle(draw: Draw) -> dict[str, Any]:
    return {
        "n": draw.whole(0, 5),
        "m": draw.pick(None, draw.whole(0, 5)),
        "k": draw.whole(-3, 3),
        "x": Given(draw.sizes(2)),
    }


def _split(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1 if draw.odd else 3, 4), 2, 4)
    return {"x": Given(shape), "indices_or_sections": draw.pick(1, 2, [1], [1, 2])}


CALLS: dict[str, Call] = {
    "at_least": lambda d: {"xs": tuple(Given(d.sizes(d.whole(0, 4))) for _ in range(d.whole(1, 2)))},
    "batch_to_space": _blocks,
    "bitcast": _bits,
    "block": lambda d: {"arrays": [Given(d.shape or (2,))] * 2},
    "broadcast_arrays": lambda d: {"xs": (d.tensor(), d.partner())},
    "broadcast_of_all_shapes": lambda d: {"shapes": (d.shape, d.partner().shape)},
    "broadcast_of_shapes": _two_shapes,
    "choose": lambda d: {"x": Given(d.shape, "int32"), "choices": [Given(d.shape), Given(d.partner().shape)]},
    "compress": _compressed,
    "delete": _deleted,
    "diag_indices": lambda d: {"n": d.whole(0, 5), "ndim": d.whole(1, 3)},
    "dynamic_partition": _parts,
    "fold": _fold,
    "indices": lambda d: {"dimensions": d.sizes(d.whole(1, 3)), "sparse": d.pick(True, False), "dtype": None},
    "insert": _inserted,
    "ix": lambda d: {"xs": tuple(Given(d.sizes(2 if d.odd else 1), "int32") for _ in range(d.whole(1, 3)))},
    "keras.ops.view": _bits,
    "ravel_multi_index": _flat_places,
    "resize_by_repeating": lambda d: {"x": Given(d.sizes(2)), "new_shape": d.sizes(d.whole(0, 3))},
    "rollaxis": _rollaxis,
    "space_to_batch": _blocks,
    "split_on_axis": _split,
    "triangle_indices": _triangle,
    "unfold": _unfold,
    "unravel_index": _places,
    "unravel_index_as_one": _places,
}
