"""Calls of signal functions."""

from __future__ import annotations

from typing import Any

from tests.operations.calls.fourier import signal
from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _frames(draw: Draw) -> dict[str, Any]:
    lengths = {"frame_length": draw.whole(1, 6), "frame_step": draw.whole(1, 4)}
    more = {"sequence_length": draw.whole(1, 6), "sequence_stride": draw.whole(1, 4), "fft_length": None}
    return {"x": signal(draw, low=8), **lengths, **more, "pad_end": draw.pick(True, False)}


def _in_keras(draw: Draw) -> dict[str, Any]:
    length = draw.pick(4, 8)
    lengths = {"sequence_length": length - draw.whole(0, 2), "sequence_stride": draw.whole(1, 3), "fft_length": length}
    inverse = draw.path.endswith("istft")
    part = Given((*draw.sizes(draw.whole(0, 1), 1, 3), draw.whole(3, 9), length // 2 + 1))
    return {"x": (part, part) if inverse else signal(draw, low=12), **lengths, "center": draw.pick(True, False)}


def _spectra(draw: Draw) -> dict[str, Any]:
    shape = (*draw.sizes(draw.whole(0, 2), 1, 3), draw.whole(1, 6), 5)
    return {"x": Given(shape, "complex64"), "frame_length": 8, "frame_step": draw.whole(1, 8), "fft_length": None}


def _overlapping(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1 if draw.odd else 2, 4), 1, 6)
    return {"x": Given(shape), "frame_step": draw.whole(1, 6)}


def _by_half(draw: Draw) -> dict[str, Any]:
    return {"x": signal(draw, low=16), "frame_length": draw.pick(4, 8, 6) if draw.odd else draw.pick(4, 8)}


CALLS: dict[str, Call] = {
    "dct": lambda d: {"x": signal(d, low=2), "n": d.pick(None, d.whole(1, 9)), "type": d.pick(2, 2, 3), "axis": -1},
    "frame": _frames,
    "inverse_mdct": lambda d: {"x": Given((*d.sizes(d.whole(0, 1)), d.whole(1, 5), d.pick(2, 4)))},
    "inverse_stft": _spectra,
    "istft_in_keras": _in_keras,
    "mdct": _by_half,
    "mel_weights": lambda d: {"num_mel_bins": d.whole(2, 40), "num_spectrogram_bins": 65},
    "mfccs": lambda d: {"x": signal(d, low=2)},
    "overlap_and_add": _overlapping,
    "sequences": _frames,
    "stft": _frames,
    "stft_in_keras": _in_keras,
    "taper": lambda d: {"x": d.whole(1, 9), "beta": 1.0},
    "window": lambda d: {"window_length": d.whole(4, 5) * 2, "dtype": None},
}
