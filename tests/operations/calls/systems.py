"""Calls of what is given in parts: factored, banded and tridiagonal matrices, and moments."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _beside(draw: Draw, size: int) -> int:
    """A size that fits, mostly."""
    return size + (draw.whole(0, 1) if draw.odd else 0)


def _factored(draw: Draw) -> dict[str, Any]:
    """A single matrix: the order of its rows must be one, and zeros are one of a single row."""
    return {"x": Given((1, _beside(draw, 1))), "perm": Given((1,), "int32"), "rhs": Given((_beside(draw, 1), 2))}


def _without_right(draw: Draw) -> dict[str, Any]:
    call = _factored(draw)
    del call["rhs"]
    return call


def _tridiagonal(draw: Draw) -> dict[str, Any]:
    lead, size = draw.sizes(draw.whole(0, 1), 1, 3), draw.whole(2, 5)
    right = (*lead, _beside(draw, size), 2)
    if draw.path.endswith("_solve") and draw.chance.random() < 0.3:
        right = right[:-1]
    rows = 3 if not draw.odd else draw.pick(3, 2)
    call: dict[str, Any] = {"diagonals": Given((*lead, rows, size)), "rhs": Given(right)}
    if draw.path.endswith("_solve"):
        call |= {"transpose_rhs": None, "conjugate_rhs": None, "partial_pivoting": None, "perturb_singular": None}
    return {**call, "diagonals_format": None}


def _banded(draw: Draw) -> dict[str, Any]:
    size = draw.whole(2, 5)
    return {"bands": Given((draw.whole(1, 2), size)), "rhs": Given((_beside(draw, size), 2))}


def _tensorsolve(draw: Draw) -> dict[str, Any]:
    size = draw.whole(1, 4)
    return {"a": Given((size, size)), "b": Given((size,)), "axes": None}


def _moments(draw: Draw) -> dict[str, Any]:
    sums = Given(draw.shape or (2,))
    return {"counts": Given(()), "mean_ss": sums, "variance_ss": sums, "shift": draw.pick(None, 0.5, sums)}


def _statistics(draw: Draw) -> dict[str, Any]:
    rank = len(draw.shape)
    axes = draw.chance.sample(range(rank), draw.whole(0, rank)) if rank else []
    return {"x": Given(draw.shape), "axes": axes, "shift": draw.pick(0.5, Given(()))}


def _eigenvalues(draw: Draw) -> dict[str, Any]:
    size = draw.whole(2, 5)
    call = {"x": Given((size,)), "beta": Given((size - 1,)), "eigvals_only": draw.pick(True, False)}
    return {**call, "select": None, "select_range": None, "tol": None}


CALLS: dict[str, Call] = {
    "banded_solve": _banded,
    "eigh_tridiagonal": _eigenvalues,
    "from_factors": _without_right,
    "normalize_moments": _moments,
    "solve_factored": _factored,
    "sufficient_statistics": _statistics,
    "tensorsolve": _tensorsolve,
    "tridiagonal_matmul": _tridiagonal,
    "tridiagonal_solve": _tridiagonal,
}
