"""Core layers: Dense, Embedding and the like (keras.src.layers.core)."""

from __future__ import annotations

from shapelens.layers.arguments import Arguments
from shapelens.layers.inputs import require_defined, require_rank, single, unknown_result
from shapelens.layers.registry import example, layer
from shapelens.layers.result import Result, Weight
from shapelens.shapes.expressions import product
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown


@layer(
    """Dense(units, activation=None, use_bias=True, kernel_initializer="glorot_uniform", bias_initializer="zeros",
    kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
    bias_constraint=None, lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs)""",
    examples=(
        example("Dense(10)", (None, 14400), (None, 10), params=144010),
        example("Dense(8, use_bias=False)", (None, 7, 5, 3), (None, 7, 5, 8), params=24),
    ),
)
def dense(inputs: Structure, arguments: Arguments) -> Result:
    """The last axis becomes `units`; every other axis stays."""
    units = arguments.integer("units", minimum=1)
    use_bias = arguments.flag("use_bias")
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, at_least=2)
    features = require_defined(tensor.shape, -1, "the kernel")
    weights = [Weight("kernel", (features, units))]
    if use_bias:
        weights.append(Weight("bias", (use_bias if isinstance(use_bias, Unknown) else units,)))
    output = (*tensor.shape[:-1], units)
    macs = features * units * product(tensor.shape[1:-1])
    axes = ("batch", "features") if len(output) == 2 else ()
    return Result(Tensor(output, dtype), tuple(weights), axes=axes, macs=macs)
