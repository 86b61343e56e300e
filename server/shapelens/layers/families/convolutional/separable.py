"""Depthwise and separable convolutions: each channel has kernels of its own.

Formulas: keras.src.layers.convolutional.base_depthwise_conv and base_separable_conv.
"""

from __future__ import annotations

from shapelens.layers.families.convolutional.convolutional import defined_channels, extents, with_bias
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names, compute_conv_output_shape, show
from shapelens.layers.framework.inputs import require_rank, single, unknown_result
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Step, Weight, Window
from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

DEPTHWISE = """activation=None, use_bias=True, depthwise_initializer="glorot_uniform", bias_initializer="zeros",
    depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None,
    bias_constraint=None"""
SEPARABLE = """activation=None, use_bias=True, depthwise_initializer="glorot_uniform",
    pointwise_initializer="glorot_uniform", bias_initializer="zeros", depthwise_regularizer=None,
    pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None,
    pointwise_constraint=None, bias_constraint=None"""


def depthwise_conv(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """`depth_multiplier` kernels for each channel, which becomes that many."""
    return _channelwise(inputs, arguments, rank, None)


def separable_conv(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """A depthwise convolution, then a pointwise one that mixes the channels into `filters`."""
    return _channelwise(inputs, arguments, rank, arguments.integer("filters", minimum=1))


def _channelwise(inputs: Structure, arguments: Arguments, rank: int, filters: Size | None) -> Result:
    multiplier = arguments.integer("depth_multiplier", minimum=1)
    kernel_size = arguments.tuple_of("kernel_size", rank, fractions=False)
    strides = arguments.tuple_of("strides", rank)
    dilation_rate = arguments.tuple_of("dilation_rate", rank)
    padding = arguments.choice("padding", ("valid", "same"))
    data_format = arguments.data_format()
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    channels = defined_channels(tensor.shape, data_format)
    between = channels * multiplier
    output_channels = between if filters is None else filters
    output, steps = compute_conv_output_shape(
        tensor.shape, output_channels, kernel_size, strides, padding, data_format, dilation_rate
    )
    name = "kernel" if filters is None else "depthwise_kernel"
    kernels = [Weight(name, (*kernel_size, channels, multiplier))]
    if filters is not None:
        kernels.append(Weight("pointwise_kernel", (*(1,) * rank, between, filters)))
    positions = product(step.size for step in steps)
    macs: Size = 0
    for kernel in kernels:
        macs = macs + kernel.count * positions
    if filters is None:
        steps = (*steps, Step("channels", f"{show(channels)} · {show(multiplier)}", between))
    return Result(
        Tensor(output, dtype),
        (*kernels, *with_bias(arguments, output_channels)),
        steps,
        axis_names(rank, data_format),
        macs,
        Window(extents(kernel_size, dilation_rate), strides),
    )


@layer(
    f"""DepthwiseConv1D(kernel_size, strides=1, padding="valid", depth_multiplier=1, data_format=None,
    dilation_rate=1, {DEPTHWISE}, **kwargs)""",
    examples=(example("DepthwiseConv1D(3, depth_multiplier=2)", (None, 10, 8), (None, 8, 16), params=64),),
)
def depthwise_conv1d(inputs: Structure, arguments: Arguments) -> Result:
    """Each channel is convolved over the steps by itself; channels times `depth_multiplier`."""
    return depthwise_conv(inputs, arguments, 1)


@layer(
    f"""DepthwiseConv2D(kernel_size, strides=(1, 1), padding="valid", depth_multiplier=1, data_format=None,
    dilation_rate=(1, 1), {DEPTHWISE}, **kwargs)""",
    examples=(
        example("DepthwiseConv2D(3, padding='same')", (None, 32, 32, 16), (None, 32, 32, 16), params=160),
        example("DepthwiseConv2D(3, 2, depth_multiplier=2)", (None, 9, 9, 4), (None, 4, 4, 8), params=80),
    ),
)
def depthwise_conv2d(inputs: Structure, arguments: Arguments) -> Result:
    """Each channel is convolved over height and width by itself; channels times `depth_multiplier`."""
    return depthwise_conv(inputs, arguments, 2)


@layer(
    f"""SeparableConv1D(filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1,
    depth_multiplier=1, {SEPARABLE}, **kwargs)""",
    aliases=("SeparableConvolution1D",),
    examples=(example("SeparableConv1D(4, 3)", (None, 10, 8), (None, 8, 4), params=60),),
)
def separable_conv1d(inputs: Structure, arguments: Arguments) -> Result:
    """A depthwise convolution over the steps, then a mix of its channels into `filters`."""
    return separable_conv(inputs, arguments, 1)


@layer(
    f"""SeparableConv2D(filters, kernel_size, strides=(1, 1), padding="valid", data_format=None,
    dilation_rate=(1, 1), depth_multiplier=1, {SEPARABLE}, **kwargs)""",
    aliases=("SeparableConvolution2D",),
    examples=(
        example("SeparableConv2D(32, 3)", (None, 28, 28, 16), (None, 26, 26, 32), params=688),
        example("SeparableConv2D(8, 3, depth_multiplier=2)", (None, 9, 9, 4), (None, 7, 7, 8), params=144),
    ),
    traits=("plane_kernel",),
)
def separable_conv2d(inputs: Structure, arguments: Arguments) -> Result:
    """A depthwise convolution over height and width, then a mix of its channels into `filters`."""
    return separable_conv(inputs, arguments, 2)
