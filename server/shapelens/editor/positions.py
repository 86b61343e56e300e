"""The call, or the model, at a place in the text."""

from __future__ import annotations

from shapelens.interpreter.analysis import Analysis, ModelSummary, Site
from shapelens.syntax.spans import Span


def site_at(analysis: Analysis, line: int, column: int) -> Site | None:
    """The innermost call around a place (line and column from 1)."""
    place = Span(line, column, line, column)
    around = [site for site in analysis.sites if site.span.contains(place)]
    # calls nest, so the one that starts last is the innermost; of two that start together, the one that ends first
    return max(around, key=lambda site: _inwards(site.span), default=None)


def model_at(analysis: Analysis, line: int) -> ModelSummary | None:
    """The model that a line belongs to: the innermost that is made there, or that has a layer there."""
    made_here = [model for model in analysis.models if _touches(model.span, line)]
    if made_here:
        return min(made_here, key=lambda model: model.span.end_line - model.span.line)
    return next((model for model in analysis.models if any(_touches(layer.span, line) for layer in model.layers)), None)


def _touches(span: Span, line: int) -> bool:
    return span.line <= line <= span.end_line


def _inwards(span: Span) -> tuple[int, int, int, int]:
    return (span.line, span.column, -span.end_line, -span.end_column)
