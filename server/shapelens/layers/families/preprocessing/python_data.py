"""Layers that make a tensor of Python's own data: of strings, numbers, lists of them, lists of arrays."""

from __future__ import annotations

from typing import Any

from shapelens.layers.framework.registry import Configured

# they allow it (`_allow_non_tensor_positional_args`), and their `call` then converts what it gets, as Keras has them
CONVERTING = frozenset(
    "AugMix AutoContrast CategoryEncoding CenterCrop ContrastLimitedAdaptiveHistogramEqualization CutMix "
    "Discretization Equalization Hashing IntegerLookup MaxNumBoundingBoxes MelSpectrogram MixUp RandAugment "
    "RandomBrightness RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop RandomElasticTransform "
    "RandomErasing RandomFlip RandomGaussianBlur RandomHue RandomInvert RandomPosterization RandomRotation "
    "RandomSaturation RandomSharpness RandomShear RandomTranslation RandomZoom Rescaling Resizing Solarization "
    "StringLookup TextVectorization".split()
)
# those that make a tensor of each of the two features that they get
CONVERTING_EACH = frozenset({"HashedCrossing"})


def converts(configured: Configured) -> bool:
    """Whether a layer makes one tensor of Python's own data."""
    if configured.layer.name != "Pipeline":
        return configured.layer.name in CONVERTING
    layers: Any = configured.arguments["layers"]
    first = layers[0] if isinstance(layers, (list, tuple)) and layers else None
    return isinstance(first, Configured) and converts(first)
