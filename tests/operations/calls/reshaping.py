"""Calls of operations that rearrange axes."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _variadic_shape(draw: Draw) -> dict[str, Any]:
    shape = draw.new_shape()
    return {"x": draw.tensor(), "newshape": shape}


def _expand_dims(draw: Draw) -> dict[str, Any]:
    rank = len(draw.shape) + 1
    return {"x": draw.tensor(), "axis": draw.whole(-rank - draw.odd, rank - 1 + draw.odd)}


def _squeeze(draw: Draw) -> dict[str, Any]:
    draw.shape = tuple(draw.pick(1, size) for size in draw.shape)
    ones = [place for place, size in enumerate(draw.shape) if size == 1]
    places = [draw.axis(), *ones, *([None] if draw.library != "backend" else [])]
    return {"x": draw.tensor(), "axis": draw.pick(*places)}


def _broadcast_to(draw: Draw) -> dict[str, Any]:
    target = draw.sizes(draw.whole(0, 4), 1, 4)
    kept = target[draw.whole(0, len(target)) :]
    shape = tuple(draw.pick(1, size) for size in kept) if not draw.odd else draw.sizes(draw.whole(0, 3), 1, 3)
    return {"x": Given(shape, draw.dtype), "shape": target}


def _tile(draw: Draw) -> dict[str, Any]:
    rank = len(draw.shape) + (draw.whole(-1, 2) if draw.odd or draw.library in ("keras", "numpy") else 0)
    return {
        "x": draw.tensor(),
        "repeats": draw.pick(draw.sizes(max(rank, 0), 0, 3), list(draw.sizes(max(rank, 0), 1, 3))),
    }


def _repeat(draw: Draw) -> dict[str, Any]:
    axis = draw.pick(None, draw.axis())
    inside = axis is not None and -len(draw.shape) <= axis < len(draw.shape)
    size = draw.shape[axis] if inside and axis is not None else draw.count()
    each = list(draw.sizes(size + (1 if draw.odd else 0), 0, 2))
    return {"x": draw.tensor(), "repeats": draw.pick(draw.whole(0, 3), 2, each), "axis": axis}


def _moveaxis(draw: Draw) -> dict[str, Any]:
    rank = len(draw.shape)
    count = draw.whole(1, max(rank, 1))
    source, destination = (draw.chance.sample(range(rank), min(count, rank)) for _ in range(2))
    both = draw.pick((draw.axis(), draw.axis()), (source, destination), (tuple(source), tuple(destination)))
    return {"x": draw.tensor(), "source": both[0], "destination": both[1]}


def _rot90(draw: Draw) -> dict[str, Any]:
    return {"x": draw.tensor(), "k": draw.whole(-1, 4), "axes": draw.pick((0, 1), (1, 0), (0, -1), (0, 0))}


def _along(draw: Draw) -> dict[str, Any]:
    none = None if draw.library in ("keras", "numpy", "tensor") else draw.axis()
    return {"x": draw.tensor(), "axis": draw.pick(none, draw.axis(), draw.axis())}


CALLS: dict[str, Call] = {
    "broadcast_to": _broadcast_to,
    "ensure_shape": lambda d: {"x": d.tensor(), "shape": d.shape},
    "expand_dims": _expand_dims,
    "flip": lambda d: {"x": d.tensor(), "axis": [d.axis()] if d.library in ("tensorflow", "backend") else d.axis()},
    "moveaxis": _moveaxis,
    "repeat": _repeat,
    "reshape": _variadic_shape,
    "roll": _along,
    "rot90": _rot90,
    "squeeze": _squeeze,
    "tile": _tile,
}
