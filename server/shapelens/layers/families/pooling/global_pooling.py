"""Pooling over everything: one value per channel, or as many as `output_size` says.

Formulas: keras.src.layers.pooling.base_global_pooling and base_adaptive_pooling.
"""

from __future__ import annotations

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names
from shapelens.layers.framework.identifiers import FLOAT_DTYPES
from shapelens.layers.framework.inputs import only, require_rank, single, unknown_result
from shapelens.layers.framework.problems import Reject, WrongInputs
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result
from shapelens.shapes.tensors import Dims, Shape, Structure, Tensor
from shapelens.shapes.unknown import Unknown

OPTIONS = "data_format=None, keepdims=False, **kwargs"


def global_pooling(inputs: Structure, arguments: Arguments, rank: int, *, maximum: bool = False) -> Result:
    """One value per channel; (batch, *spatial, channels) -> (batch, channels), or with 1s where `keepdims`."""
    data_format = arguments.data_format()
    arguments.flag("keepdims")
    tensor = only(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, exactly=rank + 2)
    if isinstance(inputs, tuple) and not (rank == 1 and not maximum):
        # a run makes one tensor of the list, as it is, and reduces that; TensorFlow has no maximum of nothing
        if maximum and 0 in tensor.shape:
            raise Reject(WrongInputs("tensor", "one tensor", "a list of one tensor"))
        floating = isinstance(tensor.dtype, Unknown) or tensor.dtype in FLOAT_DTYPES
        listed = dtype if floating else tensor.dtype if maximum else "float32"
        return Result(Tensor(pooled((1, *tensor.shape), arguments, rank), listed))
    single(inputs)
    kept = axis_names(rank, data_format) if arguments.flag("keepdims") is True else ("batch", "channels")
    return Result(Tensor(pooled(tensor.shape, arguments, rank), dtype), axes=kept)


def pooled(shape: Dims, arguments: Arguments, rank: int) -> Shape:
    """`shape` without its spatial axes, of which there are `rank`, or with size 1 there (`keepdims`)."""
    first, keepdims = arguments.data_format(), arguments.flag("keepdims")
    if isinstance(first, Unknown) or isinstance(keepdims, Unknown):
        return first if isinstance(first, Unknown) else Unknown("`keepdims` could not be determined")
    start = 2 if first == "channels_first" else 1
    require_rank(shape, at_least=start + rank)
    return (*shape[:start], *((1,) * rank if keepdims else ()), *shape[start + rank :])


@layer(
    f"GlobalMaxPooling1D({OPTIONS})",
    aliases=("GlobalMaxPool1D",),
    examples=(example("GlobalMaxPooling1D()", (None, None, 64), (None, 64)),),
)
def global_max_pooling1d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum over the steps, one value per channel."""
    return global_pooling(inputs, arguments, 1, maximum=True)


@layer(
    f"GlobalMaxPooling2D({OPTIONS})",
    aliases=("GlobalMaxPool2D",),
    examples=(example("GlobalMaxPooling2D(keepdims=True)", (None, 7, 7, 64), (None, 1, 1, 64)),),
)
def global_max_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum over height and width, one value per channel."""
    return global_pooling(inputs, arguments, 2, maximum=True)


@layer(
    f"GlobalMaxPooling3D({OPTIONS})",
    aliases=("GlobalMaxPool3D",),
    examples=(example("GlobalMaxPooling3D('channels_first')", (None, 4, 5, 6, 7), (None, 4)),),
)
def global_max_pooling3d(inputs: Structure, arguments: Arguments) -> Result:
    """The maximum over depth, height and width, one value per channel."""
    return global_pooling(inputs, arguments, 3, maximum=True)


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
