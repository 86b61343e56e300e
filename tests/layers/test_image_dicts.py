"""Image layers on a dict of images with their labels and masks, against real Keras."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from shapelens.layers.framework.registry import Configured, apply, configure, find_layer
from shapelens.layers.framework.result import Result
from shapelens.shapes.tensors import NamedTensors, Tensor

LAYERS = {"CenterCrop": (4, 3), "RandomCrop": (4, 3), "Resizing": (4, 3), "RandomFlip": (), "RandomContrast": (0.1,)}
DATA = {"images": (2, 8, 9, 3), "labels": (2, 7), "segmentation_masks": (2, 8, 9, 2)}


@pytest.mark.parametrize("name", LAYERS)
def test_images_and_masks_come_out_as_in_keras(name: str) -> None:
    real = getattr(keras.layers, name)(*LAYERS[name])({key: np.zeros(shape, "float32") for key, shape in DATA.items()})
    entry = find_layer(name)
    assert entry is not None
    configured = configure(entry, LAYERS[name], {})
    assert isinstance(configured, Configured)
    outcome = apply(configured, NamedTensors(tuple((key, Tensor(shape)) for key, shape in DATA.items())))
    assert isinstance(outcome, Result)
    assert isinstance(outcome.output, NamedTensors)
    ours = {key: value.shape for key, value in outcome.output.items if isinstance(value, Tensor)}
    assert ours == {key: tuple(value.shape) for key, value in real.items()}
