"""The other side of the comparison: the same call in real Keras, symbolically (nothing is computed)."""

from __future__ import annotations

import contextlib
import math
import os
import warnings
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import tensorflow
from keras.src.backend.common import global_state
from tests.fidelity.outcomes import Outcome, sorted_weights

keras.utils.disable_interactive_logging()
# beyond this many parameters the weights are declared, not made
MANY_PARAMETERS = 200_000


def zeros(shapes: Any, dtypes: Any) -> Any:
    """Shapes without open sizes as tensors of zeros, nested alike."""
    if isinstance(shapes, tuple):
        return tensorflow.zeros(shapes, dtypes)
    if isinstance(shapes, dict):
        return {name: zeros(item, dtypes) for name, item in shapes.items()}
    return [zeros(item, dtypes) for item in shapes]


def keras_tensors(shapes: Any, dtypes: Any) -> Any:
    """Input shapes as symbolic tensors: a tuple is a shape, a list several, a dict named ones."""
    if isinstance(shapes, tuple):
        return keras.KerasTensor(shapes, dtype=dtypes)
    if isinstance(shapes, dict):
        return {name: keras_tensors(item, dtypes) for name, item in shapes.items()}
    return [keras_tensors(item, dtypes) for item in shapes]


def keras_outcome(make: Any, inputs: Any, call: dict[str, Any], *, many: bool) -> Outcome:
    """What real Keras says: `make` constructs the layer. What it rejects anywhere on the way counts as rejected.

    With `many`, the weights are declared and never filled.
    """
    with warnings.catch_warnings(), declared_weights() if many else contextlib.nullcontext():
        warnings.simplefilter("ignore")
        try:
            layer = make()
            output = layer(inputs, **call)
        except Exception as error:
            return Outcome(rejected=f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
        return Outcome(
            _plain(output, lambda tensor: tuple(tensor.shape)),
            _plain(output, lambda tensor: keras.backend.standardize_dtype(tensor.dtype)),
            _count(layer.weights),
            _count(layer.trainable_weights),
            _weights(layer),
        )


@contextlib.contextmanager
def declared_weights() -> Iterator[None]:
    """Weights made here are never filled, not even by a later trace, for which Keras would keep them in mind."""
    try:
        with keras.StatelessScope(initialize_variables=False):
            yield
    finally:
        global_state.set_global_attribute("uninitialized_variables", [])


def _plain(output: Any, read: Any) -> Any:
    if isinstance(output, dict):
        return {name: _plain(item, read) for name, item in output.items()}
    if isinstance(output, (list, tuple)):
        return [_plain(item, read) for item in output]
    return read(output)


def _weights(layer: Any) -> tuple[tuple[str, Any, object], ...]:
    trained = {id(weight) for weight in layer.trainable_weights}
    return sorted_weights((weight.name, tuple(weight.shape), id(weight) in trained) for weight in layer.weights)


def _count(weights: Any) -> int:
    return sum(math.prod(weight.shape) for weight in weights)
