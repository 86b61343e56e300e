"""Regularization: noise while training; the shape stays (keras.src.layers.regularization)."""

from __future__ import annotations

import functools

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names
from shapelens.layers.framework.inputs import only, require_rank, unchanged
from shapelens.layers.framework.plain import at_least
from shapelens.layers.framework.plain import same_shape as declare_same_shape
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.tensors import Structure
from shapelens.shapes.unknown import Unknown


def dropout_rate(arguments: Arguments, name: str = "rate") -> None:
    """Check a rate from 0 to 1, and the seed, which Keras reads only where something is dropped."""
    rate = arguments.number(name, minimum=0, maximum=1)
    if isinstance(rate, (int, float)) and rate > 0:
        arguments.seed()


def _spatial_dropout(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """Drops whole channels; takes `rank` spatial axes."""
    dropout_rate(arguments)
    data_format = arguments.data_format() if rank > 1 else "channels_last"
    shape = only(inputs).shape
    if not isinstance(shape, Unknown):
        require_rank(shape, exactly=rank + 2)
    return unchanged(inputs, arguments, axes=axis_names(rank, data_format))


def _check_noise_shape(arguments: Arguments) -> None:
    value = arguments["noise_shape"]
    if value is None or is_symbolic(value) or is_opaque(value):
        return
    requirement = "a tuple of positive integers or None"
    if not isinstance(value, (tuple, list)):
        arguments.reject("noise_shape", requirement)
    for size in value:
        if size is None or is_symbolic(size) or is_opaque(size):
            continue
        if not isinstance(size, int) or size <= 0:
            arguments.reject("noise_shape", requirement)


def _own_penalty(arguments: Arguments) -> None:
    if "activity_regularizer" in arguments.given:
        arguments.reject("activity_regularizer", "left out: the layer makes its own from l1 and l2")


same_shape = functools.partial(declare_same_shape, family=__name__)
same_shape(
    "Dropout(rate, noise_shape=None, seed=None, **kwargs)",
    "Sets a share `rate` of the inputs to zero while training; the shape stays.",
    "Dropout(0.5)", (None, 128), dropout_rate, _check_noise_shape,
    traits=("pointwise",),
)  # fmt: skip
same_shape(
    "AlphaDropout(rate, noise_shape=None, seed=None, **kwargs)",
    "Dropout that keeps mean and variance; the shape stays.",
    "AlphaDropout(0.1)", (None, 128), dropout_rate,
    traits=("pointwise",),
)  # fmt: skip
same_shape(
    "GaussianDropout(rate, seed=None, **kwargs)", "Multiplies by noise around 1 while training; the shape stays.",
    "GaussianDropout(0.2)", (None, 10, 8), dropout_rate,
    traits=("pointwise",),
)  # fmt: skip
same_shape(
    "GaussianNoise(stddev, seed=None, **kwargs)", "Adds noise around 0 while training; the shape stays.",
    "GaussianNoise(0.1)", (None, 10, 8), lambda arguments: dropout_rate(arguments, "stddev"),
    traits=("pointwise",),
)  # fmt: skip
same_shape(
    "ActivityRegularization(l1=0.0, l2=0.0, **kwargs)",
    "Adds a penalty on what passes through to the loss; the shape stays.",
    "ActivityRegularization(l2=0.01)", (None, 8), at_least(0, "l1", "l2", optional=True), _own_penalty,
    traits=("pointwise",),
)  # fmt: skip


@layer(
    "SpatialDropout1D(rate, seed=None, name=None, dtype=None)",
    examples=(example("SpatialDropout1D(0.2)", (None, 10, 8), (None, 10, 8)),),
    traits=("pointwise",),
)
def spatial_dropout1d(inputs: Structure, arguments: Arguments) -> Result:
    """Drops whole channels of (batch, steps, channels); the shape stays."""
    return _spatial_dropout(inputs, arguments, 1)


@layer(
    "SpatialDropout2D(rate, data_format=None, seed=None, name=None, dtype=None)",
    examples=(example("SpatialDropout2D(0.2)", (None, 9, 9, 8), (None, 9, 9, 8)),),
    traits=("pointwise",),
)
def spatial_dropout2d(inputs: Structure, arguments: Arguments) -> Result:
    """Drops whole channels of (batch, height, width, channels); the shape stays."""
    return _spatial_dropout(inputs, arguments, 2)


@layer(
    "SpatialDropout3D(rate, data_format=None, seed=None, name=None, dtype=None)",
    examples=(example("SpatialDropout3D(0.2)", (None, 5, 6, 7, 8), (None, 5, 6, 7, 8)),),
    traits=("pointwise",),
)
def spatial_dropout3d(inputs: Structure, arguments: Arguments) -> Result:
    """Drops whole channels of (batch, depth, height, width, channels); the shape stays."""
    return _spatial_dropout(inputs, arguments, 3)
