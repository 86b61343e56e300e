"""The quick share: one backbone of each family, and the arguments that people give them."""

from __future__ import annotations

import pytest
from tests.applications.compare import compare


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("VGG16", "weights=None, include_top=False, input_shape=(64, 48, 3), pooling='avg'"),
        ("ResNet50", "weights=None"),
        ("ResNet50V2", "weights=None, classes=7, input_shape=(96, 96, 3)"),
        ("InceptionV3", "weights=None, include_top=False"),
        ("Xception", "weights=None, include_top=False, pooling='max', input_shape=(None, None, 3)"),
        ("MobileNet", "weights=None, alpha=0.5, input_shape=(64, 64, 3)"),
        ("MobileNetV2", "weights=None, include_top=False, input_tensor=keras.Input((96, 96, 3))"),
        ("MobileNetV3Small", "weights=None, include_preprocessing=False"),
        ("DenseNet121", "weights=None, include_top=False, input_shape=(64, 64, 3)"),
        ("NASNetMobile", "weights=None"),
    ],
)
def test_every_layer_and_the_parameters_are_those_of_keras(name: str, arguments: str) -> None:
    assert compare(name, arguments).differences == ()
