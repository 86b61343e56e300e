"""How much of a model's input one element of a layer's output sees, per spatial axis.

Windows compose along a chain of layers: the field grows by (extent − 1) · jump, and the jump (how far apart two
neighbours of the output lie in the input) multiplies by the stride. It is known along a `Sequential` model, as long as
every layer either slides a window or works element by element.
"""

from __future__ import annotations

from shapelens.interpreter.analysis import Analysis, ModelLayer, ModelSummary, Site
from shapelens.layers.result import Window
from shapelens.shapes.expressions import Size

# layers that neither widen what an element sees nor move it
ELEMENTWISE = frozenset(
    {
        "InputLayer",
        "Activation",
        "ReLU",
        "LeakyReLU",
        "PReLU",
        "ELU",
        "Rescaling",
        "Normalization",
        "BatchNormalization",
        "Dropout",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
        "GaussianDropout",
        "GaussianNoise",
        "AlphaDropout",
        "ZeroPadding1D",
        "ZeroPadding2D",
        "ZeroPadding3D",
        "Cropping1D",
        "Cropping2D",
        "Cropping3D",
        "Identity",
    }
)


def receptive_field(analysis: Analysis, site: Site) -> tuple[Size, ...] | None:
    """The receptive field of the layer made at `site`; None where it is not known."""
    for model in analysis.models:
        if model.kind == "sequential":
            windows = _windows_up_to(model, site)
            if windows:
                return _compose(windows)
    return None


def _windows_up_to(model: ModelSummary, site: Site) -> list[Window] | None:
    """The windows from the model's input to the layer at `site`, itself included."""
    windows: list[Window] = []
    for layer in model.layers:
        window = layer.result.window if layer.result is not None else None
        if window is not None:
            windows.append(window)
        elif not _is_elementwise(layer):
            return None
        if layer.span == site.span:
            return windows
    return None


def _is_elementwise(layer: ModelLayer) -> bool:
    return layer.layer in ELEMENTWISE


def _compose(windows: list[Window]) -> tuple[Size, ...] | None:
    rank = len(windows[0].extent)
    if any(len(window.extent) != rank for window in windows):
        return None
    fields: list[Size] = [1] * rank
    jumps: list[Size] = [1] * rank
    for window in windows:
        for axis in range(rank):
            fields[axis] = fields[axis] + (window.extent[axis] - 1) * jumps[axis]
            jumps[axis] = jumps[axis] * window.strides[axis]
    return tuple(fields)
