"""Calls of signal functions."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _signal(draw: Draw, dtype: str = "float32", low: int = 1) -> Given:
    return Given((*draw.sizes(draw.whole(0, 2), 1, 3), draw.whole(low, 20)), dtype)


def _frames(draw: Draw) -> dict[str, Any]:
    lengths = {"frame_length": draw.whole(1, 6), "frame_step": draw.whole(1, 4)}
    more = {"sequence_length": draw.whole(1, 6), "sequence_stride": draw.whole(1, 4), "fft_length": None}
    return {"x": _signal(draw, low=8), **lengths, **more, "pad_end": draw.pick(True, False)}


def _transformed(draw: Draw) -> dict[str, Any]:
    rank = draw.whole(3, 4) if "3d" in draw.path else draw.whole(2, 4)
    return {"x": Given(draw.sizes(rank, 1, 5), "complex64"), "axis": -1}


LIBRARIES = ("tensorflow.math", "keras.ops", "numpy")


def _spectrum(draw: Draw) -> dict[str, Any]:
    return {"x": Given(draw.shape, "complex64")}


def _parts(draw: Draw) -> dict[str, Any]:
    dtype = draw.pick("float32", "float64")
    return {"real": Given(draw.shape, dtype), "imag": Given(draw.partner().shape, dtype)}


CALLS: dict[str, Call] = {
    "complex_number": _parts,
    **dict.fromkeys([f"{library}.{part}" for library in LIBRARIES for part in ("angle", "imag", "real")], _spectrum),
    "along": lambda d: {"x": Given(d.sizes(2)), "n": d.pick(None, 3), "axis": d.pick(-1, 0)},
    "frame": _frames,
    "irfft": lambda d: {"x": _signal(d, "complex64", 2), "fft_length": d.pick(None, [8])},
    "mel_weights": lambda d: {"num_mel_bins": d.whole(2, 40), "num_spectrogram_bins": 65},
    "mfccs": lambda d: {"x": _signal(d, low=2)},
    "rfft": lambda d: {"x": _signal(d), "fft_length": d.pick(None, [8]) if d.library == "tensorflow" else None},
    "sequences": lambda d: {**_frames(d), "fft_length": 8} if d.path.endswith("stft") else _frames(d),
    "stft": _frames,
    "window": lambda d: {"window_length": d.whole(1, 9), "dtype": None},
    **{f"tensorflow.signal.{name}": _transformed for name in "fft ifft fft2d ifft2d fft3d ifft3d".split()},
}
