"""Windows over spatial axes as functions: pools, patches, blocks; and how the libraries describe windows.

Keras and `keras.backend` speak of `valid` and `channels_last`; TensorFlow of `VALID` and `NHWC`, with one stride for
every axis, the batch and the channels among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelens.layers.framework.formulas import (
    compute_conv_output_shape,
    compute_pooling_output_shape,
    join_spatial,
    split_spatial,
)
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, requested, same, unless
from shapelens.layers.operations.framework.promotion import INTEGERS
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import ShapeValue, Undetermined, is_size
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import Dims, Tensor
from shapelens.shapes.unknown import Unknown

CHANNELS_FIRST = ("channels_first", "NCW", "NCHW", "NCDHW")
CHANNELS_LAST = ("channels_last", "NWC", "NHWC", "NDHWC")


def spatial_format(arguments: Arguments) -> str:
    """`channels_first` or `channels_last`."""
    value = arguments.known("data_format")
    if value is None or value in CHANNELS_LAST:
        return "channels_last"
    if value not in CHANNELS_FIRST:
        arguments.reject("data_format", "a data format such as 'channels_last' or 'NHWC'")
    return "channels_first"


def padding_mode(arguments: Arguments) -> str:
    """`valid` or `same`; a list of explicit borders is not followed."""
    value = arguments.known("padding")
    if isinstance(value, (tuple, list)):
        raise Undetermined(Unknown("the padding is explicit"))
    mode = str(value).lower()
    if mode not in ("valid", "same"):
        arguments.reject("padding", "'valid' or 'same'")
    return mode


def per_axis(arguments: Arguments, name: str, rank: int, data_format: str) -> tuple[Size, ...]:
    """One number for each spatial axis: given once, for each of them, or for every axis of the tensor."""
    value = arguments.known(name, computed=True)
    if value is None:
        return (1,) * rank
    if isinstance(value, ShapeValue):
        value = value.sizes
    if is_size(value):
        value = (value,)
    if isinstance(value, Tensor):
        raise Undetermined(Unknown(f"`{name}` is computed"))
    if not isinstance(value, (tuple, list)):
        arguments.reject(name, f"a number or {rank} numbers")
    sizes = tuple(item if isinstance(item, (int, Polynomial, Unknown)) else Unknown("computed") for item in value)
    if len(sizes) == rank + 2 and arguments.library == "keras":
        raise Undetermined(Unknown(f"`{name}` has a number for every axis, as some backends take it"))
    if len(sizes) == 1:
        sizes *= rank
    elif len(sizes) == rank + 2 and arguments.library == "tensorflow" and arguments["pooling_type"] is None:
        sizes = sizes[2:] if data_format == "channels_first" else sizes[1:-1]
    if len(sizes) != rank:
        arguments.reject(name, f"a number or {rank} numbers")
    if any(isinstance(size, int) and size < 1 for size in sizes):
        arguments.reject(name, "positive numbers")
    return sizes


def spatial_rank(arguments: Arguments, shape: Dims) -> int:
    """How many spatial axes: as the name of the function says, else what the tensor has."""
    path = arguments.declaration.paths[0].removesuffix("_transpose")
    named = next((int(digit) for digit in "123" if path.endswith((f"{digit}d", f"{digit}D"))), None)
    if named is None:
        arguments.require_rank(shape, exactly=(3, 4, 5))
        return len(shape) - 2
    arguments.require_rank(shape, exactly=named + 2)
    return named


@operation(
    "keras.ops.max_pool(inputs: x, pool_size, strides=None, padding='valid', data_format=None)",
    "keras.ops.average_pool(inputs: x, pool_size, strides=None, padding='valid', data_format=None)",
    *(
        f"tensorflow.nn.{name}(input: x, ksize: pool_size, strides, padding, data_format={layout!r}, name=None)"
        for kind in ("max_pool", "avg_pool")
        for name, layout in ((kind, None), (f"{kind}1d", "NWC"), (f"{kind}2d", "NHWC"), (f"{kind}3d", "NDHWC"))
    ),
    "keras.backend.pool2d(x, pool_size, strides=(1, 1), padding='valid', data_format=None, pool_mode='max')",
    "keras.backend.pool3d(x, pool_size, strides=(1, 1, 1), padding='valid', data_format=None, pool_mode='max')",
    "tensorflow.nn.pool(input: x, window_shape: pool_size, pooling_type, strides=None, padding='VALID', "
    "data_format=None, dilations=None, name=None)",
    dtype=unless(same("x"), "x", INTEGERS),
    examples=(
        "keras.ops.max_pool(float32[None, 28, 28, 3], 2) -> float32[None, 14, 14, 3]",
        "tensorflow.nn.max_pool2d(float32[2, 28, 28, 3], 2, 2, 'VALID') -> float32[2, 14, 14, 3]",
        "tensorflow.nn.max_pool(float32[5, 8, 9, 12], [1, 1, 1, 3], [1, 1, 1, 3], 'VALID') -> float32[5, 8, 9, 4]",
    ),
)
def pool(arguments: Arguments) -> Shapes:
    """The largest or the mean of each window."""
    shape = arguments.shape("x")
    rank, data_format = spatial_rank(arguments, shape), spatial_format(arguments)
    if arguments["dilations"] is not None:
        return Unknown("the windows are dilated")
    over_channels = _over_channels(arguments, shape, rank, data_format)
    if over_channels is not None:
        return over_channels
    window = per_axis(arguments, "pool_size", rank, data_format)
    strides = per_axis(arguments, "strides", rank, data_format)
    if arguments["strides"] is None and arguments.library == "keras":
        strides = window
    mode = padding_mode(arguments)
    if arguments["pooling_type"] is not None and _any_larger(strides, window):
        arguments.reject("strides", "at most the size of the window")
    require_fit(arguments, split_spatial(shape, data_format)[0], window, mode)
    output, _ = compute_pooling_output_shape(shape, window, strides, mode, data_format)
    return output


def _over_channels(arguments: Arguments, shape: Dims, rank: int, data_format: str) -> Dims | None:
    """What a window over the channels gives; None where no window leaves its picture.

    TensorFlow has the largest of equal groups of channels, whatever the other strides, and nothing else of the kind.
    """
    window, strides = arguments["pool_size"], arguments["strides"]
    if arguments.library != "tensorflow" or not _for_every_axis(window, rank):
        return None
    channel = 1 if data_format == "channels_first" else rank + 1
    steps = strides if _for_every_axis(strides, rank) else (1,) * (rank + 2)
    if (window[0], window[channel], steps[0]) == (1, 1, 1):
        return None
    size, group = shape[channel], window[channel]
    apart = steps[channel] == group and all(each == 1 for axis, each in enumerate(window) if axis != channel)
    largest = arguments.declaration.paths[0].rpartition(".")[2].startswith("max_pool") and rank < 3
    if not largest or not apart or steps[0] != 1 or not isinstance(group, int) or group < 1 or size % group != 0:
        raise Undetermined(Unknown("a window over batch or channels has no rule"))
    return (*shape[:channel], size // group, *shape[channel + 1 :])


def _for_every_axis(value: Any, rank: int) -> bool:
    return isinstance(value, (tuple, list)) and len(value) == rank + 2


def require_fit(arguments: Arguments, spatial: Sequence[Size], extents: Sequence[Size], mode: str) -> None:
    """Give up on a window that does not fit: TensorFlow gives something empty, or refuses, function by function."""
    if not _refuses_misfits(arguments) and mode == "valid" and _any_larger(extents, spatial):
        raise Undetermined(Unknown("what a window gives that does not fit is not followed"))


def _refuses_misfits(arguments: Arguments) -> bool:
    """Whether a window that does not fit is surely an error: not where TensorFlow works channel by channel."""
    path = arguments.declaration.paths[0]
    return arguments.library == "keras" and "depthwise" not in path and "separable" not in path


def _any_larger(sizes: Sequence[Size], others: Sequence[Size]) -> bool:
    pairs = zip(sizes, others, strict=True)
    return any(isinstance(size, int) and isinstance(other, int) and size > other for size, other in pairs)


@operation(
    "keras.ops.adaptive_max_pool(inputs: x, output_size, data_format=None)",
    "keras.ops.adaptive_average_pool(inputs: x, output_size, data_format=None)",
    dtype=same("x"),
    examples=("keras.ops.adaptive_max_pool(float32[2, 28, 28, 3], 7) -> float32[2, 7, 7, 3]",),
)
def adaptive_pool(arguments: Arguments) -> Shapes:
    """Windows such that the output has the size asked for."""
    shape = arguments.shape("x")
    rank, data_format = spatial_rank(arguments, shape), spatial_format(arguments)
    _, channels = split_spatial(shape, data_format)
    return join_spatial(shape[0], per_axis(arguments, "output_size", rank, data_format), channels, data_format)


def _block(arguments: Arguments) -> tuple[Dims, int, str]:
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=4)
    block = arguments.number("block_size")
    if block < 2:
        arguments.reject("block_size", "an integer of at least 2")
    return shape, block, spatial_format(arguments)


@operation(
    "keras.ops.depth_to_space(x, block_size, data_format='channels_last')",
    "tensorflow.nn.depth_to_space(input: x, block_size, data_format='NHWC', name=None)",
    dtype=same("x"),
    examples=("tensorflow.nn.depth_to_space(float32[2, 7, 7, 12], 2) -> float32[2, 14, 14, 3]",),
)
def depth_to_space(arguments: Arguments) -> Shapes:
    """Channels become blocks of rows and columns."""
    shape, block, data_format = _block(arguments)
    spatial, channels = split_spatial(shape, data_format)
    if isinstance(channels, int) and channels % block**2:
        axis = 1 if data_format == "channels_first" else 3
        reason = f"the channels are laid out in blocks of {block} by {block}"
        raise Reject(AxisMismatch(axis, (channels // block**2 + 1) * block**2, channels, shape, reason))
    return join_spatial(shape[0], [size * block for size in spatial], channels // block**2, data_format)


@operation(
    "keras.ops.space_to_depth(x, block_size, data_format='channels_last')",
    "tensorflow.nn.space_to_depth(input: x, block_size, data_format='NHWC', name=None)",
    dtype=same("x"),
    examples=("tensorflow.nn.space_to_depth(float32[2, 14, 14, 3], 2) -> float32[2, 7, 7, 12]",),
)
def space_to_depth(arguments: Arguments) -> Shapes:
    """Blocks of rows and columns become channels."""
    shape, block, data_format = _block(arguments)
    spatial, channels = split_spatial(shape, data_format)
    for place, size in enumerate(spatial):
        if isinstance(size, int) and size % block:
            axis = place + (2 if data_format == "channels_first" else 1)
            reason = f"it is cut into blocks of {block}"
            raise Reject(AxisMismatch(axis, (size // block + 1) * block, size, shape, reason))
    return join_spatial(shape[0], [size // block for size in spatial], channels * block**2, data_format)


def extracted(
    shape: Dims, sizes: Sequence[Size], strides: Sequence[Size], rates: Sequence[Size], mode: str, data_format: str
) -> Dims:
    """The patches of images: one position for each window, all its elements as channels."""
    _, channels = split_spatial(shape, data_format)
    depth: Any = channels
    for size in sizes:
        depth = depth * size
    output, _ = compute_conv_output_shape(shape, depth, sizes, strides, mode, data_format, rates)
    return output


@operation(
    "tensorflow.image.extract_patches(images: x, sizes, strides, rates, padding, name=None)",
    dtype=same("x"),
    examples=(
        (
            "tensorflow.image.extract_patches(uint8[2, 8, 8, 3], [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], 'SAME')"
            " -> uint8[2, 4, 4, 12]"
        ),
    ),
)
def extract_patches(arguments: Arguments) -> Shapes:
    """Windows of images, each laid out as channels."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=4)
    for name in ("sizes", "strides", "rates"):
        if len(arguments.sizes(name)) != 4:
            arguments.reject(name, "four numbers, one for each axis")
    windows = [per_axis(arguments, name, 2, "channels_last") for name in ("sizes", "strides", "rates")]
    extents = [rate * (size - 1) + 1 for size, rate in zip(windows[0], windows[2], strict=True)]
    mode = padding_mode(arguments)
    require_fit(arguments, shape[1:-1], extents, mode)
    return extracted(shape, windows[0], windows[1], windows[2], mode, "channels_last")


@operation(
    "keras.ops.image.extract_patches(images: x, size, strides=None, dilation_rate=1, padding='valid', "
    "data_format=None)",
    dtype=same("x"),
    examples=(
        "keras.ops.image.extract_patches(float32[None, 8, 8, 3], 2, 1) -> float32[None, 7, 7, 12]",
        "keras.ops.image.extract_patches(float32[2, 8, 9, 7, 3], (2, 2, 2)) -> float32[2, 4, 4, 3, 24]",
    ),
)
def extract_patches_in_keras(arguments: Arguments) -> Shapes:
    """Windows of images, or of volumes where `size` has three numbers, each laid out as channels."""
    size = arguments.known("size")
    return _patches(arguments, 3 if isinstance(size, (tuple, list)) and len(size) == 3 else 2)


def _patches(arguments: Arguments, spatial: int) -> Dims:
    """The patches of a batch or of one of it; side by side unless strides are given."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=(spatial + 1, spatial + 2))
    data_format = spatial_format(arguments)
    sizes = per_axis(arguments, "size", spatial, data_format)
    strides = sizes if arguments["strides"] is None else per_axis(arguments, "strides", spatial, data_format)
    rates = per_axis(arguments, "dilation_rate", spatial, data_format)
    batched: Dims = shape if len(shape) == spatial + 2 else (1, *shape)
    output = extracted(batched, sizes, strides, rates, padding_mode(arguments), data_format)
    return output if len(shape) == spatial + 2 else output[1:]


@operation(
    "tensorflow.nn.max_pool_with_argmax(input: x, ksize: pool_size, strides, padding, data_format='NHWC', "
    "output_dtype: dtype='int64', include_batch_in_index=False, name=None)",
    dtype=(same("x"), requested(fixed("int64"))),
    examples=(
        (
            "tensorflow.nn.max_pool_with_argmax(float32[2, 8, 8, 3], 2, 2, 'SAME')"
            " -> [float32[2, 4, 4, 3], int64[2, 4, 4, 3]]"
        ),
    ),
)
def max_pool_with_argmax(arguments: Arguments) -> Shapes:
    """The largest of each window, and its place."""
    arguments.require_rank(arguments.shape("x"), exactly=4)
    shape = pool(arguments)
    return [shape, shape]  # type: ignore[list-item]


@operation(
    "tensorflow.extract_volume_patches(input: x, ksizes: sizes, strides, padding, name=None)",
    dtype=same("x"),
    examples=(
        (
            "tensorflow.extract_volume_patches(float32[1, 8, 8, 8, 2], [1, 2, 2, 2, 1], [1, 2, 2, 2, 1], 'VALID')"
            " -> float32[1, 4, 4, 4, 16]"
        ),
    ),
)
def extract_volume_patches(arguments: Arguments) -> Shapes:
    """Windows of volumes, each laid out as channels."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, exactly=5)
    sizes, strides = (arguments.sizes(name) for name in ("sizes", "strides"))
    for name, given in (("ksizes", sizes), ("strides", strides)):
        if len(given) != 5:
            arguments.reject("sizes" if name == "ksizes" else name, "one number for each of the 5 axes")
    return extracted(shape, sizes[1:-1], strides[1:-1], (1, 1, 1), padding_mode(arguments), "channels_last")


@operation(
    "keras.ops.image.extract_patches_3d(volumes: x, size, strides=None, dilation_rate=1, padding='valid', "
    "data_format=None)",
    dtype=same("x"),
    examples=("keras.ops.image.extract_patches_3d(float32[2, 8, 9, 7, 3], 2) -> float32[2, 4, 4, 3, 24]",),
)
def extract_patches_of_volumes(arguments: Arguments) -> Shapes:
    """Windows of volumes, each laid out as channels; side by side unless strides are given."""
    return _patches(arguments, 3)
