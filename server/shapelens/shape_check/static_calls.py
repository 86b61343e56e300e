"""From an analysis to the calls that a check compares: every call of a layer, model or input, of unknown shape too."""

from __future__ import annotations

from shapelens.interpreter.domain.analysis import Analysis, Site
from shapelens.shape_check.compare import StaticCall
from shapelens.shapes.formatting import json_shape

# operations and data are no calls of Keras objects: the agent does not measure them
MEASURED = {"layer", "model", "input"}


def static_calls(analysis: Analysis) -> tuple[StaticCall, ...]:
    """The calls of a file, each with the model that it is a layer of."""
    model_of = {layer.span: model.name for model in analysis.models for layer in model.layers}
    return tuple(_static_call(site, model_of.get(site.span, "")) for site in analysis.sites if site.kind in MEASURED)


def _static_call(site: Site, model: str) -> StaticCall:
    return StaticCall(
        line=site.span.line,
        column=site.span.column,
        end_line=site.span.end_line,
        end_column=site.span.end_column,
        layer=site.observations[0].layer,
        shapes=tuple(json_shape(output) for output in site.outputs),
        kind=site.kind,
        model=model,
    )
