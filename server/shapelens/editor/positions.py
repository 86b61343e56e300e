"""The call, or the model, at a place in the text."""

from __future__ import annotations

from collections.abc import Iterable

from shapelens.interpreter.domain.analysis import Analysis, ModelSummary, Site
from shapelens.syntax.spans import Span


def site_at(analysis: Analysis, line: int, column: int) -> Site | None:
    """The innermost call around a place (line and column from 1)."""
    # of hundreds of calls few are there: the others cost a comparison each
    there = [site for site in analysis.sites if site.span.line <= line <= site.span.end_line]
    spans = {site.span: site for site in reversed(there)}
    span = innermost(spans, line, column)
    return None if span is None else spans[span]


def innermost(spans: Iterable[Span], line: int, column: int) -> Span | None:
    """The innermost of the spans around a place."""
    place = Span(line, column, line, column)
    # calls nest, so the one that starts last is the innermost; of two that start together, the one that ends first
    return max((span for span in spans if span.contains(place)), key=_inwards, default=None)


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
