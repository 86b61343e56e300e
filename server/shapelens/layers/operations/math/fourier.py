"""Fourier transforms, and complex numbers and their parts. `keras.ops` has the two parts as two tensors."""

from __future__ import annotations

from typing import Any

from shapelens.layers.framework.problems import NotBroadcastable, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import as_complex, averaged, fixed, promoted, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import DType, Undetermined
from shapelens.layers.operations.nn.activations import along_axis
from shapelens.layers.operations.numpy.elementwise import broadcast_all, shape_of_x, table
from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Dims, Tensor, known_different
from shapelens.shapes.unknown import Unknown


def complex_dtype(arguments: Arguments) -> DType:
    """The complex dtype of a real signal."""
    return as_complex(arguments.operand("x").dtype)


def real_dtype(arguments: Arguments) -> DType:
    """The real dtype of a spectrum."""
    dtype = arguments.operand("x").dtype
    known = {"complex64": "float32", "complex128": "float64"}
    return known.get(dtype, Unknown("its dtype is not verified")) if isinstance(dtype, str) else dtype


def _joined_complex(arguments: Arguments) -> DType:
    """The complex dtype of two real parts."""
    return as_complex(promoted("real", "imag")(arguments))


def _numpy_complex(arguments: Arguments) -> DType:
    """The complex dtype of anything, as wide as it."""
    dtype = arguments.operand("x").dtype
    if isinstance(dtype, Unknown):
        return dtype
    return "complex64" if dtype in ("float16", "float32", "complex64") else "complex128"


def _numpy_real(arguments: Arguments) -> DType:
    dtype = _numpy_complex(arguments)
    return dtype if isinstance(dtype, Unknown) else "float32" if dtype == "complex64" else "float64"


def of_time(arguments: Arguments) -> Dims:
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    return shape


table(
    {
        "tensorflow.signal.{}(input: x, name=None)": "fft ifft",
    },
    of_time,
    same("x"),
    "The same shape, transformed along the last axis.",
    "fourier",
)
table(
    {"tensorflow.signal.{}(x, axes: axis=None, name=None)": "fftshift ifftshift"},
    along_axis,
    same("x"),
    "The same shape, its middle moved to the front or back.",
    "fourier",
)
table(
    {
        "tensorflow.math.{}(input: x, name=None)": "angle imag real",
        "numpy.{}(z: x, deg=False)": "angle",
        "keras.ops.{}(x)": "angle imag real",
        "numpy.{}(val: x)": "imag real",
    },
    shape_of_x,
    real_dtype,
    "One part of complex numbers.",
    "fourier",
)
table(
    {"tensorflow.signal.{}(input: x, name=None)": "fft2d ifft2d fft3d ifft3d"},
    shape_of_x,
    same("x"),
    "The same shape, transformed along the last axes.",
    "fourier",
)


def transformed(arguments: Arguments) -> Shapes:
    """The axis of one transform, or the axes of several, cut or filled up to the lengths asked for."""
    shape = of_time(arguments)
    axes, lengths = _transformed_axes(arguments, shape)
    sizes = list(shape)
    for axis, length in zip(axes, lengths, strict=True):
        sizes[axis] = length
    if axes:
        half = sizes[axes[-1]]
        kind = arguments.declaration.name.rstrip("2n")
        if kind in ("rfft", "ihfft"):
            sizes[axes[-1]] = half // 2 + 1
        elif kind in ("irfft", "hfft"):
            sizes[axes[-1]] = half if _stated(arguments) else (half - 1) * 2
    return tuple(sizes)


def _stated(arguments: Arguments) -> bool:
    return arguments["n"] is not None or arguments["s"] is not None


def _transformed_axes(arguments: Arguments, shape: Dims) -> tuple[tuple[int, ...], Dims]:
    """The axes, and the length of each."""
    several: Any = arguments["axes"]
    if arguments["axis"] is not None:
        axes: tuple[int, ...] = (arguments.axis("axis", len(shape)),)
    elif several is None and arguments["s"] is not None:
        lengths = arguments.sizes("s")
        arguments.require_rank(shape, at_least=len(lengths))
        axes = tuple(range(len(shape) - len(lengths), len(shape)))
    else:
        axes = arguments.axes("axes", len(shape))
    if not _stated(arguments):
        return axes, tuple(shape[axis] for axis in axes)
    sizes = (arguments.integer("n", minimum=1),) if arguments["n"] is not None else arguments.sizes("s")
    if len(sizes) != len(axes):
        arguments.reject("s", f"one length for each of the {len(axes)} axes")
    if any(isinstance(size, int) and size < 1 for size in sizes):
        arguments.reject("s", "positive lengths")
    return axes, sizes


ONE, TWO = "numpy.fft.{}(a: x, n=None, axis=-1, norm=None, out=None)", "s=None, axes=(-2, -1), norm=None, out=None"
for _kind, _names in ((_numpy_complex, ("fft ifft rfft ihfft", "fft2 ifft2 rfft2", "fftn ifftn rfftn")),
                      (_numpy_real, ("irfft hfft", "irfft2", "irfftn"))):  # fmt: skip
    table(
        {
            ONE: _names[0],
            f"numpy.fft.{{}}(a: x, {TWO})": _names[1],
            "numpy.fft.{}(a: x, s=None, axes=None, norm=None, out=None)": _names[2],
        },
        transformed,
        _kind,
        "Transformed along axes, cut or filled up to the lengths asked for; of real signals only one half.",
        "fourier",
    )


def shifted(arguments: Arguments) -> Shapes:
    """The same shape, its middle moved to the front or back."""
    of_time(arguments)
    return along_axis(arguments)


table(
    {"numpy.unwrap(p: x, discont=None, axis=-1, *, period=6.283185307179586)": "unwrap"},
    shifted,
    averaged("x"),
    "The same shape, angles without jumps.",
    "fourier",
)
table(
    {"numpy.fft.{}(x, axes: axis=None)": "fftshift ifftshift"},
    shifted,
    same("x"),
    "The same shape, its middle moved to the front or back.",
    "fourier",
)


def frequencies(arguments: Arguments) -> Shapes:
    """The frequencies of a transform of `n` samples; of real signals only one half."""
    count = arguments.integer("n", minimum=1)
    return (count // 2 + 1 if arguments.declaration.name == "rfftfreq" else count,)


table(
    {"numpy.fft.{}(n, d=1.0, device=None)": "fftfreq rfftfreq"},
    frequencies,
    fixed("float64"),
    "The frequencies of a transform of `n` samples.",
    "fourier",
)


def halved(arguments: Arguments) -> Shapes:
    """The spectrum of real signals along the last two or three axes: the half of it that is not redundant."""
    return _along_last(arguments, lambda size, _: size // 2 + 1)


def doubled(arguments: Arguments) -> Shapes:
    """The real signals of spectra along the last two or three axes."""
    return _along_last(arguments, lambda size, stated: size if stated else (size - 1) * 2)


def _along_last(arguments: Arguments, last: Any) -> Dims:
    shape = arguments.shape("x")
    rank = int(arguments.declaration.name[-2])
    arguments.require_rank(shape, at_least=rank)
    stated = arguments["fft_length"] is not None
    sizes = arguments.sizes("fft_length") if stated else shape[-rank:]
    if len(sizes) != rank:
        arguments.reject("fft_length", f"{rank} lengths")
    return (*shape[:-rank], *sizes[:-1], last(sizes[-1], stated))


for _rule, _kind, _name in ((halved, complex_dtype, "rfft{}d"), (doubled, real_dtype, "irfft{}d")):
    table(
        {f"tensorflow.signal.{_name.format(rank)}(input_tensor: x, fft_length=None, name=None)": _name.format(rank)
         for rank in (2, 3)},
        _rule,
        _kind,
        _rule.__doc__ or "",
        "fourier",
    )  # fmt: skip


@operation(
    "tensorflow.signal.rfft(input_tensor: x, fft_length=None, name=None)",
    dtype=complex_dtype,
    examples=("tensorflow.signal.rfft(float32[4, 16]) -> complex64[4, 9]",),
)
def rfft(arguments: Arguments) -> Shapes:
    """The spectrum of real signals: the half of it that is not redundant."""
    shape = of_time(arguments)
    return (*shape[:-1], _length(arguments, shape[-1]) // 2 + 1)


def _length(arguments: Arguments, size: Size) -> Size:
    if arguments["fft_length"] is None:
        return size
    lengths = arguments.sizes("fft_length")
    return lengths[0] if len(lengths) == 1 else Unknown("`fft_length` is not one number")


@operation(
    "tensorflow.signal.irfft(input_tensor: x, fft_length=None, name=None)",
    dtype=real_dtype,
    examples=("tensorflow.signal.irfft(complex64[4, 9]) -> float32[4, 16]",),
)
def irfft(arguments: Arguments) -> Shapes:
    """The real signals of spectra."""
    shape = of_time(arguments)
    return (*shape[:-1], _length(arguments, (shape[-1] - 1) * 2))


def two_parts(arguments: Arguments) -> Dims:
    """The shape of complex numbers that are given as a tuple of their two parts.

    Rejects: another number of tensors, and two of different shapes.
    """
    parts = arguments.known("x", computed=True)
    if isinstance(parts, Tensor) and isinstance(parts.shape, Unknown):
        raise Undetermined(parts.shape)
    if not isinstance(parts, (tuple, list)) or len(parts) != 2:
        arguments.reject("x", "a tuple of the real and the imaginary part")
    left, right = arguments.shapes("x")
    if len(left) != len(right) or any(known_different(a, b) for a, b in zip(left, right, strict=True)):
        raise Reject(NotBroadcastable(left, right, product(left), product(right)))
    return left


def part_dtype(arguments: Arguments) -> DType:
    """The dtype of the parts."""
    return arguments.several("x")[0].dtype


@operation(
    "keras.ops.fft(x)",
    "keras.ops.fft2(x)",
    "keras.ops.ifft2(x)",
    dtype=part_dtype,
    examples=("keras.ops.fft((float32[2, 8], float32[2, 8])) -> [float32[2, 8], float32[2, 8]]",),
)
def fft_in_keras(arguments: Arguments) -> Shapes:
    """The two parts of the spectrum, in the shape of the two parts of the signal."""
    shape = two_parts(arguments)
    arguments.require_rank(shape, at_least=2 if arguments.declaration.name.endswith("2") else 1)
    return [shape, shape]


@operation(
    "keras.ops.rfft(x, fft_length=None)",
    dtype=same("x"),
    examples=("keras.ops.rfft(float32[2, 8]) -> [float32[2, 5], float32[2, 5]]",),
)
def rfft_in_keras(arguments: Arguments) -> Shapes:
    """The two parts of the spectrum of real signals: the half of it that is not redundant."""
    return [rfft(arguments)] * 2  # type: ignore[list-item]


@operation(
    "keras.ops.irfft(x, fft_length=None)",
    dtype=part_dtype,
    examples=("keras.ops.irfft((float32[2, 5], float32[2, 5])) -> float32[2, 8]",),
)
def irfft_in_keras(arguments: Arguments) -> Shapes:
    """The real signals of the two parts of spectra."""
    shape = two_parts(arguments)
    arguments.require_rank(shape, at_least=1)
    return (*shape[:-1], _length(arguments, (shape[-1] - 1) * 2))


@operation(
    "tensorflow.[dtypes.]complex(real, imag, name=None)",
    dtype=_joined_complex,
    examples=("tensorflow.complex(float32[4], float32[4]) -> complex64[4]",),
)
def complex_number(arguments: Arguments) -> Shapes:
    """Complex numbers of their two parts, with broadcasting."""
    return broadcast_all([arguments.operand("real").shape, arguments.operand("imag").shape])


@operation(
    "keras.ops.polar(abs_: x, angle)",
    dtype=fixed("complex64"),
)
def polar(arguments: Arguments) -> Shapes:
    """Complex numbers of their lengths and angles, with broadcasting."""
    return broadcast_all([arguments.operand("x").shape, arguments.operand("angle").shape])


@operation("keras.ops.view_as_complex(x)", dtype=fixed("complex64"))
def view_as_complex(arguments: Arguments) -> Shapes:
    """Complex numbers of the pairs in the last axis."""
    shape = of_time(arguments)
    if known_different(shape[-1], 2):
        arguments.reject("x", "pairs in its last axis")
    return shape[:-1]


@operation("keras.ops.view_as_real(x)", dtype=fixed("float32"))
def view_as_real(arguments: Arguments) -> Shapes:
    """The two parts of complex numbers, in a new last axis."""
    return (*arguments.shape("x"), 2)
