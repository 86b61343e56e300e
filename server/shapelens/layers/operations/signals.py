"""Signals: Fourier transforms, frames, windows. The last axis is time, or frequency."""

from __future__ import annotations

from shapelens.layers.operations.activations import along_axis
from shapelens.layers.operations.arguments import Arguments
from shapelens.layers.operations.dtypes import DTypeRule, fixed, promoted, requested, same, unverified
from shapelens.layers.operations.elementwise import broadcast_all, shape_of_x, table
from shapelens.layers.operations.registry import Shapes, operation
from shapelens.layers.operations.values import DType
from shapelens.shapes.expressions import Size, ceil_divide, maximum
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown


def _complex(arguments: Arguments) -> DType:
    """The complex dtype of a real signal."""
    dtype = arguments.operand("x").dtype
    known = {"float32": "complex64", "float64": "complex128"}
    return known.get(dtype, Unknown("its dtype is not verified")) if isinstance(dtype, str) else dtype


def _real(arguments: Arguments) -> DType:
    """The real dtype of a spectrum."""
    dtype = arguments.operand("x").dtype
    known = {"complex64": "float32", "complex128": "float64"}
    return known.get(dtype, Unknown("its dtype is not verified")) if isinstance(dtype, str) else dtype


def _joined_complex(arguments: Arguments) -> DType:
    """The complex dtype of two real parts."""
    dtype = promoted("real", "imag")(arguments)
    known = {"float32": "complex64", "float64": "complex128"}
    return known.get(dtype, Unknown("its dtype is not verified")) if isinstance(dtype, str) else dtype


def _time(arguments: Arguments) -> Dims:
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    return shape


table(
    {
        "tensorflow.signal.{}(input: x, name=None)": "fft ifft",
    },
    _time,
    same("x"),
    "The same shape, transformed along the last axis.",
    "signals",
)
table(
    {"tensorflow.signal.{}(x, axes: axis=None, name=None)": "fftshift ifftshift"},
    along_axis,
    same("x"),
    "The same shape, its middle moved to the front or back.",
    "signals",
)
table(
    {
        "tensorflow.math.{}(input: x, name=None)": "angle imag real",
        "keras.ops.{}(x)": "angle imag real",
        "numpy.{}(val: x)": "imag real",
    },
    shape_of_x,
    _real,
    "One part of complex numbers.",
    "signals",
)
table(
    {"tensorflow.signal.{}(input: x, name=None)": "fft2d ifft2d fft3d ifft3d"},
    shape_of_x,
    same("x"),
    "The same shape, transformed along the last axes.",
    "signals",
)


def along(arguments: Arguments) -> Shapes:
    """One axis, cut or filled up to `n`."""
    shape = _time(arguments)
    axis = arguments.axis("axis", len(shape))
    size = shape[axis] if arguments["n"] is None else arguments.integer("n", minimum=1)
    return (*shape[:axis], size, *shape[axis + 1 :])


table(
    {"numpy.fft.{}(a: x, n=None, axis=-1, norm=None, out=None)": "fft ifft"},
    along,
    unverified("numpy"),
    "Transformed along an axis, cut or filled up to `n`.",
    "signals",
)


@operation(
    "keras.ops.rfft(x, fft_length=None)",
    "tensorflow.signal.rfft(input_tensor: x, fft_length=None, name=None)",
    dtype=_complex,
    examples=("tensorflow.signal.rfft(float32[4, 16]) -> complex64[4, 9]",),
)
def rfft(arguments: Arguments) -> Shapes:
    """The spectrum of real signals: the half of it that is not redundant (keras: its two parts)."""
    if arguments.library == "keras":
        return Unknown("Keras gives the real and the imaginary part")
    shape = _time(arguments)
    return (*shape[:-1], _length(arguments, shape[-1]) // 2 + 1)


def _length(arguments: Arguments, size: Size) -> Size:
    if arguments["fft_length"] is None:
        return size
    lengths = arguments.sizes("fft_length")
    return lengths[0] if len(lengths) == 1 else Unknown("`fft_length` is not one number")


@operation(
    "tensorflow.signal.irfft(input_tensor: x, fft_length=None, name=None)",
    dtype=_real,
    examples=("tensorflow.signal.irfft(complex64[4, 9]) -> float32[4, 16]",),
)
def irfft(arguments: Arguments) -> Shapes:
    """The real signals of spectra."""
    shape = _time(arguments)
    return (*shape[:-1], _length(arguments, (shape[-1] - 1) * 2))


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
    shape = _time(arguments)
    axis = arguments.axis("axis", len(shape))
    length, step = arguments.integer("frame_length", minimum=1), arguments.integer("frame_step", minimum=1)
    count = frame_count(shape[axis], length, step, pads=arguments.flag("pad_end"))
    return (*shape[:axis], count, length, *shape[axis + 1 :])


@operation(
    "tensorflow.signal.stft(signals: x, frame_length, frame_step, fft_length=None, window_fn=None, pad_end=False, "
    "name=None)",
    dtype=_complex,
    examples=("tensorflow.signal.stft(float32[4, 1600], 256, 128) -> complex64[4, 11, 129]",),
)
def stft(arguments: Arguments) -> Shapes:
    """The spectrum of each frame of real signals."""
    shape = _time(arguments)
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


@operation(
    "keras.ops.stft(x, sequence_length, sequence_stride, fft_length, window='hann', center=True)",
    "keras.ops.extract_sequences(x, sequence_length, sequence_stride)",
    dtype=same("x"),
)
def sequences(arguments: Arguments) -> Shapes:
    """Overlapping pieces of signals (stft: the two parts of their spectra)."""
    if arguments["fft_length"] is not None:
        return Unknown("Keras gives the real and the imaginary part")
    shape = _time(arguments)
    length, step = arguments.integer("sequence_length", minimum=1), arguments.integer("sequence_stride", minimum=1)
    return (*shape[:-1], frame_count(shape[-1], length, step, pads=False), length)


def window(arguments: Arguments) -> Shapes:
    """A window of that length."""
    return (arguments.integer("window_length", minimum=0),)


FLOAT32: DTypeRule = requested(fixed("float32"))
table(
    {
        "tensorflow.signal.{}(window_length, periodic=True, dtype='float32', name=None)": "hamming_window hann_window",
        "tensorflow.signal.vorbis_window(window_length, dtype='float32', name=None)": "vorbis_window",
        "tensorflow.signal.kaiser_window(window_length, beta=12.0, dtype='float32', name=None)": "kaiser_window",
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
    return _time(arguments)


@operation(
    "tensorflow.[dtypes.]complex(real, imag, name=None)",
    dtype=_joined_complex,
    examples=("tensorflow.complex(float32[4], float32[4]) -> complex64[4]",),
)
def complex_number(arguments: Arguments) -> Shapes:
    """Complex numbers of their two parts, with broadcasting."""
    return broadcast_all([arguments.operand("real").shape, arguments.operand("imag").shape])
