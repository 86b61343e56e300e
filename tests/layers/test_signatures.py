"""Every declaration says what Keras' own signature says: names, order, kinds and defaults."""

from __future__ import annotations

import inspect

import pytest
from tests.fidelity.real_keras import keras

from shapelens.layers.framework.identifiers import ACTIVATIONS, CONSTRAINTS, DTYPES, INITIALIZERS, REGULARIZERS
from shapelens.layers.framework.registry import Layer, all_layers, find_function, find_layer
from shapelens.layers.framework.signature import Signature

LAYERS = all_layers()


def _compare(declared: Signature, real: inspect.Signature, first: int) -> None:
    parameters = list(real.parameters.values())[first:]
    named = [parameter for parameter in parameters if parameter.kind is not inspect.Parameter.VAR_KEYWORD]
    assert declared.open_ended == (len(named) < len(parameters))
    assert [parameter.name for parameter in declared.parameters] == [parameter.name for parameter in named]
    for ours, theirs in zip(declared.parameters, named, strict=True):
        assert ours.required == (theirs.default is inspect.Parameter.empty), ours.name
        assert ours.keyword_only == (theirs.kind is inspect.Parameter.KEYWORD_ONLY), ours.name
        if not ours.required:
            assert repr(ours.default) == repr(theirs.default), ours.name


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_constructor(entry: Layer) -> None:
    _compare(entry.signature, inspect.signature(getattr(keras.layers, entry.name).__init__), 1)


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_call(entry: Layer) -> None:
    real = inspect.signature(getattr(keras.layers, entry.name).call)
    if not entry.call_signature.open_ended:
        _compare(entry.call_signature, real, 1)


FUNCTIONS = [entry for entry in LAYERS if entry.function is not None]


@pytest.mark.parametrize("entry", FUNCTIONS, ids=[str(entry.function) for entry in FUNCTIONS])
def test_function(entry: Layer) -> None:
    assert entry.function is not None
    function = find_function(entry.function)
    assert function is not None
    _compare(function.signature, inspect.signature(getattr(keras.layers, entry.function)), 1)


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_aliases(entry: Layer) -> None:
    layer = getattr(keras.layers, entry.name)
    exported = {name for name in dir(keras.layers) if getattr(keras.layers, name) is layer}
    assert {entry.name, *entry.aliases} == exported


def test_identifiers() -> None:
    from keras.src import activations, constraints, initializers, regularizers
    from keras.src.backend.common import dtypes

    for ours, theirs in (
        (ACTIVATIONS, activations.ALL_OBJECTS_DICT),
        (INITIALIZERS, initializers.ALL_OBJECTS_DICT),
        (REGULARIZERS, regularizers.ALL_OBJECTS_DICT),
        (CONSTRAINTS, constraints.ALL_OBJECTS_DICT),
        (DTYPES, dtypes.ALLOWED_DTYPES),
    ):
        assert ours == {name for name in theirs if isinstance(name, str)}


def test_every_layer_that_keras_exports_is_known() -> None:
    # base classes to be subclassed, and the input, which the interpreter makes
    others = {"InputLayer", "InputSpec", "Layer", "Wrapper"}
    exported = {name for name in dir(keras.layers) if inspect.isclass(getattr(keras.layers, name))}
    assert {name for name in exported - others if find_layer(name) is None} == set()
    functions = {name for name in dir(keras.layers) if inspect.isfunction(getattr(keras.layers, name))}
    assert {name for name in functions if find_function(name) is None} == {"Input", "deserialize", "serialize"}
