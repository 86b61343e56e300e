"""Lambda: a function of the program as a layer (keras.src.layers.core.lambda_layer)."""

from __future__ import annotations

from types import NoneType
from typing import Any

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import require_rank, with_dtype
from shapelens.layers.framework.problems import Reject
from shapelens.layers.framework.registry import layer
from shapelens.layers.framework.result import Result
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import Size, axis
from shapelens.shapes.tensors import NamedTensors, Structure, Tensor, leaves
from shapelens.shapes.unknown import Unknown


@layer(
    "Lambda(function, output_shape=None, mask=None, arguments=None, **kwargs)",
    call="inputs, mask=None, training=None",
)
def lambda_layer(inputs: Structure, arguments: Arguments) -> Result:
    """What the function gives; `output_shape`, where it is stated, is taken at its word (without the batch axis)."""
    function = arguments["function"]
    if not is_symbolic(function) and not is_opaque(function):
        arguments.reject("function", "a function")
    dtype = arguments.compute_dtype()
    first = next(iter(leaves(inputs)), Unknown("it has no input"))
    if isinstance(first, Unknown) or isinstance(first.shape, Unknown):
        return Result(first if isinstance(first, Unknown) else Tensor(first.shape, dtype))
    # Keras asks the function for its shape with tensors of the dtype in which the layer computes
    computed = _apply_function(with_dtype(inputs, dtype), arguments)
    declared = arguments["output_shape"]
    if declared is None:
        return Result(computed if isinstance(computed, Unknown) else with_dtype(computed, dtype))
    if hasattr(declared, "shape_for"):
        return _stated_by_function(declared.shape_for(_shapes(inputs)), dtype)
    if not _may_be_shapes(declared):
        arguments.reject("output_shape", "a shape without the batch axis, or a function")
    require_rank(first.shape, at_least=1)
    stated = _with_batch(declared, first.shape[0], dtype)
    return Result(Unknown("`output_shape` could not be determined") if stated is None else stated)


def _shapes(inputs: Structure) -> Any:
    """The shapes of tensors as Keras hands them to a function: tuples, nested as the tensors are."""
    if isinstance(inputs, Tensor):
        return inputs.shape
    if isinstance(inputs, Unknown):
        return inputs
    if isinstance(inputs, NamedTensors):
        return {name: _shapes(item) for name, item in inputs.items}
    return tuple(_shapes(item) for item in inputs)


def _stated_by_function(shape: Any, dtype: str | Unknown) -> Result:
    """What the function `output_shape` says, with the batch axis."""
    if isinstance(shape, tuple) and all(is_symbolic(size) or isinstance(size, (int, NoneType)) for size in shape):
        sizes = (axis(f"output_{index}") if size is None else size for index, size in enumerate(shape))
        return Result(Tensor(tuple(sizes), dtype))
    return Result(shape if isinstance(shape, Unknown) else Unknown("`output_shape` gives no shape"))


def _with_batch(declared: Any, batch: Size, dtype: str | Unknown) -> Structure | None:
    """The tensors of a stated shape, or of several in a list or dict, with the batch axis; None if it is no shape."""
    if isinstance(declared, dict):
        named = [(name, _with_batch(item, batch, dtype)) for name, item in declared.items()]
        kept = tuple((name, item) for name, item in named if item is not None)
        return NamedTensors(kept) if len(kept) == len(named) else None
    if not isinstance(declared, (tuple, list)):
        return None
    if isinstance(declared, tuple) and all(is_symbolic(size) or isinstance(size, (int, NoneType)) for size in declared):
        if any(isinstance(size, int) and size < 0 for size in declared):
            return None
        sizes = (axis(f"output_{index}") if size is None else size for index, size in enumerate(declared))
        return Tensor((batch, *sizes), dtype)
    items = [_with_batch(item, batch, dtype) for item in declared]
    known = tuple(item for item in items if item is not None)
    return known if len(known) == len(items) else None


def _may_be_shapes(declared: Any) -> bool:
    """Whether a value may be a shape, or lists and dicts of shapes; to Keras a shape is a tuple."""
    if isinstance(declared, (list, dict)):
        items = declared.values() if isinstance(declared, dict) else declared
        return declared != [] and all(_may_be_shapes(item) for item in items)
    return isinstance(declared, tuple) or is_symbolic(declared) or is_opaque(declared)


def _apply_function(inputs: Structure, arguments: Arguments) -> Structure:
    function: Any = arguments["function"]
    if not hasattr(function, "apply_to"):
        return Unknown("the function of the Lambda could not be determined")
    options = arguments["arguments"]
    if options and not isinstance(options, dict) and not is_symbolic(options) and not is_opaque(options):
        if arguments["output_shape"] is None:
            arguments.reject("arguments", "a dict")
        return Unknown("`arguments` is not a dict")
    if is_symbolic(options) or is_opaque(options):
        return Unknown("`arguments` could not be determined")
    outcome = function.apply_to(inputs, options or {})
    if isinstance(outcome, Result):
        return outcome.output
    if isinstance(outcome, Unknown):
        return outcome
    raise Reject(outcome)
