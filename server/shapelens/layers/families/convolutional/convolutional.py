"""Convolutions for 1, 2 and 3 spatial dimensions, and what every kind of convolution shares.

Formulas: keras.src.layers.convolutional.base_conv.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names, compute_conv_output_shape
from shapelens.layers.framework.inputs import require_defined, require_rank, single, unknown_result
from shapelens.layers.framework.lora import with_lora
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight, Window
from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown

INITIALIZERS = """kernel_initializer="glorot_uniform", bias_initializer="zeros", kernel_regularizer=None,
    bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None"""
# Keras hands them through **kwargs to its base class
LORA = {"lora_rank": None, "lora_alpha": None}


def conv(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """A convolution over `rank` spatial axes; (batch, *spatial, channels) -> (batch, *new spatial, filters)."""
    filters = arguments.integer("filters", minimum=1)
    kernel_size = arguments.tuple_of("kernel_size", rank, fractions=False)
    strides = arguments.tuple_of("strides", rank)
    dilation_rate = arguments.tuple_of("dilation_rate", rank)
    padding = arguments.choice("padding", ("valid", "same", "causal") if rank == 1 else ("valid", "same"))
    data_format = arguments.data_format()
    groups = arguments.integer("groups", minimum=1)
    reject_strides_with_dilation(arguments, strides, dilation_rate)
    if isinstance(filters, int) and isinstance(groups, int) and filters % groups:
        arguments.reject("groups", f"a divisor of filters={filters}")
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    channels = defined_channels(tensor.shape, data_format)
    if isinstance(channels, int) and isinstance(groups, int) and channels % groups:
        arguments.reject("groups", f"a divisor of the {channels} channels of the input")
    output, steps = compute_conv_output_shape(
        tensor.shape, filters, kernel_size, strides, padding, data_format, dilation_rate
    )
    kernel = Weight("kernel", (*kernel_size, channels // groups, filters))
    return Result(
        Tensor(output, dtype),
        with_lora(arguments, kernel, filters, with_bias(arguments, filters)),
        steps,
        axis_names(rank, data_format),
        kernel.count * product(step.size for step in steps),
        Window(extents(kernel_size, dilation_rate), strides),
    )


def defined_channels(shape: Dims, data_format: str | Unknown) -> Size:
    """The channels of the input, from which the kernel is made."""
    if isinstance(data_format, Unknown):
        return data_format
    return require_defined(shape, 1 if data_format == "channels_first" else -1, "the kernel")


def extents(kernel_size: Sequence[Size], dilation_rate: Sequence[Size]) -> tuple[Size, ...]:
    """How far a dilated kernel reaches on each axis."""
    return tuple(dilation * (kernel - 1) + 1 for kernel, dilation in zip(kernel_size, dilation_rate, strict=True))


def reject_strides_with_dilation(arguments: Arguments, strides: Sequence[Size], dilation_rate: Sequence[Size]) -> None:
    """Reject strides and dilation that are both greater than 1."""
    strided = any(isinstance(stride, int) and stride > 1 for stride in strides)
    dilated = any(isinstance(dilation, int) and dilation > 1 for dilation in dilation_rate)
    if strided and dilated:
        arguments.reject("dilation_rate", "1 where strides are greater than 1")


def with_bias(arguments: Arguments, size: Size) -> tuple[Weight, ...]:
    """The bias, where the layer has one."""
    use_bias = arguments.flag("use_bias")
    if isinstance(use_bias, Unknown):
        return (Weight("bias", (use_bias,)),)
    return (Weight("bias", (size,)),) if use_bias else ()


@layer(
    f"""Conv1D(filters, kernel_size, strides=1, padding="valid", data_format=None, dilation_rate=1, groups=1,
    activation=None, use_bias=True, {INITIALIZERS}, **kwargs)""",
    aliases=("Convolution1D",),
    hidden=LORA,
    examples=(
        example("Conv1D(32, 3)", (None, 100, 8), (None, 98, 32), params=800),
        example("Conv1D(4, 3, padding='causal', dilation_rate=2)", (None, 10, 8), (None, 10, 4), params=100),
        example("Conv1D(4, 3, data_format='channels_first')", (None, 8, 10), (None, 4, 8), params=100),
    ),
    added={"lora_alpha": (3, 10)},
)
def conv1d(inputs: Structure, arguments: Arguments) -> Result:
    """A window of `kernel_size` slides over the steps; each filter gives one channel."""
    return conv(inputs, arguments, 1)


@layer(
    f"""Conv2D(filters, kernel_size, strides=(1, 1), padding="valid", data_format=None, dilation_rate=(1, 1),
    groups=1, activation=None, use_bias=True, {INITIALIZERS}, **kwargs)""",
    aliases=("Convolution2D",),
    hidden=LORA,
    examples=(
        example("Conv2D(32, 3)", (None, 128, 128, 3), (None, 126, 126, 32), params=896),
        example("Conv2D(64, 5, strides=2)", (None, 64, 64, 32), (None, 30, 30, 64), params=51264),
        example("Conv2D(64, 7, strides=2, padding='same')", (None, None, 224, 3), (None, None, 112, 64), params=9472),
        example("Conv2D(8, 3, groups=2, use_bias=False)", (None, 9, 9, 4), (None, 7, 7, 8), params=144),
        example("Conv2D(8, 3, lora_rank=2)", (None, 9, 9, 4), (None, 7, 7, 8), params=296 + 72 + 16),
    ),
    traits=("plane_kernel",),
    added={"lora_alpha": (3, 10)},
)
def conv2d(inputs: Structure, arguments: Arguments) -> Result:
    """A window of `kernel_size` slides over height and width; each filter gives one channel."""
    return conv(inputs, arguments, 2)


@layer(
    f"""Conv3D(filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format=None,
    dilation_rate=(1, 1, 1), groups=1, activation=None, use_bias=True, {INITIALIZERS}, **kwargs)""",
    aliases=("Convolution3D",),
    hidden=LORA,
    examples=(example("Conv3D(4, 3, strides=2)", (None, 16, 16, 16, 1), (None, 7, 7, 7, 4), params=112),),
    added={"lora_alpha": (3, 10)},
)
def conv3d(inputs: Structure, arguments: Arguments) -> Result:
    """A window of `kernel_size` slides over depth, height and width; each filter gives one channel."""
    return conv(inputs, arguments, 3)
