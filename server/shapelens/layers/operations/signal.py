"""Signals: frames, spectra of frames, windows. The last axis is time, or frequency."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import DTypeRule, by_library, fixed, requested, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.math.fourier import complex_dtype, of_time, part_dtype, real_dtype, two_parts
from shapelens.layers.operations.numpy.elementwise import table
from shapelens.shapes.expressions import Size, ceil_divide, maximum
from shapelens.shapes.unknown import Unknown


def frame_count(size: Size, length: Size, step: Size, *, pads: bool) -> Size:
    """How many frames fit into a signal."""
    if pads:
        return ceil_divide(size, step)
    return maximum([(size - length) // step + 1, 0])


@operation(
    "tensorflow.signal.frame(signal: x, frame_length, frame_step, pad_end=False, pad_value=0, axis=-1, name=None)",
    dtype=same("x"),
    examples=("tensorflow.signal.frame(float32[4, 16], 4, 2) -> float32[4, 7, 4]",),
)
def frame(arguments: Arguments) -> Shapes:
    """Overlapping pieces of signals: their axis becomes two."""
    shape = of_time(arguments)
    axis = arguments.axis("axis", len(shape))
    length, step = arguments.integer("frame_length", minimum=1), arguments.integer("frame_step", minimum=1)
    count = frame_count(shape[axis], length, step, pads=arguments.flag("pad_end"))
    return (*shape[:axis], count, length, *shape[axis + 1 :])


@operation(
    "tensorflow.signal.stft(signals: x, frame_length, frame_step, fft_length=None, window_fn=None, pad_end=False, "
    "name=None)",
    dtype=complex_dtype,
    examples=("tensorflow.signal.stft(float32[4, 1600], 256, 128) -> complex64[4, 11, 129]",),
)
def stft(arguments: Arguments) -> Shapes:
    """The spectrum of each frame of real signals."""
    shape = of_time(arguments)
    length, step = arguments.integer("frame_length", minimum=1), arguments.integer("frame_step", minimum=1)
    count = frame_count(shape[-1], length, step, pads=arguments.flag("pad_end"))
    if arguments["fft_length"] is not None:
        bins: Size = arguments.integer("fft_length", minimum=1) // 2 + 1
    elif isinstance(length, int):
        # the next power of two
        bins = (1 << (length - 1).bit_length()) // 2 + 1
    else:
        bins = Unknown("the length of a frame is not known")
    return (*shape[:-1], count, bins)


def window(arguments: Arguments) -> Shapes:
    """A window of that length."""
    return (arguments.integer("window_length", minimum=0),)


FLOAT32: DTypeRule = requested(fixed("float32"))
table(
    {
        "tensorflow.signal.{}(window_length, periodic=True, dtype='float32', name=None)": "hamming_window hann_window",
        "tensorflow.signal.vorbis_window(window_length, dtype='float32', name=None)": "vorbis_window",
        "tensorflow.signal.kaiser_window(window_length, beta=12.0, dtype='float32', name=None)": "kaiser_window",
        "tensorflow.signal.kaiser_bessel_derived_window(window_length, beta=12.0, dtype='float32', name=None)": "kbd",
    },
    window,
    FLOAT32,
    "A window of that length.",
    "signals",
)


@operation(
    "tensorflow.signal.linear_to_mel_weight_matrix(num_mel_bins=20, num_spectrogram_bins=129, sample_rate=8000, "
    "lower_edge_hertz=125.0, upper_edge_hertz=3800.0, dtype='float32', name=None)",
    dtype=FLOAT32,
    examples=("tensorflow.signal.linear_to_mel_weight_matrix(80, 129) -> float32[129, 80]",),
)
def mel_weights(arguments: Arguments) -> Shapes:
    """The matrix that makes mel bins of spectrogram bins."""
    return (arguments.integer("num_spectrogram_bins", minimum=1), arguments.integer("num_mel_bins", minimum=1))


@operation(
    "tensorflow.signal.mfccs_from_log_mel_spectrograms(log_mel_spectrograms: x, name=None)",
    dtype=same("x"),
    examples=("tensorflow.signal.mfccs_from_log_mel_spectrograms(float32[4, 11, 80]) -> float32[4, 11, 80]",),
)
def mfccs(arguments: Arguments) -> Shapes:
    """The cepstral coefficients of log mel spectrograms."""
    return of_time(arguments)


@operation(
    "keras.ops.extract_sequences(x, sequence_length, sequence_stride)",
    dtype=same("x"),
    examples=("keras.ops.extract_sequences(float32[2, 16], 4, 2) -> float32[2, 7, 4]",),
)
def sequences(arguments: Arguments) -> Shapes:
    """Overlapping pieces of signals."""
    shape = of_time(arguments)
    length, step = arguments.integer("sequence_length", minimum=1), arguments.integer("sequence_stride", minimum=1)
    return (*shape[:-1], frame_count(shape[-1], length, step, pads=False), length)


@operation(
    "keras.ops.stft(x, sequence_length, sequence_stride, fft_length, window='hann', center=True)",
    dtype=same("x"),
    examples=("keras.ops.stft(float32[2, 100], 16, 8, 16) -> [float32[2, 13, 9], float32[2, 13, 9]]",),
)
def stft_in_keras(arguments: Arguments) -> Shapes:
    """The two parts of the spectrum of each frame; centred frames reach beyond both ends."""
    shape, length = of_time(arguments), _lengths_in_keras(arguments)
    border = (length // 2) * 2 if arguments.flag("center") else 0
    count = (shape[-1] + border - length) // arguments.integer("sequence_stride", minimum=1) + 1
    if isinstance(count, int) and count < 1:
        return [Unknown("no frame fits")] * 2
    return [(*shape[:-1], count, length // 2 + 1)] * 2


@operation(
    "keras.ops.istft(x, sequence_length, sequence_stride, fft_length, length=None, window='hann', center=True)",
    dtype=part_dtype,
    examples=("keras.ops.istft((float32[2, 13, 9], float32[2, 13, 9]), 16, 8, 16) -> float32[2, 96]",),
)
def istft_in_keras(arguments: Arguments) -> Shapes:
    """The signals of the spectra of their frames."""
    shape, length = two_parts(arguments), _lengths_in_keras(arguments)
    arguments.require_rank(shape, at_least=2)
    if arguments["length"] is not None:
        return (*shape[:-2], arguments.integer("length"))
    border = (length // 2) * 2 if arguments.flag("center") else 0
    return (*shape[:-2], (shape[-2] - 1) * arguments.integer("sequence_stride", minimum=1) + length - border)


def _lengths_in_keras(arguments: Arguments) -> Size:
    """The length of a transform, which is not below that of a sequence."""
    sequence, transform = arguments.integer("sequence_length", minimum=1), arguments.integer("fft_length", minimum=1)
    if isinstance(sequence, int) and isinstance(transform, int) and transform < sequence:
        arguments.reject("fft_length", f"at least sequence_length={sequence}")
    return transform


@operation(
    "tensorflow.signal.inverse_stft(stfts: x, frame_length, frame_step, fft_length=None, window_fn=None, name=None)",
    dtype=real_dtype,
    examples=("tensorflow.signal.inverse_stft(complex64[2, 13, 9], 16, 8) -> float32[2, 112]",),
)
def inverse_stft(arguments: Arguments) -> Shapes:
    """The signals of the spectra of their frames."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=2)
    length, step = arguments.integer("frame_length", minimum=1), arguments.integer("frame_step", minimum=1)
    return (*shape[:-2], (shape[-2] - 1) * step + length)


@operation(
    "tensorflow.signal.overlap_and_add(signal: x, frame_step, name=None)",
    dtype=same("x"),
    examples=("tensorflow.signal.overlap_and_add(float32[2, 13, 9], 4) -> float32[2, 57]",),
)
def overlap_and_add(arguments: Arguments) -> Shapes:
    """Frames put together to signals, added where they overlap."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=2)
    return (*shape[:-2], (shape[-2] - 1) * arguments.integer("frame_step", minimum=1) + shape[-1])


@operation(
    "tensorflow.signal.dct(input: x, type=2, n=None, axis=-1, norm=None, name=None)",
    "tensorflow.signal.idct(input: x, type=2, n=None, axis=-1, norm=None, name=None)",
    dtype=same("x"),
    examples=("tensorflow.signal.dct(float32[2, 8], n=5) -> float32[2, 5]",),
)
def dct(arguments: Arguments) -> Shapes:
    """The cosine transform along the last axis, cut or filled up to `n`."""
    shape = of_time(arguments)
    return (*shape[:-1], shape[-1] if arguments["n"] is None else arguments.integer("n", minimum=1))


@operation(
    "tensorflow.signal.mdct(signals: x, frame_length, window_fn=None, pad_end=False, norm=None, name=None)",
    dtype=same("x"),
    examples=("tensorflow.signal.mdct(float32[2, 64], 8) -> float32[2, 15, 4]",),
)
def mdct(arguments: Arguments) -> Shapes:
    """The cosine transform of frames that overlap by half."""
    shape, length = of_time(arguments), arguments.number("frame_length")
    if length % 4 or length < 1:
        arguments.reject("frame_length", "a multiple of 4")
    count = frame_count(shape[-1], length, length // 2, pads=arguments.flag("pad_end"))
    return (*shape[:-1], count, length // 2)


@operation(
    "tensorflow.signal.inverse_mdct(mdcts: x, window_fn=None, norm=None, name=None)",
    dtype=same("x"),
    examples=("tensorflow.signal.inverse_mdct(float32[2, 15, 4]) -> float32[2, 64]",),
)
def inverse_mdct(arguments: Arguments) -> Shapes:
    """The signals of frames that overlap by half."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=2)
    return (*shape[:-2], (shape[-2] + 1) * shape[-1])


def taper(arguments: Arguments) -> Shapes:
    """A window of that length."""
    return (arguments.integer("x"),)


table(
    {
        "keras.ops.{}(x)": "bartlett blackman hamming hanning",
        "keras.ops.kaiser(x, beta)": "kaiser",
        "numpy.{}(M: x)": "bartlett blackman hamming hanning",
        "numpy.kaiser(M: x, beta)": "kaiser",
    },
    taper,
    by_library(keras=fixed("float32"), numpy=fixed("float64")),
    "A window of that length.",
    "signals",
)
