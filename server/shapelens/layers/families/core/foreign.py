"""Layers around what is not Keras (a SavedModel, a module of PyTorch or JAX): their output is theirs to say."""

from __future__ import annotations

from typing import Any

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.registry import layer
from shapelens.layers.framework.result import Result
from shapelens.layers.framework.values import is_opaque
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown


@layer(
    "TFSMLayer(filepath, call_endpoint='serve', call_training_endpoint=None, trainable=True, name=None, dtype=None)",
)
def tfsm_layer(inputs: Structure, arguments: Arguments) -> Result:
    """A TensorFlow SavedModel as a layer; its output is not known before it is loaded."""
    return Result(Unknown("the SavedModel in a TFSMLayer is not loaded"))


@layer("TorchModuleWrapper(module, name=None, output_shape=None, **kwargs)")
def torch_module_wrapper(inputs: Structure, arguments: Arguments) -> Result:
    """A PyTorch module as a layer; its output is not known unless `output_shape` says it."""
    declared: Any = arguments["output_shape"]
    if isinstance(declared, tuple) and not any(is_opaque(size) or size is None for size in declared):
        return Result(Tensor(declared, arguments.compute_dtype()))
    return Result(Unknown("the PyTorch module in a TorchModuleWrapper is not run"))


@layer(
    """JaxLayer(call_fn, init_fn=None, params=None, state=None, seed=None, native_serialization_platforms=None,
    **kwargs)""",
)
def jax_layer(inputs: Structure, arguments: Arguments) -> Result:
    """A JAX function as a layer; its output is not known before it runs."""
    return Result(Unknown("the function in a JaxLayer is not run"))


@layer("FlaxLayer(module, method=None, variables=None, **kwargs)")
def flax_layer(inputs: Structure, arguments: Arguments) -> Result:
    """A Flax module as a layer; its output is not known before it runs."""
    return Result(Unknown("the module in a FlaxLayer is not run"))
