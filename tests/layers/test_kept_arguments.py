"""The attributes of a layer that hold its arguments, against those of real Keras."""

from __future__ import annotations

from collections.abc import Iterator
from types import FunctionType
from typing import Any

import keras
import pytest
from tests.layers.calls import EXAMPLES, configure_text

from shapelens.interpreter.analyze import HOOKS
from shapelens.interpreter.domain.values import Named, Partial
from shapelens.interpreter.keras.kept_arguments import kept_argument
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.framework.registry import Configured, Layer
from shapelens.shapes.unknown import Unknown

CALLS = {example.call: entry for entry, example in EXAMPLES if hasattr(keras.layers, entry.name)}
NOT_COMPARED = {"name", "dtype"}


@pytest.mark.parametrize("call", CALLS)
def test_an_attribute_is_what_keras_keeps_or_unknown(call: str) -> None:
    machine = Machine(HOOKS, 10_000)
    configured = configured_by(call)
    layer = eval(call, dict(vars(keras.layers)))
    for name, real in attributes(CALLS[call], layer):
        ours = kept_argument(machine, configured, name)
        assert is_alike(ours, real), f"{name}: {ours!r} for {real}"


def test_most_are_known() -> None:
    machine = Machine(HOOKS, 10_000)
    configured, layer = configured_by("Conv2D(2, 3, 2)"), keras.layers.Conv2D(2, 3, 2)
    known = {
        name: kept_argument(machine, configured, name)
        for name in ("filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "use_bias")
    }
    assert known == {name: getattr(layer, name) for name in known}


def configured_by(call: str) -> Configured:
    """A layer with its arguments as the interpreter hands them over: lists are tuples."""
    configured = configure_text(call)
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in configured.given.items()}
    return Configured(configured.layer, given)


def attributes(entry: Layer, layer: Any) -> Iterator[tuple[str, Any]]:
    for name in entry.signature.names:
        if name not in NOT_COMPARED and hasattr(layer, name):
            yield name, getattr(layer, name)


def is_alike(ours: Any, real: Any) -> bool:
    if isinstance(ours, Unknown):
        return True
    if isinstance(ours, Named):
        return isinstance(real, FunctionType) and ours.path.endswith(f".{real.__name__}")
    if isinstance(ours, Partial):
        return isinstance(real, keras.initializers.Initializer)
    if isinstance(ours, tuple):
        return isinstance(real, (list, tuple)) and all(map(is_alike, ours, real)) and len(ours) == len(real)
    return isinstance(ours, type(real)) and bool(ours == real)
