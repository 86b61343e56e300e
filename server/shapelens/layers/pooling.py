"""Pooling: maximum and average over a window, and over everything.

Formulas: keras.src.layers.pooling.base_pooling and base_global_pooling.
"""

from __future__ import annotations

from shapelens.layers.arguments import Arguments
from shapelens.layers.formulas import axis_names, compute_pooling_output_shape, join_spatial, split_spatial
from shapelens.layers.inputs import require_rank, single, unknown_result
from shapelens.layers.registry import example, layer
from shapelens.layers.result import Result, Window
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown


def pooling(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """A pool over `rank` spatial axes; (batch, *spatial, channels) -> (batch, *new spatial, channels)."""
    pool_size = arguments.tuple_of("pool_size", rank)
    strides = pool_size
    if arguments["strides"] is not None:
        strides = arguments.tuple_of("strides", rank, allow_zero=True)
    padding = arguments.choice("padding", ("valid", "same"))
    data_format = arguments.data_format()
    tensor = single(inputs)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, tensor.dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    output, steps = compute_pooling_output_shape(tensor.shape, pool_size, strides, padding, data_format)
    return Result(
        Tensor(output, tensor.dtype),
        steps=steps,
        axes=axis_names(rank, data_format),
        window=Window(pool_size, strides),
    )


def global_pooling(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """One value per channel; (batch, *spatial, channels) -> (batch, channels), or with 1s where `keepdims`."""
    data_format = arguments.data_format()
    keepdims = arguments.flag("keepdims")
    tensor = single(inputs)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, tensor.dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    _, channels = split_spatial(tensor.shape, data_format)
    if isinstance(keepdims, Unknown):
        return unknown_result(keepdims, tensor.dtype)
    if keepdims:
        output = join_spatial(tensor.shape[0], (1,) * rank, channels, data_format)
        return Result(Tensor(output, tensor.dtype), axes=axis_names(rank, data_format))
    return Result(Tensor((tensor.shape[0], channels), tensor.dtype), axes=("batch", "channels"))


@layer(
    'MaxPooling2D(pool_size=(2, 2), strides=None, padding="valid", data_format=None, name=None, **kwargs)',
    aliases=("MaxPool2D",),
    examples=(
        example("MaxPooling2D(2)", (None, 30, 30, 64), (None, 15, 15, 64)),
        example("MaxPooling2D(2, strides=1)", (None, 30, 30, 64), (None, 29, 29, 64)),
        example("MaxPooling2D(3, 2, 'same')", (None, 7, 7, 8), (None, 4, 4, 8)),
    ),
)
def max_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum of each window of `pool_size`; strides are the pool size unless given."""
    return pooling(inputs, arguments, 2)


@layer(
    "GlobalAveragePooling2D(data_format=None, keepdims=False, **kwargs)",
    aliases=("GlobalAvgPool2D",),
    examples=(example("GlobalAveragePooling2D()", (None, 7, 7, 64), (None, 64)),),
)
def global_average_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The average over height and width, one value per channel."""
    return global_pooling(inputs, arguments, 2)
