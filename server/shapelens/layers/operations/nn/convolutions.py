"""Convolutions as functions: the formulas of the layers, with the kernel given as a tensor."""

from __future__ import annotations

from shapelens.layers.framework.formulas import (
    compute_conv_output_shape,
    compute_conv_transpose_output_shape,
    split_spatial,
)
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import promoted, same, unless
from shapelens.layers.operations.framework.promotion import INTEGERS
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.nn.windows import padding_mode, per_axis, require_fit, spatial_format, spatial_rank
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown

FLOATING = unless(promoted("x", "kernel"), "x", INTEGERS)
CHANNELS_LAST = ("channels_last", "NWC", "NHWC", "NDHWC")


def _check_channels(arguments: Arguments, shape: Dims, taken: Size, data_format: str, *, grouped: bool) -> None:
    _, channels = split_spatial(shape, data_format)
    differ = known_different(channels, taken)
    if grouped and isinstance(channels, int) and isinstance(taken, int):
        differ = taken == 0 or channels % taken != 0
    if differ:
        axis = 1 if data_format == "channels_first" else len(shape) - 1
        written = arguments.declaration.written("kernel")
        raise Reject(AxisMismatch(axis, taken, channels, shape, "the kernel takes that many channels", written))


def _kernel(arguments: Arguments, name: str, rank: int) -> Dims:
    kernel = arguments.shape(name)
    arguments.require_rank(kernel, exactly=rank + 2)
    return kernel


def _slid(arguments: Arguments, shape: Dims, window: Dims, filters: Size) -> Dims:
    """The shape that a convolution with that window gives."""
    rank, data_format = len(window), spatial_format(arguments)
    strides = per_axis(arguments, "strides", rank, data_format)
    dilation = per_axis(arguments, "dilation_rate", rank, data_format)
    mode = padding_mode(arguments)
    extents = [rate * (size - 1) + 1 for size, rate in zip(window, dilation, strict=True)]
    require_fit(arguments, split_spatial(shape, data_format)[0], extents, mode)
    output, _ = compute_conv_output_shape(shape, filters, window, strides, mode, data_format, dilation)
    return output


@operation(
    "keras.ops.conv(inputs: x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1)",
    "tensorflow.nn.conv1d(input: x, filters: kernel, stride: strides, padding, data_format='NWC', "
    "dilations: dilation_rate=None, name=None)",
    "tensorflow.nn.conv2d(input: x, filters: kernel, strides, padding, data_format='NHWC', "
    "dilations: dilation_rate=None, name=None)",
    "tensorflow.nn.conv3d(input: x, filters: kernel, strides, padding, data_format='NDHWC', "
    "dilations: dilation_rate=None, name=None)",
    "tensorflow.nn.convolution(input: x, filters: kernel, strides=None, padding='VALID', data_format=None, "
    "dilations: dilation_rate=None, name=None)",
    "keras.backend.conv1d(x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1)",
    "keras.backend.conv2d(x, kernel, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1))",
    "keras.backend.conv3d(x, kernel, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1))",
    dtype=FLOATING,
    examples=(
        "keras.ops.conv(float32[None, 28, 28, 3], float32[5, 5, 3, 8], 2, padding='same') -> float32[None, 14, 14, 8]",
        "tensorflow.nn.conv2d(float32[2, 28, 28, 3], float32[5, 5, 3, 8], 1, 'VALID') -> float32[2, 24, 24, 8]",
    ),
)
def conv(arguments: Arguments) -> Shapes:
    """A convolution; the kernel is (*window, channels taken, channels given)."""
    shape = arguments.shape("x")
    rank = spatial_rank(arguments, shape)
    if arguments.declaration.paths[0] == "tensorflow.nn.conv3d" and isinstance(arguments["strides"], int):
        arguments.reject("strides", "five numbers, one for each axis")
    kernel, data_format = _kernel(arguments, "kernel", rank), spatial_format(arguments)
    _check_channels(arguments, shape, kernel[-2], data_format, grouped=True)
    return _slid(arguments, shape, kernel[:rank], kernel[-1])


@operation(
    "keras.ops.depthwise_conv(inputs: x, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1)",
    "tensorflow.nn.depthwise_conv2d(input: x, filter: kernel, strides, padding, data_format=None, "
    "dilations: dilation_rate=None, name=None)",
    "keras.backend.depthwise_conv2d(x, depthwise_kernel: kernel, strides=(1, 1), padding='valid', data_format=None, "
    "dilation_rate=(1, 1))",
    dtype=FLOATING,
    examples=("keras.ops.depthwise_conv(float32[None, 28, 28, 3], float32[5, 5, 3, 2]) -> float32[None, 24, 24, 6]",),
)
def depthwise_conv(arguments: Arguments) -> Shapes:
    """A convolution of each channel by itself; the kernel is (*window, channels, multiplier)."""
    shape = arguments.shape("x")
    return _depthwise(arguments, shape, shape, None)


def _depthwise(arguments: Arguments, shape: Dims, first: Dims, filters: Size | None) -> Dims:
    rank = spatial_rank(arguments, first)
    kernel, data_format = _kernel(arguments, "kernel", rank), spatial_format(arguments)
    _check_channels(arguments, shape, kernel[-2], data_format, grouped=False)
    return _slid(arguments, shape, kernel[:rank], kernel[-2] * kernel[-1] if filters is None else filters)


@operation(
    "keras.ops.separable_conv(inputs: x, depthwise_kernel: kernel, pointwise_kernel, strides=1, padding='valid', "
    "data_format=None, dilation_rate=1)",
    "tensorflow.nn.separable_conv2d(input: x, depthwise_filter: kernel, pointwise_filter: pointwise_kernel, strides, "
    "padding, data_format=None, dilations: dilation_rate=None, name=None)",
    "keras.backend.separable_conv2d(x, depthwise_kernel: kernel, pointwise_kernel, strides=(1, 1), padding='valid', "
    "data_format=None, dilation_rate=(1, 1))",
    dtype=FLOATING,
    examples=(
        "keras.ops.separable_conv(float32[None, 9, 3], float32[3, 3, 2], float32[1, 6, 8]) -> float32[None, 7, 8]",
    ),
)
def separable_conv(arguments: Arguments) -> Shapes:
    """A convolution of each channel by itself, then one of window 1 over all of them."""
    shape = arguments.shape("x")
    rank = spatial_rank(arguments, shape)
    kernel, pointwise = _kernel(arguments, "kernel", rank), _kernel(arguments, "pointwise_kernel", rank)
    if known_different(kernel[-2] * kernel[-1], pointwise[-2]):
        reason = "the depthwise kernel gives that many channels"
        raise Reject(AxisMismatch(rank, kernel[-2] * kernel[-1], pointwise[-2], pointwise, reason))
    return _depthwise(arguments, shape, shape, pointwise[-1])


@operation(
    "keras.ops.conv_transpose(inputs: x, kernel, strides=1, padding='valid', output_padding=None, "
    "data_format=None, dilation_rate=1)",
    dtype=FLOATING,
    examples=(
        "keras.ops.conv_transpose(float32[None, 7, 7, 8], float32[3, 3, 4, 8], 2, 'same') -> float32[None, 14, 14, 4]",
    ),
)
def conv_transpose(arguments: Arguments) -> Shapes:
    """A transposed convolution; the kernel is (*window, channels given, channels taken)."""
    shape = arguments.shape("x")
    rank = spatial_rank(arguments, shape)
    kernel, data_format = _kernel(arguments, "kernel", rank), spatial_format(arguments)
    _check_channels(arguments, shape, kernel[-1], data_format, grouped=False)
    strides = per_axis(arguments, "strides", rank, data_format)
    dilation = per_axis(arguments, "dilation_rate", rank, data_format)
    if arguments["output_padding"] is not None:
        return Unknown("the output is padded by `output_padding`")
    extents = [rate * (size - 1) + 1 for size, rate in zip(kernel, dilation, strict=False)]
    mode = padding_mode(arguments)
    output, _ = compute_conv_transpose_output_shape(
        shape, extents, kernel[-2], strides, mode, (None,) * rank, data_format
    )
    return output


@operation(
    "tensorflow.nn.conv1d_transpose(input: x, filters: kernel, output_shape, strides, padding='SAME', "
    "data_format='NWC', dilations=None, name=None)",
    "tensorflow.nn.conv2d_transpose(input: x, filters: kernel, output_shape, strides, padding='SAME', "
    "data_format='NHWC', dilations=None, name=None)",
    "tensorflow.nn.conv3d_transpose(input: x, filters: kernel, output_shape, strides, padding='SAME', "
    "data_format='NDHWC', dilations=None, name=None)",
    "tensorflow.nn.atrous_conv2d_transpose(value: x, filters: kernel, output_shape, rate, padding, name=None)",
    "tensorflow.nn.depthwise_conv2d_backprop_input(input_sizes: output_shape, filter: kernel, out_backprop: x, "
    "strides, padding, data_format='NHWC', dilations=[1, 1, 1, 1], name=None)",
    "tensorflow.nn.depthwise_conv2d_backprop_filter(input: x, filter_sizes: output_shape, out_backprop: kernel, "
    "strides, padding, data_format='NHWC', dilations=[1, 1, 1, 1], name=None)",
    "keras.backend.conv2d_transpose(x, kernel, output_shape, strides=(1, 1), padding='valid', data_format=None, "
    "dilation_rate=(1, 1))",
    dtype=FLOATING,
    examples=(
        "keras.backend.conv2d_transpose(float32[2, 7, 7, 8], float32[3, 3, 4, 8], (2, 9, 9, 4)) -> float32[2, 9, 9, 4]",
    ),
)
def conv_transpose_to(arguments: Arguments) -> Shapes:
    """A transposed convolution to the shape `output_shape`."""
    return arguments.new_shape("output_shape")


@operation(
    "tensorflow.nn.bias_add(value: x, bias, data_format=None, name=None)",
    "keras.backend.bias_add(x, bias, data_format=None)",
    dtype=same("x"),
    examples=("tensorflow.nn.bias_add(float32[2, 7, 7, 8], float32[8]) -> float32[2, 7, 7, 8]",),
)
def bias_add(arguments: Arguments) -> Shapes:
    """A number for each channel is added."""
    shape, bias = arguments.shape("x"), arguments.shape("bias")
    first = str(arguments["data_format"]).startswith(("channels_first", "NC"))
    arguments.require_rank(shape, at_least=2)
    if arguments.library == "tensorflow":
        arguments.require_rank(bias, exactly=1)
    axis = 1 if first else len(shape) - 1
    if len(bias) == 1 and known_different(shape[axis], bias[0]):
        raise Reject(AxisMismatch(axis, bias[0], shape[axis], shape, "the bias has one number for each channel"))
    return shape


@operation(
    "tensorflow.nn.conv_transpose(input: x, filters: kernel, output_shape, strides, padding='SAME', data_format=None, "
    "dilations=None, name=None)",
    dtype=same("x"),
)
def conv_transpose_of_any_rank(arguments: Arguments) -> Shapes:
    """A transposed convolution to the shape `output_shape`."""
    return arguments.new_shape("output_shape")


@operation("tensorflow.nn.atrous_conv2d(value: x, filters: kernel, rate, padding, name=None)", dtype=same("x"))
def atrous_conv2d(arguments: Arguments) -> Shapes:
    """A convolution whose window has gaps."""
    shape, kernel = arguments.shape("x"), arguments.shape("kernel")
    arguments.require_rank(shape, exactly=4)
    arguments.require_rank(kernel, exactly=4)
    _check_channels(arguments, shape, kernel[2], "channels_last", grouped=False)
    rate = arguments.integer("rate", minimum=1)
    if arguments.text("padding", ("SAME", "VALID")) == "SAME":
        return (*shape[:3], kernel[3])
    sizes = [size - rate * (window - 1) for size, window in zip(shape[1:3], kernel[:2], strict=True)]
    if any(isinstance(size, int) and size < 1 for size in sizes):
        return Unknown("no window fits")
    return (shape[0], *sizes, kernel[3])
