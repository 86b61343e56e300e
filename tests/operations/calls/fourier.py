"""Calls of Fourier transforms."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given

LIBRARIES = ("tensorflow.math", "keras.ops", "numpy")


def signal(draw: Draw, dtype: str = "float32", low: int = 1) -> Given:
    """A signal, or a batch of them."""
    return Given((*draw.sizes(draw.whole(0, 2), 1, 3), draw.whole(low, 20)), dtype)


def _transformed(draw: Draw) -> dict[str, Any]:
    rank = draw.whole(3, 4) if "3d" in draw.path else draw.whole(2, 4)
    return {"x": Given(draw.sizes(rank, 1, 5), "complex64"), "axis": -1}


def _in_numpy(draw: Draw) -> dict[str, Any]:
    several = draw.path.endswith(("2", "n"))
    dtype = draw.pick("float32", "float64", "int32", *(["complex64"] if "rfft" not in draw.path else []))
    given: dict[str, Any] = {"x": Given(draw.sizes(draw.whole(1 if draw.odd else 2, 3), 2, 6), dtype)}
    if several:
        return {**given, "s": draw.pick(None, (3, 4)), "axes": (-2, -1)}
    return {**given, "n": draw.pick(None, 3, 8), "axis": draw.pick(-1, 0)}


def _along_last(draw: Draw) -> dict[str, Any]:
    rank = int(draw.path[-2])
    dtype = "complex64" if ".i" in draw.path else "float32"
    shape = draw.sizes(draw.whole(rank - (1 if draw.odd else 0), rank + 1), 2, 6)
    return {"x": Given(shape, dtype), "fft_length": draw.pick(None, [4] * rank)}


def _spectrum(draw: Draw) -> dict[str, Any]:
    return {"x": Given(draw.shape, "complex64")}


def _parts(draw: Draw) -> dict[str, Any]:
    dtype = draw.pick("float32", "float64")
    return {"real": Given(draw.shape, dtype), "imag": Given(draw.partner().shape, dtype)}


def _two(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1 if draw.odd or not draw.path.endswith("2") else 2, 3), 2, 8)
    other = draw.sizes(2, 2, 4) if draw.odd and draw.pick(True, False) else shape
    return {"x": (Given(shape), Given(other)), "fft_length": draw.pick(None, 8)}


CALLS: dict[str, Call] = {
    "complex_number": _parts,
    "doubled": _along_last,
    "fft_in_keras": _two,
    "frequencies": lambda d: {"n": d.whole(1, 9)},
    "halved": _along_last,
    "irfft": lambda d: {"x": signal(d, "complex64", 2), "fft_length": d.pick(None, [8])},
    "irfft_in_keras": _two,
    "keras.ops.view_as_complex": lambda d: {"x": Given((*d.shape, 3 if d.odd else 2))},
    "polar": lambda d: {"x": Given(d.shape), "angle": Given(d.partner().shape)},
    "rfft": lambda d: {"x": signal(d), "fft_length": d.pick(None, [8])},
    "rfft_in_keras": lambda d: {"x": signal(d), "fft_length": d.pick(None, 8)},
    "transformed": _in_numpy,
    "view_as_real": _spectrum,
    **dict.fromkeys([f"{library}.{part}" for library in LIBRARIES for part in ("angle", "imag", "real")], _spectrum),
    **{f"tensorflow.signal.{name}": _transformed for name in "fft ifft fft2d ifft2d fft3d ifft3d".split()},
}
