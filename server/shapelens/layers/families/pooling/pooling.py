"""Pooling over a window that slides: maximum and average, for 1, 2 and 3 spatial dimensions.

Formulas: keras.src.layers.pooling.base_pooling.
"""

from __future__ import annotations

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names, compute_pooling_output_shape
from shapelens.layers.framework.inputs import require_rank, single, unknown_result
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Window
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

OPTIONS = 'strides=None, padding="valid", data_format=None, name=None, **kwargs'


def pooling(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """A pool over `rank` spatial axes; (batch, *spatial, channels) -> (batch, *new spatial, channels)."""
    pool_size = arguments.tuple_of("pool_size", rank)
    strides = pool_size if arguments["strides"] is None else arguments.tuple_of("strides", rank)
    padding = arguments.choice("padding", ("valid", "same"), fold_case=False)
    data_format = arguments.data_format()
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    output, steps = compute_pooling_output_shape(tensor.shape, pool_size, strides, padding, data_format)
    return Result(
        Tensor(output, dtype), steps=steps, axes=axis_names(rank, data_format), window=Window(pool_size, strides)
    )


@layer(
    f"MaxPooling1D(pool_size=2, {OPTIONS})",
    aliases=("MaxPool1D",),
    examples=(
        example("MaxPooling1D()", (None, 10, 8), (None, 5, 8)),
        example("MaxPooling1D(3, strides=2)", (None, None, 8), (None, None, 8)),
    ),
    traits=("pool",),
)
def max_pooling1d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum of each window of `pool_size` steps; strides are the pool size unless given."""
    return pooling(inputs, arguments, 1)


@layer(
    f"MaxPooling2D(pool_size=(2, 2), {OPTIONS})",
    aliases=("MaxPool2D",),
    examples=(
        example("MaxPooling2D(2)", (None, 30, 30, 64), (None, 15, 15, 64)),
        example("MaxPooling2D(2, strides=1)", (None, 30, 30, 64), (None, 29, 29, 64)),
        example("MaxPooling2D(3, 2, 'same')", (None, 7, 7, 8), (None, 4, 4, 8)),
    ),
    traits=("pool",),
)
def max_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum of each window of `pool_size`; strides are the pool size unless given."""
    return pooling(inputs, arguments, 2)


@layer(
    f"MaxPooling3D(pool_size=(2, 2, 2), {OPTIONS})",
    aliases=("MaxPool3D",),
    examples=(example("MaxPooling3D((1, 2, 2))", (None, 7, 8, 9, 4), (None, 7, 4, 4, 4)),),
    traits=("pool",),
)
def max_pooling3d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum of each block of `pool_size`; strides are the pool size unless given."""
    return pooling(inputs, arguments, 3)


@layer(
    f"AveragePooling1D(pool_size, {OPTIONS})",
    aliases=("AvgPool1D",),
    examples=(example("AveragePooling1D(3)", (None, 10, 8), (None, 3, 8)),),
    traits=("pool",),
)
def average_pooling1d(inputs: Structure, arguments: Arguments) -> Result:
    """The average of each window of `pool_size` steps; strides are the pool size unless given."""
    return pooling(inputs, arguments, 1)


@layer(
    f"AveragePooling2D(pool_size, {OPTIONS})",
    aliases=("AvgPool2D",),
    examples=(
        example("AveragePooling2D(2)", (None, 15, 15, 8), (None, 7, 7, 8)),
        example("AveragePooling2D(2, data_format='channels_first')", (None, 8, 15, 15), (None, 8, 7, 7)),
    ),
    traits=("pool",),
)
def average_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The average of each window of `pool_size`; strides are the pool size unless given."""
    return pooling(inputs, arguments, 2)


@layer(
    f"AveragePooling3D(pool_size, {OPTIONS})",
    aliases=("AvgPool3D",),
    examples=(example("AveragePooling3D(2, padding='same')", (None, 7, 8, 9, 4), (None, 4, 4, 5, 4)),),
    traits=("pool",),
)
def average_pooling3d(inputs: Structure, arguments: Arguments) -> Result:
    """The average of each block of `pool_size`; strides are the pool size unless given."""
    return pooling(inputs, arguments, 3)
