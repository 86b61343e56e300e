"""Sound as pictures: MelSpectrogram and STFTSpectrogram (keras.src.layers.preprocessing)."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import compute_conv_output_shape, show
from shapelens.layers.framework.inputs import require_defined, require_rank, single, unknown_result
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Step, Weight
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import Polynomial, Size, product
from shapelens.shapes.tensors import Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown

MODES = ("log", "magnitude", "psd", "real", "imag", "angle", "stft")


@layer(
    """MelSpectrogram(fft_length=2048, sequence_stride=512, sequence_length=None, window="hann", sampling_rate=16000,
    num_mel_bins=128, min_freq=20.0, max_freq=None, power_to_db=True, top_db=80.0, mag_exp=2.0, min_power=1e-10,
    ref_power=1.0, **kwargs)""",
    examples=(
        example("MelSpectrogram()", (None, 16000), (None, 128, 32)),
        example("MelSpectrogram(num_mel_bins=64, sequence_stride=256)", (16000,), (64, 63)),
    ),
    since=(3, 1),
)
def mel_spectrogram(inputs: Structure, arguments: Arguments) -> Result:
    """Sound as frequencies (`num_mel_bins`) over time: a frame every `sequence_stride` samples."""
    length = arguments["sequence_length"]
    if not length and (arguments["fft_length"] is None or isinstance(arguments["fft_length"], dict)):
        arguments.reject("fft_length", "a positive integer")
    if length and not is_symbolic(length) and not is_opaque(length):
        fft, longest = arguments.number("fft_length"), arguments.number("sequence_length")
        if isinstance(fft, (int, float)) and isinstance(longest, (int, float)) and fft < longest:
            arguments.reject("sequence_length", f"not more than fft_length={fft}")
    if not arguments["max_freq"]:
        arguments.number("sampling_rate")
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, at_least=1)
    bins = arguments.integer("num_mel_bins", minimum=0)
    step = _time_step(arguments, tensor.shape[0 if len(tensor.shape) == 1 else 1])
    frames = step.size
    output = (bins, frames) if len(tensor.shape) == 1 else (tensor.shape[0], bins, frames)
    axes = ("batch", "frequency", "time")[-len(output) :]
    return Result(Tensor(output, dtype), steps=(Step("frequency", "num_mel_bins", bins), step), axes=axes)


def _time_step(arguments: Arguments, samples: Size) -> Step:
    """The number of frames; Keras reads the stride only where there are samples to count."""
    if not isinstance(samples, int):
        value = arguments["sequence_stride"]
        if not isinstance(value, (int, Polynomial)) or value == 0:
            return Step("time", show(samples), samples)
    stride = arguments.integer("sequence_stride")
    if stride == 0:
        arguments.reject("sequence_stride", "a positive integer")
    frames = (samples + stride + 1) // stride
    if isinstance(frames, int) and frames < 0:
        arguments.reject("sequence_stride", "a positive integer")
    return Step("time", f"⌊({show(samples)} + {show(stride)} + 1) / {show(stride)}⌋", frames)


@layer(
    """STFTSpectrogram(mode="log", frame_length=256, frame_step=None, fft_length=None, window="hann", periodic=False,
    scaling="density", padding="valid", expand_dims=False, data_format=None, **kwargs)""",
    examples=(
        example("STFTSpectrogram(window=None)", (None, 16000, 1), (None, 124, 129), params=66048),
        example(
            "STFTSpectrogram('stft', 64, window=None, expand_dims=True)",
            (None, 1000, 2),
            (None, 30, 66, 2),
            params=2 * 64 * 33,
        ),
    ),
    since=(3, 7),
)
def stft_spectrogram(inputs: Structure, arguments: Arguments) -> Result:
    """Sound as frequencies over time, by two kernels of sines and cosines that slide over it."""
    mode = arguments.choice("mode", MODES, fold_case=False)
    padding = arguments.choice("padding", ("valid", "same"), fold_case=False)
    if arguments["scaling"] is not None:
        arguments.choice("scaling", ("density", "spectrum"), fold_case=False)
    data_format = arguments.data_format()
    length, step, fft = _frames(arguments)
    frequencies = fft // 2 + 1
    _check_window(arguments, length)
    _check_counts(arguments, length, frequencies)
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=3)
    if isinstance(mode, Unknown) or isinstance(data_format, Unknown):
        return unknown_result(Unknown("`mode` or `data_format` could not be determined"), dtype)
    channels = require_defined(tensor.shape, 1 if data_format == "channels_first" else -1, "the spectrogram")
    names = [name for name, left_out in (("real_kernel", "imag"), ("imag_kernel", "real")) if mode != left_out]
    weights = tuple(Weight(name, (length, 1, frequencies)) for name in names)
    bands = 2 * frequencies if mode == "stft" else frequencies
    # a step of p/q samples: as many frames as steps of p in a signal q times as long
    scale = step.denominator if isinstance(step, Fraction) else 1
    samples = _stretched(tensor.shape, scale, padding, data_format)
    stride = step.numerator if isinstance(step, Fraction) else step
    output, steps = compute_conv_output_shape(
        samples, bands * channels, (length * scale,), (stride,), padding, data_format, (1,)
    )
    time, expand = steps[0].size, arguments.flag("expand_dims")
    # each channel goes through the kernels by itself
    macs = product(weight.count for weight in weights[:1]) * len(weights) * time * channels
    if isinstance(expand, Unknown):
        return Result(Tensor(expand, dtype), weights, macs=macs)
    names = ["batch", "time", "frequency"]
    if expand:
        output = (tensor.shape[0], time, bands, channels)
        names.append("channels")
    if data_format == "channels_first":
        output = (tensor.shape[0], channels, time, bands) if expand else output
        names = ["batch", "channels", *names[1:3]] if expand else ["batch", *names[:0:-1]]
    parts = [f"⌊{show(fft)} / 2⌋ + 1", *(["2"] if mode == "stft" else []), *([] if expand else [show(channels)])]
    formula = parts[0] if len(parts) == 1 else f"({parts[0]}) · {' · '.join(parts[1:])}"
    heard = Step("frequency", formula, bands if expand else bands * channels)
    return Result(Tensor(output, dtype), weights, (replace(steps[0], axis="time"), heard), tuple(names), macs)


def _stretched(shape: Dims, scale: int, padding: str | Unknown, data_format: str) -> Dims:
    """The shape of a signal with its time `scale` times as long; padded, it is its last sample that counts."""
    time = 2 if data_format == "channels_first" else 1
    longer = shape[time] * scale if padding == "valid" else (shape[time] - 1) * scale + 1
    return (*shape[:time], longer, *shape[time + 1 :])


def _check_window(arguments: Arguments, length: Size) -> None:
    """Reject a window that is neither a name nor as many numbers as a frame is long."""
    value: Any = arguments["window"]
    if value is None or isinstance(value, str) or is_symbolic(value) or is_opaque(value):
        return
    numbers = isinstance(value, (list, tuple)) and all(isinstance(item, (int, float)) for item in value)
    if not numbers or (isinstance(length, int) and len(value) != length):
        arguments.reject("window", "the name of a window, or as many numbers as `frame_length`")


def _check_counts(arguments: Arguments, length: Size, frequencies: Size) -> None:
    """Reject a frame or transform whose samples or frequencies the dtype of the kernels cannot count."""
    digits = {"bfloat16": 8, "float16": 11}.get(str(arguments.variable_dtype()))
    for name, count in (("frame_length", length), ("fft_length", frequencies)):
        if digits is not None and isinstance(count, int) and count % 2 ** max(count.bit_length() - digits, 0):
            arguments.reject(name, f"a length that {arguments.variable_dtype()} can count")


def _frames(arguments: Arguments) -> tuple[Size, Size | Fraction, Size]:
    """The length of a frame, the step from frame to frame, and the length of the transform."""
    length = arguments.integer("frame_length", minimum=1)
    step: Size | Fraction = length // 2
    if arguments["frame_step"] is not None:
        number = arguments.number("frame_step", minimum=1)
        if isinstance(number, float) and not number.is_integer():
            step = Fraction(number)
        else:
            step = arguments.tuple_of("frame_step", 1)[0]
        if isinstance(step, (int, Fraction)) and isinstance(length, int) and step > length:
            arguments.reject("frame_step", f"not more than frame_length={length}")
    if step == 0:
        arguments.reject("frame_length", "at least 2, or `frame_step` given")
    if arguments["fft_length"] is None:
        if not isinstance(length, int):
            return length, step, Unknown("`frame_length` could not be determined")
        return length, step, 2 ** math.ceil(math.log2(length))
    fft = arguments.integer("fft_length", minimum=length if isinstance(length, int) else None)
    return length, step, fft
