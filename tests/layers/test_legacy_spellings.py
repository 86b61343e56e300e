"""The table of old spellings against real Keras: it rejects every old one, and takes every one of today."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest
from tests.fidelity.outcomes import our_outcome, our_tensors
from tests.fidelity.real_keras import keras
from tests.layers.calls import EXAMPLES

from shapelens.layers.framework.registry import Example, Layer, configure, find_function, find_gone, find_layer
from shapelens.layers.legacy.spellings import (
    ANY_LAYER,
    GONE,
    LAYERS,
    MERGE_MODES,
    METHODS,
    OTHERS,
    Dropped,
    Part,
    Spelling,
    To,
    Translation,
    merge_spelling,
)

CALLS = {entry.name: example.call for entry, example in reversed(EXAMPLES)}
KERAS = {name: getattr(keras.layers, name) for name in dir(keras.layers)}
ARGUMENTS = [(layer, old, each) for layer, spelling in LAYERS.items() for old, each in spelling.arguments.items()]
ARGUMENT_IDS = [f"{layer} {old}" for layer, old, _ in ARGUMENTS]


def with_argument(layer: str, argument: str, value: str) -> str:
    """The first example of a layer with one argument more."""
    call = CALLS[layer]
    return f"{call[:-1]}{'' if call.endswith('()') else ', '}{argument}={value})"


@pytest.mark.parametrize(("layer", "old", "translation"), ARGUMENTS, ids=ARGUMENT_IDS)
def test_keras_rejects_the_old_argument(layer: str, old: str, translation: Translation) -> None:
    if isinstance(translation, Part) and old == "input_dim":
        # taken alone, and rejected beside `input_length`
        old = translation.of[0]
    value = "'th'" if isinstance(translation, To) and translation.values else "3"
    with pytest.raises((TypeError, ValueError), match=old):
        eval(with_argument(layer, old, value), dict(KERAS))


@pytest.mark.parametrize(("layer", "old", "translation"), ARGUMENTS, ids=ARGUMENT_IDS)
def test_keras_takes_the_argument_of_today(layer: str, old: str, translation: Translation) -> None:
    if isinstance(translation, (To, Part)):
        entry = find_layer(layer)
        assert entry is not None
        parameters = inspect.signature(getattr(keras.layers, layer).__init__).parameters
        assert translation.name in parameters or entry.signature.accepts(translation.name)
    for value in translation.values.values() if isinstance(translation, To) else ():
        keras.layers.Flatten(data_format=value)


@pytest.mark.parametrize("old", ANY_LAYER)
@pytest.mark.parametrize("layer", ["Dense", "Conv2D", "LSTM", "Dropout", "Flatten", "BatchNormalization"])
def test_keras_rejects_what_every_layer_took(layer: str, old: str) -> None:
    with pytest.raises(ValueError, match=old):
        eval(with_argument(layer, old, "3"), dict(KERAS))


@pytest.mark.parametrize(("name", "spelling"), GONE.items(), ids=GONE)
def test_what_is_gone_is_gone(name: str, spelling: Spelling) -> None:
    assert not hasattr(keras.layers, name)
    assert bool(spelling.today) == (find_gone(name) is None)
    if spelling.today:
        parameters = inspect.signature(getattr(keras.layers, spelling.today).__init__).parameters
        named = {each.name for each in spelling.arguments.values() if isinstance(each, (To, Part))} - {"input_shape"}
        assert {*named, *spelling.added} <= set(parameters)
    else:
        assert spelling.advice


def test_what_is_experimental_is_gone() -> None:
    assert not hasattr(keras.layers, "experimental")
    assert not hasattr(keras.layers, "merge")
    assert not hasattr(keras.layers, "Merge")


@pytest.mark.parametrize("mode", MERGE_MODES)
def test_the_modes_of_merge_are_functions_today(mode: str) -> None:
    spelling = merge_spelling(mode)
    assert spelling is not None
    function = getattr(keras.layers, spelling.today)
    entry = find_function(spelling.today)
    assert entry is not None
    inputs = [keras.Input((5,)), keras.Input((5,))]
    function(inputs, **spelling.added)
    for translation in spelling.arguments.values():
        if isinstance(translation, To):
            function(inputs, **{**spelling.added, translation.name: 1})


OLD_OF_OTHERS = [(path, old, each) for path, spelling in OTHERS.items() for old, each in spelling.arguments.items()]


@pytest.mark.parametrize(("path", "old", "translation"), OLD_OF_OTHERS, ids=[f"{p} {o}" for p, o, _ in OLD_OF_OTHERS])
def test_keras_rejects_the_old_arguments_of_others(path: str, old: str, translation: Translation) -> None:
    tensor = keras.Input((5,))
    given: dict[str, Any] = {
        "keras.Model": {"input": tensor, "output": tensor},
        "keras.utils.to_categorical": {"x": [1], old: 3},
        "keras.callbacks.ModelCheckpoint": {"filepath": "a.keras", old: 2},
    }.get(path, {old: 0.1})
    function: Any = keras
    for name in path.split(".")[1:]:
        function = getattr(function, name)
    with pytest.raises((TypeError, ValueError), match=old):
        function(**given)
    translations = OTHERS[path].arguments
    kept = {name: value for name, value in given.items() if not isinstance(translations.get(name), Dropped)}
    function(**{_today(translations.get(name), name): value for name, value in kept.items()})


def _today(translation: Translation | None, name: str) -> str:
    return translation.name if isinstance(translation, To) else name


OLD_OF_METHODS = [(name, old) for name, spelling in METHODS.items() for old in spelling.arguments]


@pytest.mark.parametrize(("name", "old"), OLD_OF_METHODS, ids=[f"{name} {old}" for name, old in OLD_OF_METHODS])
def test_keras_rejects_the_old_arguments_of_methods(name: str, old: str) -> None:
    method = METHODS[name].today or name
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(2)])
    if method != "compile":
        model.compile(loss="mse")
    data: tuple[Any, ...] = () if method == "compile" else (np.zeros((4, 5)), np.zeros((4, 2)))
    with pytest.raises((TypeError, ValueError), match=old):
        getattr(model, method)(*data[: 1 if method == "predict" else 2], **{old: 1})


@pytest.mark.parametrize("name", METHODS)
def test_methods_that_are_gone_are_gone(name: str) -> None:
    spelling = METHODS[name]
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(2)])
    assert hasattr(model, name) == (not spelling.today and not spelling.advice)
    if spelling.today:
        taken = inspect.signature(getattr(model, spelling.today)).parameters
        dropped = {old for old, each in spelling.arguments.items() if isinstance(each, Dropped)}
        assert {_today(spelling.arguments.get(old), old) for old in spelling.order} <= set(taken)
        assert not dropped & set(taken)


GONE_EXAMPLES = [
    (entry, example)
    for name, spelling in GONE.items()
    if (entry := find_gone(name)) is not None
    for example in entry.examples
]


@pytest.mark.parametrize(("entry", "example"), GONE_EXAMPLES, ids=[each.call for _, each in GONE_EXAMPLES])
def test_the_shapes_that_layers_without_successor_gave(entry: Layer, example: Example) -> None:
    configured = eval(example.call, {entry.name: lambda *given, **named: configure(entry, given, named)})
    outcome = our_outcome(configured, our_tensors(example.inputs, example.dtype))
    assert outcome.rejected is None
    assert outcome.shape == example.output
    assert outcome.params == example.params
