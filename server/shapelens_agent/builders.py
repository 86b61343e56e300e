"""Builders that the program does not call: called with inputs of the shapes that it pins, as a model of their own."""

from __future__ import annotations

from typing import Any, Callable

from shapelens_agent.keras_objects import leaves
from shapelens_agent.monitor import Monitor, Seen

CALL = "__shapelens_call__"


def caller(monitor: Monitor) -> Callable[..., Any]:
    """What the lines behind the program call: a function, or a layer, and the shapes of what it takes."""
    module = monitor.keras.flavours[0].module

    def call(function: Callable[..., Any], *shapes: Any) -> Any:
        inputs = [module.Input(batch_shape=shape) for shape in shapes]
        outputs = function(*inputs)
        if outputs is not None and all(map(monitor.keras.is_symbolic, leaves(outputs))):
            monitor.models.append(Seen(module.Model(inputs, outputs, name=name_of(function)), None))
        return outputs

    return call


def name_of(function: Any) -> str:
    return str(getattr(function, "__name__", None) or getattr(function, "name", None) or "builder")
