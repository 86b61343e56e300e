"""The table of what refuses a KerasTensor says what real Keras does: a sample of it, always the same."""

from __future__ import annotations

import random

import pytest
from tests.operations import keras_tensors as real

from shapelens.layers.operations import Operation, keras_tensors

_ENTRIES = real.operations()
_REFUSED = {path: names for names, paths in keras_tensors.BY_PARAMETERS.items() for path in paths.split()}
SAMPLE = random.Random(21).sample(_ENTRIES, 60)


@pytest.mark.parametrize("entry", SAMPLE, ids=[entry.path for entry in SAMPLE])
def test_an_operation_refuses_what_the_table_says(entry: Operation) -> None:
    assert " ".join(real.refused_arguments(entry)) == _REFUSED.get(entry.path, "")


def test_the_table_names_operations_alone() -> None:
    assert _REFUSED.keys() <= {entry.path for entry in _ENTRIES}
    assert len(_REFUSED) > 600


@pytest.mark.parametrize("key", real.FUNCTIONS, ids=[path for path, *_ in real.FUNCTIONS])
def test_a_function_refuses_where_the_table_says(key: tuple[str, int, str]) -> None:
    assert real.refuses(real.FUNCTIONS[key]) == (key in keras_tensors.FUNCTIONS)


def test_losses_and_metrics() -> None:
    assert set(real.losses_refusing()) == keras_tensors.LOSSES
    assert set(real.metrics_refusing()) == keras_tensors.METRICS


def test_attributes() -> None:
    lacked, lacked_by_tensorflow = real.attributes_lacked()
    assert sorted(lacked) == sorted(keras_tensors.ATTRIBUTES)
    assert sorted(lacked_by_tensorflow) == sorted(keras_tensors.ATTRIBUTES_OF_ARRAYS)


ALIKE = [entry for entry in SAMPLE if entry.path in keras_tensors.SAME_IN_KERAS]


@pytest.mark.parametrize("entry", ALIKE, ids=[entry.path for entry in ALIKE])
def test_what_is_proposed_in_its_place_gives_the_same(entry: Operation) -> None:
    assert real.is_same_in_keras(entry)


@pytest.mark.parametrize("path", ["tensorflow.is_tensor", "numpy.shape", "keras.losses.mean_squared_error"])
def test_what_keras_takes_is_not_in_the_table(path: str) -> None:
    assert path not in _REFUSED
