"""Code actions: the fixes of diagnostics, and running the model at the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.diagnostics.ignore_comments import ignoring
from shapelens.editor.positions import model_at, site_at
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.syntax.edits.source import Source
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class ShapeCheck:
    """Run the model that holds `line` in TensorFlow; every model of the file where `model` is None."""

    line: int
    model: str | None


def touched(diagnostics: Iterable[Diagnostic], selection: Span) -> tuple[Diagnostic, ...]:
    """The diagnostics that touch a selection, in order: their fixes are offered there."""
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.span.touches(selection))


def ignore_on_this_line(diagnostic: Diagnostic, source: Source) -> Fix | None:
    """The comment that silences a diagnostic; it repairs nothing."""
    edits = ignoring(source, diagnostic.span, diagnostic.code)
    return None if edits is None else Fix(f"Ignore {diagnostic.code} on this line", edits)


def shape_check_at(analysis: Analysis, line: int, column: int) -> ShapeCheck | None:
    """The check to offer at a place: of the model there, else of all models where a call stands there."""
    model = model_at(analysis, line)
    if model is not None:
        return ShapeCheck(line, model.name)
    if site_at(analysis, line, column) is not None or any(
        site.span.line <= line <= site.span.end_line for site in analysis.sites
    ):
        return ShapeCheck(line, None)
    return None
