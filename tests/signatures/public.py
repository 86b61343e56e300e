"""The public functions, classes and methods whose signatures are read, as the installed libraries have them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import keras
import tensorflow as tf

_MODULES = (
    "activations", "callbacks", "constraints", "initializers", "losses", "metrics", "models", "optimizers",
    "optimizers.schedules", "preprocessing.image", "preprocessing.sequence", "random", "regularizers", "saving",
    "utils", "datasets.mnist",
)  # fmt: skip
_CLASSES: dict[str, type] = {
    "keras.Sequential": keras.Sequential,
    "keras.Model": keras.Model,
    "keras.layers.Layer": keras.layers.Layer,
    "keras.layers.Dense": keras.layers.Dense,
    "keras.callbacks.EarlyStopping": keras.callbacks.EarlyStopping,
    "keras.metrics.Mean": keras.metrics.Mean,
    "keras.optimizers.Adam": keras.optimizers.Adam,
    "tensorflow.data.Dataset": tf.data.Dataset,
    "tensorflow.GradientTape": tf.GradientTape,
}


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Each dotted name, and what it stands for."""
    for module in _MODULES:
        owner = keras
        for part in module.split("."):
            owner = getattr(owner, part)
        for name, value in sorted(vars(owner).items()):
            if not name.startswith("_") and callable(value):
                yield f"keras.{module}.{name}", value
    for path, owner in _CLASSES.items():
        for name in sorted(dir(owner)):
            if not name.startswith("_") and not isinstance(inspect.getattr_static(owner, name), property):
                value = getattr(owner, name)
                if callable(value):
                    yield f"{path}.{name}", value


def python_signature(value: Callable[..., Any]) -> inspect.Signature:
    """What Python says that a call takes, with the receiver of a method or a constructor in front."""
    return inspect.signature(value.__init__ if inspect.isclass(value) else value)
