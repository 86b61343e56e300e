"""Pooling over everything: one value per channel, or as many as `output_size` says.

Formulas: keras.src.layers.pooling.base_global_pooling and base_adaptive_pooling.
"""

from __future__ import annotations

from shapelens.layers.arguments import Arguments
from shapelens.layers.formulas import axis_names, join_spatial, split_spatial
from shapelens.layers.inputs import require_rank, single, unknown_result
from shapelens.layers.registry import example, layer
from shapelens.layers.result import Result
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

OPTIONS = "data_format=None, keepdims=False, **kwargs"


def global_pooling(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """One value per channel; (batch, *spatial, channels) -> (batch, channels), or with 1s where `keepdims`."""
    data_format = arguments.data_format()
    keepdims = arguments.flag("keepdims")
    tensor = single(inputs, builds=False)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    _, channels = split_spatial(tensor.shape, data_format)
    if isinstance(keepdims, Unknown):
        return unknown_result(keepdims, dtype)
    if keepdims:
        output = join_spatial(tensor.shape[0], (1,) * rank, channels, data_format)
        return Result(Tensor(output, dtype), axes=axis_names(rank, data_format))
    return Result(Tensor((tensor.shape[0], channels), dtype), axes=("batch", "channels"))


@layer(
    f"GlobalMaxPooling1D({OPTIONS})",
    aliases=("GlobalMaxPool1D",),
    examples=(example("GlobalMaxPooling1D()", (None, None, 64), (None, 64)),),
)
def global_max_pooling1d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum over the steps, one value per channel."""
    return global_pooling(inputs, arguments, 1)


@layer(
    f"GlobalMaxPooling2D({OPTIONS})",
    aliases=("GlobalMaxPool2D",),
    examples=(example("GlobalMaxPooling2D(keepdims=True)", (None, 7, 7, 64), (None, 1, 1, 64)),),
)
def global_max_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum over height and width, one value per channel."""
    return global_pooling(inputs, arguments, 2)


@layer(
    f"GlobalMaxPooling3D({OPTIONS})",
    aliases=("GlobalMaxPool3D",),
    examples=(example("GlobalMaxPooling3D('channels_first')", (None, 4, 5, 6, 7), (None, 4)),),
)
def global_max_pooling3d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum over depth, height and width, one value per channel."""
    return global_pooling(inputs, arguments, 3)


@layer(
    f"GlobalAveragePooling1D({OPTIONS})",
    aliases=("GlobalAvgPool1D",),
    examples=(example("GlobalAveragePooling1D(keepdims=True)", (None, 9, 64), (None, 1, 64)),),
)
def global_average_pooling1d(inputs: Structure, arguments: Arguments) -> Result:
    """The average over the steps, one value per channel."""
    return global_pooling(inputs, arguments, 1)


@layer(
    f"GlobalAveragePooling2D({OPTIONS})",
    aliases=("GlobalAvgPool2D",),
    examples=(
        example("GlobalAveragePooling2D()", (None, 7, 7, 64), (None, 64)),
        example("GlobalAveragePooling2D(data_format='channels_first', keepdims=True)", (8, 3, 7, 7), (8, 3, 1, 1)),
    ),
)
def global_average_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The average over height and width, one value per channel."""
    return global_pooling(inputs, arguments, 2)


@layer(
    f"GlobalAveragePooling3D({OPTIONS})",
    aliases=("GlobalAvgPool3D",),
    examples=(example("GlobalAveragePooling3D()", (None, 5, 6, 7, 4), (None, 4)),),
)
def global_average_pooling3d(inputs: Structure, arguments: Arguments) -> Result:
    """The average over depth, height and width, one value per channel."""
    return global_pooling(inputs, arguments, 3)
