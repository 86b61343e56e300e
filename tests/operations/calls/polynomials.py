"""Calls of polynomials, and of products of vectors."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _fit(draw: Draw) -> dict[str, Any]:
    count = draw.whole(3, 5)
    return {
        "x": [float(number) for number in range(count)],
        "y": Given((count + (1 if draw.odd else 0), *draw.sizes(draw.whole(0, 1), 1, 3))),
        "deg": draw.whole(0, 2),
    }


def _vector(draw: Draw) -> Given:
    return Given(draw.sizes(2 if draw.odd else 1), draw.pick("float32", "float64", "int32"))


def _products(draw: Draw) -> dict[str, Any]:
    size = draw.whole(1, 4)
    vector, matrix = Given((*draw.sizes(draw.whole(0, 1), 1, 1), size)), None
    name = draw.path.rpartition(".")[2]
    matrix = Given((2, size) if name == "matvec" else (size, 3))
    other = Given((size + 1,)) if draw.odd else vector
    pairs = {"matvec": (matrix, other), "vecmat": (other, matrix), "vecdot": (vector, other)}
    return dict(zip(("x1", "x2"), pairs[name], strict=True))


CALLS: dict[str, Call] = {
    "polyder": lambda d: {"p": _vector(d), "m": d.pick(None, 0, 1, 2)},
    "polydiv": lambda _: {"u": [1.0, 2.0, 1.0], "v": [1.0, 2.0]},
    "polyint": lambda d: {"p": _vector(d), "m": d.pick(None, 0, 1, 2), "k": None},
    "inner_vectors": _products,
    "of_some_length": lambda _: {"a1": [1.0, 2.0], "a2": [1.0, 2.0]},
    "of_sum": lambda d: {"a1": _vector(d), "a2": _vector(d)},
    "polyfit": _fit,
    "polyval": lambda d: {"p": _vector(d), "x": Given(d.shape)},
    "polyval_of_list": lambda d: {"coeffs": [1.0, 2.0], "x": Given(d.shape)},
    "vecdot": _products,
}
