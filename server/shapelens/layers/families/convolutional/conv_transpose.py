"""Transposed convolutions for 1, 2 and 3 spatial dimensions.

Formulas: keras.src.layers.convolutional.base_conv_transpose and
keras.src.backend.common.backend_utils.compute_conv_transpose_output_shape.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelens.layers.families.convolutional.convolutional import (
    INITIALIZERS,
    defined_channels,
    extents,
    reject_strides_with_dilation,
    with_bias,
)
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names, compute_conv_transpose_output_shape
from shapelens.layers.framework.inputs import require_rank, single, unknown_result
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown


def conv_transpose(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """A transposed convolution; (batch, *spatial, channels) -> (batch, *larger spatial, filters)."""
    filters = arguments.integer("filters", minimum=1)
    kernel_size = arguments.tuple_of("kernel_size", rank, fractions=False)
    strides = arguments.tuple_of("strides", rank)
    dilation_rate = arguments.tuple_of("dilation_rate", rank)
    padding = arguments.choice("padding", ("valid", "same"))
    output_padding = _output_padding(arguments, rank, strides)
    data_format = arguments.data_format()
    reject_strides_with_dilation(arguments, strides, dilation_rate)
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    channels = defined_channels(tensor.shape, data_format)
    output, steps = compute_conv_transpose_output_shape(
        tensor.shape, extents(kernel_size, dilation_rate), filters, strides, padding, output_padding, data_format
    )
    kernel = Weight("kernel", (*kernel_size, filters, channels))
    spatial = tensor.shape[2:] if data_format == "channels_first" else tensor.shape[1:-1]
    return Result(
        Tensor(output, dtype),
        (kernel, *with_bias(arguments, filters)),
        steps,
        axis_names(rank, data_format),
        kernel.count * product(spatial),
    )


def _output_padding(arguments: Arguments, rank: int, strides: Sequence[Size]) -> Sequence[Size | None]:
    """What is added at the far end of each axis; None where Keras decides."""
    if arguments["output_padding"] is None:
        return (None,) * rank
    output_padding = arguments.tuple_of("output_padding", rank, allow_zero=True)
    for extra, stride in zip(output_padding, strides, strict=True):
        if isinstance(extra, int) and isinstance(stride, int) and extra >= stride:
            arguments.reject("output_padding", f"less than the strides ({stride})")
    return output_padding


@layer(
    f"""Conv1DTranspose(filters, kernel_size, strides=1, padding="valid", output_padding=None, data_format=None,
    dilation_rate=1, activation=None, use_bias=True, {INITIALIZERS}, **kwargs)""",
    aliases=("Convolution1DTranspose",),
    examples=(
        example("Conv1DTranspose(4, 3, strides=2)", (None, 10, 8), (None, 21, 4), params=100),
        example("Conv1DTranspose(4, 2, strides=3)", (None, 10, 8), (None, 30, 4), params=68),
    ),
)
def conv1d_transpose(inputs: Structure, arguments: Arguments) -> Result:
    """Each step is spread over `kernel_size` steps, `strides` apart."""
    return conv_transpose(inputs, arguments, 1)


@layer(
    f"""Conv2DTranspose(filters, kernel_size, strides=(1, 1), padding="valid", output_padding=None, data_format=None,
    dilation_rate=(1, 1), activation=None, use_bias=True, {INITIALIZERS}, **kwargs)""",
    aliases=("Convolution2DTranspose",),
    examples=(
        example("Conv2DTranspose(16, 2, strides=2)", (None, 16, 16, 32), (None, 32, 32, 16), params=2064),
        example("Conv2DTranspose(8, 3, 2, 'same')", (None, 7, 7, 4), (None, 14, 14, 8), params=296),
        example("Conv2DTranspose(8, 3, 2, 'same', output_padding=0)", (None, 7, 7, 4), (None, 13, 13, 8), params=296),
        example("Conv2DTranspose(8, 3, dilation_rate=2)", (None, None, 7, 4), (None, None, 11, 8), params=296),
    ),
    traits=("plane_kernel",),
)
def conv2d_transpose(inputs: Structure, arguments: Arguments) -> Result:
    """Each pixel is spread over `kernel_size` pixels, `strides` apart."""
    return conv_transpose(inputs, arguments, 2)


@layer(
    f"""Conv3DTranspose(filters, kernel_size, strides=(1, 1, 1), padding="valid", data_format=None,
    output_padding=None, dilation_rate=(1, 1, 1), activation=None, use_bias=True, {INITIALIZERS}, **kwargs)""",
    aliases=("Convolution3DTranspose",),
    examples=(example("Conv3DTranspose(4, 3, strides=2)", (None, 5, 5, 5, 2), (None, 11, 11, 11, 4), params=220),),
)
def conv3d_transpose(inputs: Structure, arguments: Arguments) -> Result:
    """Each voxel is spread over `kernel_size` voxels, `strides` apart."""
    return conv_transpose(inputs, arguments, 3)
