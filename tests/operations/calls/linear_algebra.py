"""Calls of matrix functions and of paddings."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def matrices(draw: Draw) -> dict[str, Any]:
    """A stack of matrices."""
    shape = draw.sizes(draw.whole(0 if draw.odd else 2, 4), 2, 4)
    return {"x": Given(shape), "k": draw.whole(-1, 1), "num_lower": 1, "num_upper": 0}


def square(draw: Draw) -> dict[str, Any]:
    """A stack of square matrices."""
    size = draw.whole(1, 4)
    shape = (*draw.sizes(draw.whole(0, 2), 1, 3), size, size)
    return {"x": Given(draw.sizes(draw.whole(0, 3), 1, 4) if draw.odd else shape)}


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


def _set_diag(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(2, 4), 1, 4)
    return {"x": Given(shape), "diagonal": Given((*shape[:-2], min(shape[-2:]))), "k": 0}


def _vectors(draw: Draw) -> dict[str, Any]:
    last = draw.pick(2, 3, 3, 4) if draw.odd else draw.pick(2, 3)
    before = draw.sizes(draw.whole(0, 2), 1, 4)
    return {"x1": Given((*before, last)), "x2": Given((*before, draw.pick(last, 3)))}


def _kron(draw: Draw) -> dict[str, Any]:
    return {"x1": Given(draw.sizes(draw.whole(1, 3), 1, 3)), "x2": Given(draw.sizes(draw.whole(1, 3), 1, 3))}


def _twice(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 2), 1, 3)
    return {"x": Given(draw.sizes(2) if draw.odd else shape * 2)}


def _chain(draw: Draw) -> dict[str, Any]:
    sizes = draw.sizes(4, 1, 4)
    pairs = [Given(sizes[place : place + 2]) for place in range(3)]
    return {"arrays": [*pairs[:2], Given((5, 2))] if draw.odd else pairs}


CALLS: dict[str, Call] = {
    "cross_of_three": _vectors,
    "diag_indices_from": lambda d: {"x": Given((d.whole(1, 4),) * d.whole(1 if d.odd else 2, 3))},
    "cross_along": _vectors,
    "diagflat": lambda d: {"x": Given(d.sizes(d.whole(0, 2))), "k": d.whole(-2, 2)},
    "kron": _kron,
    "multi_dot": _chain,
    "tensor_diag": lambda d: {"x": Given(d.sizes(d.whole(0 if d.odd else 1, 2), 1, 3))},
    "tensor_diag_part": _twice,
    "vander": lambda d: {"x": Given(d.sizes(2 if d.odd else 1), "float32"), "N": d.pick(None, 3)},
    "cross": _cross,
    "diag": lambda d: {"x": Given(d.sizes(d.whole(1, 3 if d.odd else 2))), "k": d.whole(-2, 2)},
    "diag_part": lambda d: {"x": Given(d.sizes(d.whole(1 if d.odd else 2, 3)))},
    "diag_stack": lambda d: {"x": Given(d.sizes(d.whole(1, 3)))},
    "diagonal": _plane,
    "keras.ops.trace": _trace,
    "matrices": matrices,
    "matrix_transpose": matrices,
    "numpy.trace": _plane,
    "pad": _pad,
    "set_diag": _set_diag,
    "tensorflow.linalg.normalize": lambda d: {"x": Given(d.shape), "axis": d.pick(None, d.axis())},
    "spatial_padding": _spatial,
    "triangle": matrices,
    "tensorflow.linalg.trace": matrices,
}
