"""Canonical names: the many module paths under which one symbol of Keras is imported."""

from __future__ import annotations

import functools

from shapelens.layers.framework.registry import find_function, find_layer

# every root under which people import Keras; all name the same library to us
_ROOTS = (
    "tensorflow.compat.v1.keras",
    "tensorflow.compat.v2.keras",
    "tensorflow.python.keras",
    "tensorflow_core.python.keras",
    "tensorflow.keras",
    "keras._tf_keras.keras",
    "keras.api",
    "keras.src",
    "tf_keras",
)
# symbols that belong to no layer family, by the last part of their path
_BASES = {"Layer": "keras.layers.Layer"}
_MODELS = {"Model": "keras.Model", "Functional": "keras.Model", "Sequential": "keras.Sequential"}
_INPUTS = {"Input": "keras.Input", "InputLayer": "keras.layers.InputLayer"}
_LAYER_PACKAGES = {"layers", "engine", "legacy"}
# where keras.ops groups what it exports at its top as well
_OPERATION_PACKAGES = {"nn", "numpy", "linalg", "math", "core"}


@functools.lru_cache(maxsize=4096)
def canonical(path: str) -> str:
    """The one name for a dotted path: `tensorflow.keras.layers.Conv2D` and `keras.layers.convolutional.Conv2D` are
    `keras.layers.Conv2D`. Paths outside Keras come back as they are."""
    for root in _ROOTS:
        if path == root or path.startswith(root + "."):
            path = "keras" + path[len(root) :]
            break
    if not path.startswith("keras."):
        numpy = path.removeprefix("tensorflow.experimental.")
        return numpy if numpy.startswith("numpy.") else path
    parts = path.split(".")
    last = parts[-1]
    if len(parts) == 4 and parts[1] == "ops" and parts[2] in _OPERATION_PACKAGES:
        return f"keras.ops.{last}"
    if last in _MODELS and (len(parts) == 2 or parts[1] in {"models", "engine"}):
        return _MODELS[last]
    if last in _BASES and (len(parts) == 2 or parts[1] in _LAYER_PACKAGES):
        return _BASES[last]
    if last in _INPUTS and (len(parts) == 2 or parts[1] in _LAYER_PACKAGES):
        return _INPUTS[last]
    if len(parts) >= 3 and parts[1] in _LAYER_PACKAGES and (find_layer(last) or find_function(last)):
        return f"keras.layers.{last}"
    return path
