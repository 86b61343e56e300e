"""What real Keras makes of a program: its models, or what it raises."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import keras


def models_of(path: Path) -> dict[str, Any]:
    """The models that a program leaves behind, by the names of the variables."""
    namespace = runpy.run_path(str(path), run_name="program")
    return {name: value for name, value in namespace.items() if isinstance(value, keras.Model)}


def raised_by(path: Path) -> Exception | None:
    """What a program raises."""
    try:
        runpy.run_path(str(path), run_name="program")
    except Exception as error:
        return error
    return None


def layers_of(model: Any) -> list[tuple[str, list[int | None], int]]:
    """Name, output shape and parameters of each layer, inputs apart, as `model.summary()` prints them."""
    layers = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    return [(layer.name, list(layer.output.shape), layer.count_params()) for layer in layers]
