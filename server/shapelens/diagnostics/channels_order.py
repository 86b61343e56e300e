"""Inputs that look as if their channels stood first, where layers read them as the height."""

from __future__ import annotations

from dataclasses import dataclass

from shapelens.interpreter.domain.analysis import Analysis, Observation
from shapelens.shapes.tensors import Dims, Tensor, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# grey and colour pictures
_CHANNELS = (1, 3)
# pictures are no smaller than this, and maps seldom have so few rows
_SMALLEST = 16


@dataclass(frozen=True, slots=True)
class ChannelsFirst:
    """The declared shape, where it is declared, and the first layer that reads it."""

    shape: Dims
    span: Span
    layer: str

    @property
    def last(self) -> Dims:
        """The same shape with its channels last."""
        batch, channels, *sizes = self.shape
        return (batch, *sizes, channels)


def find_channels_first(analysis: Analysis) -> list[ChannelsFirst]:
    """Inputs of such a shape that a layer of pictures reads with its channels last."""
    found: dict[Dims, ChannelsFirst] = {}
    declared = {
        shape: site.span for site in analysis.sites if site.kind == "input" for shape in map(_shape, site.outputs)
    }
    of_models = {part.shape for model in analysis.models for part in _parts(model.inputs)}
    for site in analysis.sites:
        for observation in site.observations if site.kind == "layer" else ():
            shape = _read_as_last(observation)
            if shape is None or shape in found:
                continue
            place = declared.get(shape, site.span)
            if shape in declared or shape in of_models or _is_first(analysis, site.span):
                found[shape] = ChannelsFirst(shape, place, observation.layer)
    return list(found.values())


def _is_first(analysis: Analysis, span: Span) -> bool:
    """Whether a layer is the first one of the file that is called at all."""
    spans = [site.span for site in analysis.sites if site.kind == "layer"]
    return bool(spans) and min(spans, key=lambda each: (each.line, each.column)) == span


def _parts(structure: object) -> list[Tensor]:
    return [part for part in leaves(structure) if isinstance(part, Tensor)] if structure is not None else []  # type: ignore[arg-type]


def _shape(structure: object) -> Dims | Unknown | None:
    return structure.shape if isinstance(structure, Tensor) else None


def _read_as_last(observation: Observation) -> Dims | None:
    """The input of a layer of pictures, if its first axis looks like channels and its last does not."""
    layer = observation.layer
    # most layers end here, and every one of a file is looked at
    if not layer.endswith("2D") or layer.startswith("Global") or "Spatial" in layer:
        return None
    shape = _shape(observation.inputs)
    if not isinstance(shape, tuple) or len(shape) != 4:
        return None
    if observation.result is not None and observation.result.axes[1:2] != ("height",):
        return None
    _, channels, height, width = shape
    sizes = isinstance(height, int) and isinstance(width, int) and min(height, width) >= _SMALLEST
    return shape if channels in _CHANNELS and sizes else None
