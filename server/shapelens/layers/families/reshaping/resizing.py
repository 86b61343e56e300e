"""Layers that make spatial axes longer or shorter: ZeroPadding, Cropping, UpSampling (keras.src.layers.reshaping)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shapelens.layers.framework.arguments import Arguments, standardize_tuple
from shapelens.layers.framework.formulas import axis_names, join_spatial, show, spatial_axes, split_spatial
from shapelens.layers.framework.inputs import require_rank, single, unknown_result
from shapelens.layers.framework.problems import Reject, SizeNotPositive
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Step
from shapelens.layers.framework.values import is_opaque
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown

Pair = tuple[Size, Size]


def _resize(
    inputs: Structure,
    arguments: Arguments,
    rank: int,
    data_format: str | Unknown,
    step: Callable[[int, str, Size, Dims], Step],
) -> Result:
    """Apply `step(index, axis, size, input shape)` to each spatial axis."""
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    spatial, channels = split_spatial(tensor.shape, data_format)
    steps = tuple(
        step(index, axis, size, tensor.shape)
        for index, (axis, size) in enumerate(zip(spatial_axes(rank), spatial, strict=True))
    )
    output = join_spatial(tensor.shape[0], [each.size for each in steps], channels, data_format)
    return Result(Tensor(output, dtype), steps=steps, axes=axis_names(rank, data_format))


def zero_padding(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """Zeros before and after each spatial axis."""
    padding = _pairs(arguments, "padding", rank)

    def step(index: int, axis: str, size: Size, shape: Dims) -> Step:
        before, after = padding[index]
        result = size + before + after
        formula = f"{show(size)} + {show(before)} + {show(after)}"
        if isinstance(result, int) and result < 0:
            raise Reject(SizeNotPositive(axis, size, before + after, formula, result, shape, "padding"))
        return Step(axis, formula, result)

    return _resize(inputs, arguments, rank, arguments.data_format(), step)


def cropping(inputs: Structure, arguments: Arguments, rank: int, data_format: str | Unknown) -> Result:
    """Less before and after each spatial axis."""
    crop = _pairs(arguments, "cropping", rank, minimum=0)

    def step(index: int, axis: str, size: Size, shape: Dims) -> Step:
        before, after = crop[index]
        result = size - before - after
        formula = f"{show(size)} − {show(before)} − {show(after)}"
        if isinstance(size, int) and isinstance(result, int) and result <= 0:
            raise Reject(SizeNotPositive(axis, size, before + after, formula, result, shape, "cropping"))
        return Step(axis, formula, result, positive=True)

    return _resize(inputs, arguments, rank, data_format, step)


def up_sampling(inputs: Structure, arguments: Arguments, factors: Sequence[Size], data_format: str | Unknown) -> Result:
    """Each spatial size times its factor."""

    def step(index: int, axis: str, size: Size, shape: Dims) -> Step:
        return Step(axis, f"{show(size)} · {show(factors[index])}", size * factors[index])

    return _resize(inputs, arguments, len(factors), data_format, step)


def _pairs(arguments: Arguments, name: str, rank: int, minimum: int | None = None) -> list[Pair]:
    """An argument of (before, after) per spatial axis: one number, one per axis, or a pair per axis."""
    value: Any = arguments[name]
    if rank == 1:
        before, after = arguments.tuple_of(name, 2, allow_zero=True, fractions=False)
        return [(before, after)]
    if not isinstance(value, (tuple, list)) and not isinstance(value, (int, Unknown)) and not is_opaque(value):
        arguments.reject(name, f"an integer, {rank} integers, or {rank} pairs of integers")
    if not isinstance(value, (tuple, list)):
        size = arguments.integer(name, minimum=minimum)
        return [(size, size)] * rank
    if len(value) != rank:
        arguments.reject(name, f"an integer, {rank} integers, or {rank} pairs of integers")
    pairs = []
    for item in value:
        before, after = standardize_tuple(arguments, name, item, 2, allow_zero=True, fractions=False)
        pairs.append((before, after))
    return pairs


@layer(
    "ZeroPadding1D(padding=1, data_format=None, **kwargs)",
    examples=(example("ZeroPadding1D((2, 1))", (None, 10, 8), (None, 13, 8)),),
    traits=("pointwise",),
    added={"data_format": (3, 5)},
)
def zero_padding1d(inputs: Structure, arguments: Arguments) -> Result:
    """Adds `padding` zero steps before and after."""
    return zero_padding(inputs, arguments, 1)


@layer(
    "ZeroPadding2D(padding=(1, 1), data_format=None, **kwargs)",
    examples=(
        example("ZeroPadding2D()", (None, 30, 30, 8), (None, 32, 32, 8)),
        example("ZeroPadding2D(((0, 1), (2, 3)))", (None, 30, 30, 8), (None, 31, 35, 8)),
    ),
    traits=("pointwise",),
)
def zero_padding2d(inputs: Structure, arguments: Arguments) -> Result:
    """Adds rows and columns of zeros around."""
    return zero_padding(inputs, arguments, 2)


@layer(
    "ZeroPadding3D(padding=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs)",
    examples=(example("ZeroPadding3D(2)", (None, 5, 6, 7, 1), (None, 9, 10, 11, 1)),),
    traits=("pointwise",),
)
def zero_padding3d(inputs: Structure, arguments: Arguments) -> Result:
    """Adds planes, rows and columns of zeros around."""
    return zero_padding(inputs, arguments, 3)


@layer(
    "Cropping1D(cropping=(1, 1), **kwargs)",
    examples=(example("Cropping1D(2)", (None, 10, 8), (None, 6, 8)),),
    traits=("pointwise",),
)
def cropping1d(inputs: Structure, arguments: Arguments) -> Result:
    """Takes steps away before and after."""
    return cropping(inputs, arguments, 1, "channels_last")


@layer(
    "Cropping2D(cropping=((0, 0), (0, 0)), data_format=None, **kwargs)",
    examples=(
        example("Cropping2D(((1, 2), (3, 4)))", (None, 30, 30, 8), (None, 27, 23, 8)),
        example("Cropping2D((1, 2))", (None, None, 30, 8), (None, None, 26, 8)),
    ),
    traits=("pointwise",),
)
def cropping2d(inputs: Structure, arguments: Arguments) -> Result:
    """Takes rows and columns away around."""
    return cropping(inputs, arguments, 2, arguments.data_format())


@layer(
    "Cropping3D(cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs)",
    examples=(example("Cropping3D(1)", (None, 5, 6, 7, 1), (None, 3, 4, 5, 1)),),
    traits=("pointwise",),
)
def cropping3d(inputs: Structure, arguments: Arguments) -> Result:
    """Takes planes, rows and columns away around."""
    return cropping(inputs, arguments, 3, arguments.data_format())


@layer(
    "UpSampling1D(size=2, **kwargs)",
    examples=(example("UpSampling1D(3)", (None, 10, 8), (None, 30, 8)),),
)
def up_sampling1d(inputs: Structure, arguments: Arguments) -> Result:
    """Repeats every step `size` times."""
    return up_sampling(inputs, arguments, [arguments.integer("size", minimum=1, boolean=False)], "channels_last")


@layer(
    'UpSampling2D(size=(2, 2), data_format=None, interpolation="nearest", **kwargs)',
    examples=(
        example("UpSampling2D()", (None, 15, 15, 8), (None, 30, 30, 8)),
        example("UpSampling2D((1, 3), interpolation='bilinear')", (None, 15, None, 8), (None, 15, None, 8)),
    ),
)
def up_sampling2d(inputs: Structure, arguments: Arguments) -> Result:
    """Repeats every row and column `size` times, or interpolates between them."""
    interpolation = arguments["interpolation"]
    if not isinstance(interpolation, (str, Unknown)) and not is_opaque(interpolation):
        arguments.reject("interpolation", "a name such as 'nearest' or 'bilinear'")
    return up_sampling(inputs, arguments, arguments.tuple_of("size", 2, fractions=False), arguments.data_format())


@layer(
    "UpSampling3D(size=(2, 2, 2), data_format=None, **kwargs)",
    examples=(example("UpSampling3D((1, 2, 3))", (None, 5, 6, 7, 1), (None, 5, 12, 21, 1)),),
)
def up_sampling3d(inputs: Structure, arguments: Arguments) -> Result:
    """Repeats every plane, row and column `size` times."""
    return up_sampling(inputs, arguments, arguments.tuple_of("size", 3, fractions=False), arguments.data_format())
