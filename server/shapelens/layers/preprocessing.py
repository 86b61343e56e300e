"""Preprocessing that keeps the shape: Rescaling (keras.src.layers.preprocessing)."""

from __future__ import annotations

from shapelens.layers.arguments import Arguments
from shapelens.layers.inputs import unchanged
from shapelens.layers.registry import example, layer
from shapelens.layers.result import Result
from shapelens.shapes.tensors import Structure


@layer(
    "Rescaling(scale, offset=0.0, **kwargs)",
    examples=(
        example("Rescaling(1 / 255)", (None, 64, 64, 3), (None, 64, 64, 3)),
        example("Rescaling(1 / 127.5, offset=-1)", (None, None, None, 3), (None, None, None, 3), dtype="uint8"),
    ),
)
def rescaling(inputs: Structure, arguments: Arguments) -> Result:
    """scale · x + offset; the shape stays."""
    return unchanged(inputs, arguments)
