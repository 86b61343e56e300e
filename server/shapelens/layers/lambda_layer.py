"""Lambda: a function of the program as a layer (keras.src.layers.core.lambda_layer)."""

from __future__ import annotations

from typing import Any

from shapelens.layers.arguments import Arguments
from shapelens.layers.problems import Reject
from shapelens.layers.registry import layer
from shapelens.layers.result import Result
from shapelens.layers.values import is_opaque, is_symbolic
from shapelens.shapes.tensors import Structure, Tensor, leaves
from shapelens.shapes.unknown import Unknown


@layer(
    "Lambda(function, output_shape=None, mask=None, arguments=None, **kwargs)",
    call="inputs, mask=None, training=None",
)
def lambda_layer(inputs: Structure, arguments: Arguments) -> Result:
    """What the function gives; `output_shape`, where it is stated, is taken at its word (without the batch axis)."""
    first = next(iter(leaves(inputs)), Unknown("it has no input"))
    if isinstance(first, Unknown) or isinstance(first.shape, Unknown):
        return Result(first if isinstance(first, Unknown) else Tensor(first.shape, arguments.compute_dtype()))
    computed = _apply_function(inputs, arguments)
    declared = arguments["output_shape"]
    if declared is None:
        return Result(computed)
    if isinstance(declared, tuple) and all(is_symbolic(size) or isinstance(size, int) for size in declared):
        return Result(Tensor((first.shape[0], *declared), arguments.compute_dtype()))
    return Result(Unknown("`output_shape` could not be determined"))


def _apply_function(inputs: Structure, arguments: Arguments) -> Structure:
    function: Any = arguments["function"]
    if not hasattr(function, "apply_to"):
        return Unknown("the function of the Lambda could not be determined")
    options = arguments["arguments"]
    if is_symbolic(options) or is_opaque(options):
        return Unknown("`arguments` could not be determined")
    outcome = function.apply_to(inputs, options or {})
    if isinstance(outcome, Result):
        return outcome.output
    if isinstance(outcome, Unknown):
        return outcome
    raise Reject(outcome)
