"""Pipeline: layers one after the other, each of them really called.

A layer by itself is asked for its shape; inside a Pipeline TensorFlow traces its call. What a call checks beyond what
the shape asks for is told here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelens.layers.families.core.wrappers import apply_inner
from shapelens.layers.families.preprocessing.preprocessing import sizes_of
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import RankMismatch, Reject
from shapelens.layers.framework.registry import Configured, check_scope_name, example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.tensors import Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown


@layer(
    "Pipeline(layers, name=None)",
    call="inputs, training=True, mask=None",
    examples=(
        example("Pipeline([Resizing(8, 8), Rescaling(1 / 255)])", (None, 20, 20, 3), (None, 8, 8, 3), dtype="uint8"),
    ),
    since=(3, 6),
)
def pipeline(inputs: Structure, arguments: Arguments) -> Result:
    """Layers one after the other."""
    layers: Any = arguments["layers"]
    if is_symbolic(layers) or is_opaque(layers):
        return Result(Unknown("`layers` could not be determined"))
    if not isinstance(layers, (list, tuple)) or not layers:
        arguments.reject("layers", "a list of layers, with at least one")
    output = inputs
    weights: list[Weight] = []
    for inner in layers:
        if not is_symbolic(inner) and not is_opaque(inner):
            arguments.reject("layers", "a list of layers")
        if not isinstance(inner, Configured) and not hasattr(inner, "apply_to"):
            return Result(Unknown("a layer of `layers` could not be determined"))
        result = apply_inner(inner, output)
        if isinstance(result, Unknown):
            return Result(result)
        if isinstance(inner, Configured):
            result = run_traced(inner, output, result)
        output = result.output
        weights += result.weights
    return Result(output, tuple(weights))


def run_traced(inner: Configured, inputs: Structure, result: Result) -> Result:
    """What the call of a layer gives where it is traced, `result` being what the layer says by itself.

    Rejects: a name that is no name of a scope, and what the call of the layer itself refuses.
    """
    # a list is made one tensor
    first = inputs[0] if isinstance(inputs, tuple) and inputs else inputs
    if not isinstance(first, Tensor) or not isinstance(first.shape, tuple):
        return result
    check_scope_name(inner)
    rank = len(first.shape) + (0 if first is inputs else 1)
    if inner.layer.family.startswith("augmentation") and rank not in (3, 4):
        raise Reject(RankMismatch(rank, first.shape, (3, 4)))
    if not isinstance(inputs, Tensor):
        return result
    run = _RUNS.get(inner.layer.name)
    return result if run is None else run(first.shape, inner.arguments, result)


def _rescale(shape: Dims, arguments: Arguments, result: Result) -> Result:
    """Numbers in a list broadcast with the input."""
    for name in ("scale", "offset"):
        shape = broadcast_shapes(shape, sizes_of(arguments[name]) or ())
    return Result(Tensor(shape, arguments.compute_dtype()))


def _crop(shape: Dims, arguments: Arguments, result: Result) -> Result:
    """A smaller image is resized, in float32."""
    if not isinstance(result.output, Tensor) or not isinstance(result.output.shape, tuple):
        return result
    resized = any(
        isinstance(size, int) and isinstance(target, int) and size < target
        for size, target in zip(shape[:-1], result.output.shape[:-1], strict=True)
    )
    return Result(Tensor(result.output.shape, "float32"), axes=result.axes) if resized else result


_RUNS: dict[str, Callable[[Dims, Arguments, Result], Result]] = {
    "Rescaling": _rescale,
    "CenterCrop": _crop,
}
