"""How much of a model's input one element of a tensor sees, per spatial axis: as one window over that input.

Windows compose along the graph: what is seen grows by (extent − 1) · jump, and the jump (how far apart two neighbours
lie in the input) multiplies by the stride. Where branches meet it is the longest path that counts. It is known as long
as everything on the way slides a window or works element by element.
"""

from __future__ import annotations

from shapelens.interpreter.domain.values import TensorValue, Value, tensor_values
from shapelens.layers.framework.registry import Configured
from shapelens.layers.framework.result import Result, Window
from shapelens.layers.operations.framework.registry import Operation
from shapelens.shapes.expressions import maximum
from shapelens.shapes.tensors import Shape
from shapelens.shapes.unknown import Unknown

_OPERATIONS = frozenset({"elementwise", "activations"})


def of_input(shape: Shape) -> Window | None:
    """At the input, an element sees itself."""
    if isinstance(shape, Unknown) or not 3 <= len(shape) <= 5:
        return None
    return Window((1,) * (len(shape) - 2), (1,) * (len(shape) - 2))


def after_layer(inputs: Value, configured: Configured, result: Result) -> Window | None:
    """What the output of a layer sees."""
    before, entry = longest(inputs), configured.layer
    if before is None:
        return None
    if result.window is not None:
        return _compose(before, result.window)
    if "pointwise" in entry.traits:
        return before
    if "joins" in entry.traits:
        # along another axis, neighbours would see different places
        along = result.steps[0].axis if result.steps else ""
        return before if along in ("channels", "features") else None
    return before if "along_axis" in entry.traits and configured.arguments["axis"] == -1 else None


def after_operation(inputs: Value, entry: Operation) -> Window | None:
    """What the output of an operation sees."""
    return longest(inputs) if entry.family in _OPERATIONS else None


def after_model(inputs: Value, outputs: Value) -> Window | None:
    """What the output of a model sees that is called on `inputs`, and gave `outputs` for its own."""
    before, then = longest(inputs), longest(outputs)
    return None if before is None or then is None else _compose(before, then)


def longest(value: Value) -> Window | None:
    """The one window of several tensors: the largest, where neighbours lie equally far apart."""
    if isinstance(value, TensorValue):
        return value.node.window if value.node is not None else None
    windows = [tensor.node.window if tensor.node is not None else None for tensor in tensor_values(value)]
    if not windows:
        return None
    first = windows[0]
    for window in windows[1:]:
        if first is None or window is None or window.strides != first.strides:
            return None
        pairs = zip(first.extent, window.extent, strict=True)
        first = Window(tuple(maximum(pair) for pair in pairs), first.strides)
    return first


def _compose(before: Window, then: Window) -> Window | None:
    """One window after another, as one over the input of the first."""
    if len(before.extent) != len(then.extent):
        return None
    steps = list(zip(before.extent, before.strides, then.extent, then.strides, strict=True))
    return Window(
        tuple(seen + (extent - 1) * jump for seen, jump, extent, _ in steps),
        tuple(jump * stride for _, jump, _, stride in steps),
    )
