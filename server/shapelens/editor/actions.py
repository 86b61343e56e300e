"""Code actions: the fixes of diagnostics, and running the model at the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.editor.positions import model_at, site_at
from shapelens.interpreter.analysis import Analysis
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class QuickFix:
    """A fix, and the diagnostic that it removes."""

    diagnostic: Diagnostic
    fix: Fix


@dataclass(frozen=True, slots=True)
class ShapeCheck:
    """Run the model that holds `line` in TensorFlow; every model of the file where `model` is None."""

    line: int
    model: str | None


def quick_fixes(diagnostics: Iterable[Diagnostic], selection: Span) -> tuple[QuickFix, ...]:
    """The fixes of the diagnostics that touch a selection, in order."""
    return tuple(
        QuickFix(diagnostic, fix)
        for diagnostic in diagnostics
        if _touch(diagnostic.span, selection)
        for fix in diagnostic.fixes
    )


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


def _touch(left: Span, right: Span) -> bool:
    return (left.line, left.column) <= (right.end_line, right.end_column) and (right.line, right.column) <= (
        left.end_line,
        left.end_column,
    )
