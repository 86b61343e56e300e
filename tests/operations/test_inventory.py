"""Every function of the modules whose every function is an operation is known."""

from __future__ import annotations

import pytest
from tests.operations.inventory import MODULES, functions, lacking

COMPLETE = (
    "keras.ops", "keras.ops.nn", "keras.ops.numpy", "keras.ops.linalg", "keras.ops.image", "keras.random",
    "tensorflow.strings", "tensorflow.sparse", "tensorflow.ragged", "tensorflow.bitwise", "numpy.fft",
)  # fmt: skip


@pytest.mark.parametrize("place", COMPLETE)
def test_every_function_is_known(place: str) -> None:
    assert len(list(functions(MODULES[place]))) >= 5
    assert lacking(place) == []
