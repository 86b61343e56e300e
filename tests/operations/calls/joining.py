"""Calls of operations that join tensors or take them apart."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _concatenate(draw: Draw) -> dict[str, Any]:
    axis = draw.axis()
    return {"xs": draw.several(axis), "axis": axis}


def _split(draw: Draw) -> dict[str, Any]:
    axis = draw.axis()
    size = draw.shape[axis] if -len(draw.shape) <= axis < len(draw.shape) else 3
    if draw.library == "tensorflow":
        first = draw.whole(0, size)
        places: Any = draw.pick([first, size - first], [first, -1], [1, 1])
    else:
        places = draw.pick([draw.whole(0, size)], sorted(draw.sizes(2, 0, size)), [size + 1])
    divisors = [number for number in range(1, size + 1) if size % number == 0]
    return {
        "x": draw.tensor(),
        "indices_or_sections": draw.pick(draw.pick(*divisors), places, draw.whole(0, 4) if draw.odd else 1),
        "axis": axis,
    }


def _unstack(draw: Draw) -> dict[str, Any]:
    axis = draw.axis()
    inside = -len(draw.shape) <= axis < len(draw.shape)
    size = draw.shape[axis] if inside else 2
    return {"x": draw.tensor(), "num": draw.pick(None, size, size + 1 if draw.odd else size), "axis": axis}


def _vstack(draw: Draw) -> dict[str, Any]:
    return {"xs": draw.several(draw.pick(0, 0, 1, None))}


def _stack(draw: Draw) -> dict[str, Any]:
    rank = len(draw.shape) + 1
    return {"xs": draw.several(None), "axis": draw.whole(-rank - draw.odd, rank - 1 + draw.odd)}


CALLS: dict[str, Call] = {
    "batch_get_value": lambda d: {"several": d.several(0)},
    "shape_n": lambda d: {"several": d.several(0)},
    "append": lambda d: {"x1": d.tensor(), "x2": Given(d.several(0)[0].shape, d.dtype), "axis": d.pick(None, 0)},
    "concatenate": _concatenate,
    "column_stack": _vstack,
    "dstack": _vstack,
    "hstack": _vstack,
    "split": _split,
    "stack": _stack,
    "unstack": _unstack,
    "vstack": _vstack,
}
