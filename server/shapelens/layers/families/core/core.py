"""Core layers: Dense, Embedding, and the ones that only pass through (keras.src.layers.core)."""

from __future__ import annotations

from shapelens.layers.families.convolutional.convolutional import with_bias
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import (
    cast_dtype,
    require_defined,
    require_rank,
    single,
    unchanged,
    unknown_result,
)
from shapelens.layers.framework.lora import with_lora
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import product
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor
from shapelens.shapes.unknown import Unknown


@layer(
    """Dense(units, activation=None, use_bias=True, kernel_initializer="glorot_uniform", bias_initializer="zeros",
    kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
    bias_constraint=None, lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs)""",
    examples=(
        example("Dense(10)", (None, 14400), (None, 10), params=144010),
        example("Dense(8, use_bias=False)", (None, 7, 5, 3), (None, 7, 5, 8), params=24),
        example("Dense(8, lora_rank=2)", (None, 16), (None, 8), params=136 + 32 + 16),
    ),
    traits=("pointwise",),
    added={"lora_alpha": (3, 10), "quantization_config": (3, 13)},
)
def dense(inputs: Structure, arguments: Arguments) -> Result:
    """The last axis becomes `units`; every other axis stays."""
    units = arguments.integer("units", minimum=1)
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    require_rank(tensor.shape, at_least=2)
    kernel = Weight("kernel", (require_defined(tensor.shape, -1, "the kernel"), units))
    output = (*tensor.shape[:-1], units)
    macs = kernel.count * product(tensor.shape[1:-1])
    axes = ("batch", "features") if len(output) == 2 else ()
    weights = with_lora(arguments, kernel, units, with_bias(arguments, units))
    return Result(Tensor(output, dtype), weights, axes=axes, macs=macs)


@layer(
    """Embedding(input_dim, output_dim, embeddings_initializer="uniform", embeddings_regularizer=None,
    embeddings_constraint=None, mask_zero=False, weights=None, lora_rank=None, lora_alpha=None,
    quantization_config=None, **kwargs)""",
    hidden={"input_length": None},
    examples=(
        example("Embedding(10000, 16)", (None, 100), (None, 100, 16), params=160000, dtype="int32"),
        example("Embedding(100, 8, mask_zero=True)", (None, None), (None, None, 8), params=800, dtype="int64"),
    ),
    traits=("looks_up",),
    added={"weights": (3, 3), "lora_alpha": (3, 10), "quantization_config": (3, 13)},
)
def embedding(inputs: Structure, arguments: Arguments) -> Result:
    """Each integer below `input_dim` becomes a vector: a new last axis of `output_dim`."""
    rows = arguments.integer("input_dim", minimum=1, boolean=False)
    columns = arguments.integer("output_dim", minimum=1, boolean=False)
    if isinstance(arguments["weights"], (str, int, float)):
        arguments.reject("weights", "an array, or a list of one array")
    tensor = single(inputs)
    weights = with_lora(arguments, Weight("embeddings", (rows, columns)), columns, (), "embeddings_constraint")
    if isinstance(tensor.shape, Unknown):
        return Result(Tensor(tensor.shape, arguments.compute_dtype()), weights)
    output = (*tensor.shape, columns)
    axes = ("batch", "steps", "features") if len(output) == 3 else ()
    return Result(Tensor(output, arguments.compute_dtype()), weights, axes=axes)


@layer(
    """ReversibleEmbedding(input_dim, output_dim, tie_weights=True, embeddings_initializer="uniform",
    embeddings_regularizer=None, embeddings_constraint=None, mask_zero=False, reverse_dtype=None,
    logit_soft_cap=None, **kwargs)""",
    hidden={"input_length": None, "weights": None, "lora_rank": None, "lora_alpha": None, "quantization_config": None},
    call="inputs, reverse=False",
    examples=(
        example("ReversibleEmbedding(100, 8)", (None, 10), (None, 10, 8), params=800, dtype="int32"),
        example("ReversibleEmbedding(50, 4, tie_weights=False)", (None, 9), (None, 9, 4), params=400, dtype="int32"),
    ),
    since=(3, 12),
)
def reversible_embedding(inputs: Structure, arguments: Arguments) -> Result:
    """An Embedding that, called with `reverse=True`, turns vectors back into scores of `input_dim`."""
    result = embedding(inputs, arguments)
    rows, columns = arguments.integer("input_dim"), arguments.integer("output_dim")
    weights, tied = result.weights, arguments.flag("tie_weights")
    if isinstance(tied, Unknown):
        weights = (*weights, Weight("reverse_embeddings", (tied,)))
    elif not tied:
        if arguments.flag("lora_rank") is True:
            arguments.reject("lora_rank", "None where `tie_weights` is False")
        weights = (*weights, Weight("reverse_embeddings", (columns, rows)))
    reverse, shape = arguments.call.get("reverse", False), single(inputs).shape
    if is_symbolic(reverse) or is_opaque(reverse):
        return unknown_result(Unknown("`reverse` could not be determined"), arguments.compute_dtype())
    if not reverse or isinstance(shape, Unknown):
        return Result(result.output, weights, axes=result.axes)
    require_rank(shape, at_least=1)
    macs = product(shape[1:-1]) * columns * rows
    return Result(Tensor((*shape[:-1], rows), arguments.compute_dtype()), weights, macs=macs)


@layer("Identity(**kwargs)", examples=(example("Identity()", (None, 8, 3), (None, 8, 3)),), traits=("pointwise",))
def identity(inputs: Structure, arguments: Arguments) -> Result:
    """Gives back what it is given."""
    return Result(_cast(inputs, arguments))


def _cast(inputs: Structure, arguments: Arguments) -> Structure:
    if isinstance(inputs, Tensor):
        return Tensor(inputs.shape, cast_dtype(arguments, inputs.dtype))
    if isinstance(inputs, Unknown):
        return inputs
    if isinstance(inputs, NamedTensors):
        return NamedTensors(tuple((name, _cast(item, arguments)) for name, item in inputs.items))
    return tuple(_cast(item, arguments) for item in inputs)


@layer(
    "Masking(mask_value=0.0, **kwargs)",
    examples=(example("Masking()", (None, 10, 8), (None, 10, 8)),),
    traits=("pointwise",),
)
def masking(inputs: Structure, arguments: Arguments) -> Result:
    """Marks the steps that hold only `mask_value`; the shape stays."""
    return unchanged(single(inputs), arguments)
