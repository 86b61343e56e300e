"""Activations as layers: the shape stays; only PReLU has a weight (keras.src.layers.activations)."""

from __future__ import annotations

import functools

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import require_defined, require_rank, single, unchanged
from shapelens.layers.framework.plain import at_least
from shapelens.layers.framework.plain import same_shape as declare_same_shape
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.tensors import Structure
from shapelens.shapes.unknown import Unknown

same_shape = functools.partial(declare_same_shape, family=__name__)


def _slope(arguments: Arguments) -> None:
    arguments.number("alpha" if "alpha" in arguments.given else "negative_slope", minimum=0)


same_shape(
    "Activation(activation, **kwargs)", "Applies a function to every element; the shape stays.",
    "Activation('relu')", (None, 32, 32, 8),
    traits=("pointwise",),
)  # fmt: skip
same_shape(
    "ReLU(max_value=None, negative_slope=0.0, threshold=0.0, **kwargs)",
    "max(0, x), element by element; the shape stays.",
    "ReLU(max_value=6)", (None, 8), at_least(0, "max_value", optional=True), at_least(0, "negative_slope", "threshold"),
    traits=("pointwise",),
)  # fmt: skip
same_shape(
    "LeakyReLU(negative_slope=0.3, **kwargs)", "A small slope below zero instead of nothing; the shape stays.",
    "LeakyReLU(0.2)", (None, 8, 8, 4), _slope, hidden={"alpha": 0.3},
    traits=("pointwise",),
)  # fmt: skip
same_shape(
    "ELU(alpha=1.0, **kwargs)", "An exponential below zero; the shape stays.", "ELU()", (None, 8), traits=("pointwise",)
)
same_shape(
    "Softmax(axis=-1, **kwargs)", "Positive numbers that add up to 1 over `axis`; the shape stays.",
    "Softmax()", (None, 10),
    traits=("along_axis",),
)  # fmt: skip


@layer(
    'PReLU(alpha_initializer="Zeros", alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs)',
    examples=(
        example("PReLU()", (None, 9, 8), (None, 9, 8), params=72),
        example("PReLU(shared_axes=[1, 2])", (None, None, None, 8), (None, None, None, 8), params=8),
    ),
    traits=("pointwise",),
)
def prelu(inputs: Structure, arguments: Arguments) -> Result:
    """A learned slope below zero for every element of a sample, shared along `shared_axes`."""
    shared = arguments["shared_axes"]
    shape = single(inputs).shape
    if isinstance(shape, Unknown):
        return unchanged(inputs, arguments)
    require_rank(shape, at_least=1)
    undetermined = arguments.undetermined("shared_axes")
    if undetermined is not None:
        return unchanged(inputs, arguments, [Weight("alpha", (undetermined,))])
    slopes = list(shape[1:])
    for axis in () if shared is None else shared if isinstance(shared, (list, tuple)) else (shared,):
        if is_symbolic(axis) or is_opaque(axis):
            unknown = Unknown("`shared_axes` could not be determined")
            return unchanged(inputs, arguments, [Weight("alpha", (unknown,))])
        if not isinstance(axis, int) or not -len(slopes) <= axis - 1 < len(slopes):
            arguments.reject("shared_axes", f"axes from 1 to {len(slopes)}")
        slopes[axis - 1] = 1
    for index in range(len(slopes)):
        require_defined(tuple(slopes), index, "the slopes")
    return unchanged(inputs, arguments, [Weight("alpha", tuple(slopes))])
