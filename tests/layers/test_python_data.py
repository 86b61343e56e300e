"""Which layers make a tensor of Python's own data: our table against the installed Keras."""

from __future__ import annotations

import contextlib
import inspect
from typing import Any

import numpy as np
import pytest
from tests.fidelity.real_keras import keras

from shapelens.layers.families.preprocessing.python_data import CONVERTING, CONVERTING_EACH, converts
from shapelens.layers.framework.registry import Configured, Example, Layer, configure, find_layer
from shapelens.shapes.expressions import axis

CLASSES = sorted(
    name
    for name, value in vars(keras.layers).items()
    if inspect.isclass(value) and issubclass(value, keras.layers.Layer)
)


def entry_of(name: str) -> Layer | None:
    entry = find_layer(name)
    return entry if entry is not None and entry.name == name and entry.examples else None


def example_of(entry: Layer) -> Example:
    """An example that can be called: a lookup needs its vocabulary."""
    return next((each for each in entry.examples if "vocabulary" in each.call), entry.examples[0])


def made(call: str) -> Any:
    """A layer as an example constructs it."""
    return eval(call, {name: getattr(keras.layers, name) for name in CLASSES})


def allows(layer: Any) -> bool:
    """Whether Keras lets Python's own data through to the `call` of a layer."""
    return bool(layer._allow_non_tensor_positional_args)


def given(shape: tuple[int | None, ...], dtype: str) -> Any:
    sizes = tuple(2 if size is None else size for size in shape)
    return np.full(sizes, "a") if dtype == "string" else np.zeros(sizes, dtype)


def gives(layer: Any, inputs: Any) -> tuple[int, ...] | None:
    with contextlib.suppress(Exception):
        return tuple(layer(inputs).shape)
    return None


def converting(name: str) -> bool:
    """Whether a layer gives on a list of arrays, and on nested lists, what it gives on one array."""
    entry = entry_of(name)
    if entry is None or entry.takes_list or not isinstance(entry.examples[0].inputs, tuple):
        return False
    example = example_of(entry)
    whole = given(example.inputs, example.dtype)
    if not allows(made(example.call)):
        return False
    wanted = gives(made(example.call), whole)
    return wanted is not None and all(
        gives(made(example.call), data) == wanted for data in (whole.tolist(), tuple(whole.tolist()))
    )


def test_the_table_of_layers_that_convert_is_that_of_keras() -> None:
    found = {name for name in CLASSES if converting(name)}
    assert found - {"Pipeline"} == CONVERTING


def test_what_allows_it_and_does_not_convert() -> None:
    allowing = set()
    for name in CLASSES:
        entry = entry_of(name)
        if entry is not None and allows(made(entry.examples[0].call)):
            allowing.add(name)
    # a list has no shape to read, or must be built first; a pipeline does what its first layer does
    others = {"Normalization", "Pipeline", "RandomGrayscale", "RandomPerspective"}
    assert allowing - CONVERTING - CONVERTING_EACH == others


@pytest.mark.parametrize("first", ["Rescaling", "Resizing", "RandomGrayscale", "Normalization"])
def test_a_pipeline_converts_as_its_first_layer_does(first: str) -> None:
    pipeline, inner = find_layer("Pipeline"), find_layer(first)
    assert pipeline is not None
    assert inner is not None
    call = inner.examples[0].call
    real = gives(keras.layers.Pipeline([made(call)]), np.zeros((2, 6, 6, 3), "float32").tolist())
    arguments = {"Rescaling": (2.0,), "Resizing": (64, 48), "RandomGrayscale": (0.3,)}.get(first, ())
    configured = configure(pipeline, [(configure(inner, arguments, {}),)], {})
    assert isinstance(configured, Configured)
    assert converts(configured) == (real is not None)


def test_a_layer_of_unknown_layers_is_not_taken_to_convert() -> None:
    pipeline = find_layer("Pipeline")
    assert pipeline is not None
    configured = configure(pipeline, [axis("n")], {})
    assert isinstance(configured, Configured)
    assert not converts(configured)
