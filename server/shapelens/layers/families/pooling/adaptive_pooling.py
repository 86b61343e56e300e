"""Adaptive pooling: as many windows as `output_size` says, whatever the input.

Formulas: keras.src.layers.pooling.base_adaptive_pooling.
"""

from __future__ import annotations

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names, join_spatial, spatial_axes
from shapelens.layers.framework.inputs import require_rank, single, unknown_result
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Step
from shapelens.layers.framework.values import is_opaque
from shapelens.shapes.expressions import Polynomial, Size, axis
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown


def adaptive_pooling(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """Spatial axes of `output_size`; Keras takes the batch and the channels from any input."""
    output_size = _output_size(arguments, rank)
    data_format: str | Unknown = "channels_last"
    if arguments["data_format"]:
        data_format = arguments.choice("data_format", ("channels_last", "channels_first"), fold_case=False)
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, at_least=2 if data_format == "channels_first" else 1)
    channels = (
        data_format if isinstance(data_format, Unknown) else tensor.shape[1 if data_format == "channels_first" else -1]
    )
    output = join_spatial(tensor.shape[0], output_size, channels, data_format)
    steps = (Step(axis, "output_size", size) for axis, size in zip(spatial_axes(rank), output_size, strict=True))
    return Result(Tensor(output, dtype), steps=tuple(steps), axes=axis_names(rank, data_format))


def _output_size(arguments: Arguments, rank: int) -> tuple[Size, ...]:
    value = arguments["output_size"]
    requirement = "an integer" if rank == 1 else f"an integer or {rank} integers"
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return (arguments.undetermined("output_size") or value,) * rank
    if isinstance(value, int):
        value = (value,) * rank
    if not isinstance(value, (tuple, list)) or len(value) != rank:
        arguments.reject("output_size", requirement)
    sizes: list[Size] = []
    for index, item in enumerate(value):
        if isinstance(item, (Unknown, Polynomial)):
            sizes.append(item)
        elif item is None:
            sizes.append(axis(f"output_{index}"))
        elif isinstance(item, int) and item >= 0:
            sizes.append(int(item))
        elif is_opaque(item):
            sizes.append(Unknown("`output_size` could not be determined"))
        else:
            arguments.reject("output_size", requirement)
    return tuple(sizes)


@layer(
    "AdaptiveAveragePooling1D(output_size, data_format=None, **kwargs)",
    examples=(example("AdaptiveAveragePooling1D(4)", (None, 10, 8), (None, 4, 8)),),
    since=(3, 13),
)
def adaptive_average_pooling1d(inputs: Structure, arguments: Arguments) -> Result:
    """The averages of `output_size` windows over the steps."""
    return adaptive_pooling(inputs, arguments, 1)


@layer(
    "AdaptiveAveragePooling2D(output_size, data_format=None, **kwargs)",
    examples=(example("AdaptiveAveragePooling2D((3, 4))", (None, None, None, 8), (None, 3, 4, 8)),),
    since=(3, 13),
)
def adaptive_average_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The averages of `output_size` windows over height and width."""
    return adaptive_pooling(inputs, arguments, 2)


@layer(
    "AdaptiveAveragePooling3D(output_size, data_format=None, **kwargs)",
    examples=(example("AdaptiveAveragePooling3D(2)", (None, 7, 8, 9, 4), (None, 2, 2, 2, 4)),),
    since=(3, 13),
)
def adaptive_average_pooling3d(inputs: Structure, arguments: Arguments) -> Result:
    """The averages of `output_size` blocks over depth, height and width."""
    return adaptive_pooling(inputs, arguments, 3)


@layer(
    "AdaptiveMaxPooling1D(output_size, data_format=None, **kwargs)",
    examples=(example("AdaptiveMaxPooling1D(4)", (None, 10, 8), (None, 4, 8)),),
    since=(3, 13),
)
def adaptive_max_pooling1d(inputs: Structure, arguments: Arguments) -> Result:
    """The maxima of `output_size` windows over the steps."""
    return adaptive_pooling(inputs, arguments, 1)


@layer(
    "AdaptiveMaxPooling2D(output_size, data_format=None, **kwargs)",
    examples=(example("AdaptiveMaxPooling2D(3, data_format='channels_first')", (None, 8, 9, 9), (None, 8, 3, 3)),),
    since=(3, 13),
)
def adaptive_max_pooling2d(inputs: Structure, arguments: Arguments) -> Result:
    """The maxima of `output_size` windows over height and width."""
    return adaptive_pooling(inputs, arguments, 2)


@layer(
    "AdaptiveMaxPooling3D(output_size, data_format=None, **kwargs)",
    examples=(example("AdaptiveMaxPooling3D((1, 2, 3))", (None, 7, 8, 9, 4), (None, 1, 2, 3, 4)),),
    since=(3, 13),
)
def adaptive_max_pooling3d(inputs: Structure, arguments: Arguments) -> Result:
    """The maxima of `output_size` blocks over depth, height and width."""
    return adaptive_pooling(inputs, arguments, 3)
