"""Calls of decompositions, and of systems of equations."""

from __future__ import annotations

from typing import Any

from tests.operations.calls.linear_algebra import matrices, square
from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _solve(draw: Draw) -> dict[str, Any]:
    size = draw.whole(1, 4)
    left = (*draw.sizes(draw.whole(0, 1), 1, 3), size, size + (1 if draw.odd and draw.pick(True, False) else 0))
    return {"a": Given(left), "b": Given((*left[:-2], size + (draw.whole(0, 1) if draw.odd else 0), 2))}


def _triangular(draw: Draw) -> dict[str, Any]:
    size = draw.whole(1, 4)
    right = size + (draw.whole(0, 1) if draw.odd else 0)
    return {"a": Given((size, size)), "b": Given((right, 2))}


def _least(draw: Draw) -> dict[str, Any]:
    rows, columns = draw.whole(3, 5), draw.whole(1, 3)
    right = (rows + (draw.whole(0, 1) if draw.odd else 0), 2)
    vector = draw.library != "tensorflow" and draw.pick(True, False)
    return {"a": Given((rows, columns)), "b": Given(right[:1] if vector else right)}


CALLS: dict[str, Call] = {
    "eig": square,
    "eigh": square,
    "lstsq": _least,
    "lstsq_in_numpy": _least,
    "lu": lambda d: {**square(d), "dtype": None},
    "matrix_rank": matrices,
    "matrix_to_scalar": square,
    "numpy.linalg.matrix_power": lambda d: {**square(d), "n": d.whole(0, 3)},
    "pinv": matrices,
    "qr": matrices,
    "slogdet": square,
    "solve": _solve,
    "square": square,
    "svd": matrices,
    "svdvals": matrices,
    "triangular_solve": _triangular,
    "values_of_each": square,
}
