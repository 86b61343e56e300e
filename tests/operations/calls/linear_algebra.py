"""Calls of matrix functions and of paddings."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _matrices(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(0 if draw.odd else 2, 4), 2, 4)
    return {"x": Given(shape), "k": draw.whole(-1, 1), "num_lower": 1, "num_upper": 0}


def _square(draw: Draw) -> dict[str, Any]:
    size = draw.whole(1, 4)
    shape = (*draw.sizes(draw.whole(0, 2), 1, 3), size, size)
    return {"x": Given(draw.sizes(draw.whole(0, 3), 1, 4) if draw.odd else shape)}


def _solve(draw: Draw) -> dict[str, Any]:
    size = draw.whole(1, 4)
    left = (*draw.sizes(draw.whole(0, 1), 1, 3), size, size + (1 if draw.odd and draw.pick(True, False) else 0))
    return {"a": Given(left), "b": Given((*left[:-2], size + (draw.whole(0, 1) if draw.odd else 0), 2))}


def _trace(draw: Draw) -> dict[str, Any]:
    return {"x": Given(draw.shape), "offset": 0, "axis1": 0, "axis2": 1}


def _plane(draw: Draw) -> dict[str, Any]:
    return {"x": Given(draw.shape, draw.dtype), "offset": draw.whole(-2, 2), "axis1": draw.axis(), "axis2": draw.axis()}


def _cross(draw: Draw) -> dict[str, Any]:
    shape = (*draw.sizes(draw.whole(0, 2), 1, 4), 3)
    return {"x1": Given(shape), "x2": Given(draw.sizes(2, 3, 4) if draw.odd else shape)}


def _pad(draw: Draw) -> dict[str, Any]:
    pairs = [[draw.whole(0, 3), draw.whole(0, 3)] for _ in draw.shape]
    if draw.odd:
        pairs = draw.pick(pairs[1:], [[-1, 0] for _ in pairs], [[1] for _ in pairs], pairs)
    simple = (1, (1, 2)) if draw.library != "tensorflow" else ()
    mode = draw.pick("constant", "constant", "reflect", "symmetric")
    return {"x": Given(draw.shape), "pad_width": draw.pick(pairs, tuple(map(tuple, pairs)), *simple), "mode": mode}


def _spatial(draw: Draw) -> dict[str, Any]:
    rank = {"temporal_padding": 1, "spatial_2d_padding": 2}.get(draw.path.rpartition(".")[2], 3)
    pairs = tuple((draw.whole(0, 3), draw.whole(0, 3)) for _ in range(rank))
    formats = draw.pick(None, "channels_last", "channels_first") if rank > 1 else None
    return {"x": Given(draw.sizes(rank + 2)), "padding": pairs if rank > 1 else pairs[0], "data_format": formats}


def _triangular(draw: Draw) -> dict[str, Any]:
    size = draw.whole(1, 4)
    right = size + (draw.whole(0, 1) if draw.odd else 0)
    return {"a": Given((size, size)), "b": Given((right, 2))}


def _set_diag(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(2, 4), 1, 4)
    return {"x": Given(shape), "diagonal": Given((*shape[:-2], min(shape[-2:]))), "k": 0}


CALLS: dict[str, Call] = {
    "cross": _cross,
    "diag": lambda d: {"x": Given(d.sizes(d.whole(1, 3 if d.odd else 2))), "k": d.whole(-2, 2)},
    "diag_part": lambda d: {"x": Given(d.sizes(d.whole(1 if d.odd else 2, 3)))},
    "diag_stack": lambda d: {"x": Given(d.sizes(d.whole(1, 3)))},
    "diagonal": _plane,
    "eigh": _square,
    "keras.ops.trace": _trace,
    "matrices": _matrices,
    "matrix_rank": _matrices,
    "matrix_to_scalar": _square,
    "matrix_transpose": _matrices,
    "numpy.trace": _plane,
    "pad": _pad,
    "set_diag": _set_diag,
    "triangular_solve": _triangular,
    "tensorflow.linalg.normalize": lambda d: {"x": Given(d.shape), "axis": d.pick(None, d.axis())},
    "pinv": _matrices,
    "qr": _matrices,
    "solve": _solve,
    "spatial_padding": _spatial,
    "triangle": _matrices,
    "square": _square,
    "svd": _matrices,
    "tensorflow.linalg.trace": _matrices,
}
