"""What a rule says of an input of which less is known holds of what Keras gives for the whole input.

Every layer is asked with inputs of unknown shape, of unknown rank with known last axes, and of unknown sizes.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.fidelity.cases import draw_case
from tests.fidelity.compare import convert_call, our_layer, real_outcome, rule_outcome
from tests.fidelity.differences import NOT_COMPARED
from tests.fidelity.outcomes import agree, our_tensors
from tests.layers.calls import configure_text
from tests.layers.forgetting import FORGOTTEN, forget, holds

from shapelens.layers.framework.registry import Layer, all_layers, apply
from shapelens.layers.framework.result import Result, count_parameters
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.formatting import format_structure
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

CASES = range(12)
LAYERS = [entry for entry in all_layers() if entry.name not in NOT_COMPARED]


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_what_is_said_of_less_holds_in_keras(entry: Layer) -> None:
    compared = 0
    for number in CASES:
        case = draw_case(entry, number)
        real = real_outcome(case, many=False)
        if real.rejected is not None or not agree(rule_outcome(case), real):
            # a run decides those in which Keras' symbols and its runs differ
            continue
        chance = random.Random(f"{entry.name} {number}")
        layer, whole = our_layer(case.construction), our_tensors(case.inputs, case.dtype)
        for inputs in (FORGOTTEN, forget(whole, chance), forget(whole, chance)):
            result = apply(layer, inputs, convert_call(case, our_tensors))
            assert isinstance(result, Result), f"{case}, of which is known {inputs}: {result}"
            true = _structure(real.shape, real.dtype)
            assert holds(_closed(result.output), true), (
                f"{case}, of which is known {inputs}: said {format_structure(result.output)}, Keras gives {real.shape}"
            )
            said = count_parameters(result.weights)
            assert isinstance(said, Unknown) or said == real.params, f"{case}, of which is known {inputs}"
            compared += 1
    assert compared, "no case was accepted by Keras: nothing was compared"


def _structure(shape: Any, dtype: Any) -> Structure:
    """What Keras gave as one of our structures; an open size is None."""
    if isinstance(shape, tuple):
        return Tensor(shape, dtype)
    return tuple(_structure(*each) for each in zip(shape, dtype, strict=True))


def _closed(structure: Structure) -> Any:
    """The same with each open size as None, to be compared with Keras."""
    if isinstance(structure, tuple):
        return tuple(_closed(item) for item in structure)
    if not isinstance(structure, Tensor):
        return structure

    def sizes(given: Any) -> Any:
        return tuple(None if isinstance(size, Polynomial) else size for size in given)

    shape = structure.shape if isinstance(structure.shape, Unknown) else sizes(structure.shape)
    return Tensor(shape, structure.dtype, sizes(structure.last))


OWN = {
    "GlobalAveragePooling2D()": "(?, ?)",
    "Dense(16)": "(…, 16)",
    "Conv2D(20, 3)": "(?, ?, ?, 20)",
    "LSTM(7)": "(?, 7)",
    "LSTM(7, return_sequences=True)": "(?, ?, 7)",
    "Embedding(9, 5)": "(…, 5)",
    "Flatten()": "(?, ?)",
    "Reshape((4, 6))": "(?, 4, 6)",
    "RepeatVector(3)": "(?, 3, ?)",
    "BatchNormalization()": "?",
    "MaxPooling2D()": "(?, ?, ?, ?)",
    "Resizing(8, 9)": "?",
}


@pytest.mark.parametrize("call", OWN)
def test_a_layer_says_what_is_its_own(call: str) -> None:
    assert format_structure(_apply(call, FORGOTTEN).output) == OWN[call]


ON_SIXTEEN = {
    "Dense(4)": ("(…, 4)", 68),
    "BatchNormalization()": ("(…, 16)", 64),
    "Dropout(0.1)": ("(…, 16)", 0),
    "Activation('relu')": ("(…, 16)", 0),
    "Flatten()": ("(?, ?)", 0),
    "Reshape((4, 4))": ("(?, 4, 4)", 0),
    "LSTM(2)": ("(?, 2)", 152),
    "Conv1D(3, 2)": ("(?, ?, 3)", 99),
}


@pytest.mark.parametrize("call", ON_SIXTEEN)
def test_a_known_last_axis_is_enough_for_weights(call: str) -> None:
    result = _apply(call, Tensor(FORGOTTEN, "float32", (16,)))
    assert (format_structure(result.output), count_parameters(result.weights)) == ON_SIXTEEN[call]


def _apply(call: str, inputs: Structure) -> Result:
    result = apply(configure_text(call), inputs)
    assert isinstance(result, Result)
    return result
