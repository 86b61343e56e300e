"""Code lenses: over each model, what goes in and out of it and how many parameters it has."""

from __future__ import annotations

from dataclasses import dataclass

from shapelens.diagnostics.conditions import conditions_on
from shapelens.diagnostics.size_words import condition_text
from shapelens.editor.quantities import format_count
from shapelens.interpreter.domain.analysis import Analysis, ModelSummary
from shapelens.shapes.formatting import format_structure, is_wholly_unknown
from shapelens.shapes.tensors import Structure
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Lens:
    """One line over a model; `model` is its name in the source, `tooltip` which sizes its open axes may have."""

    span: Span
    title: str
    model: str
    tooltip: str = ""


def lenses(analysis: Analysis) -> tuple[Lens, ...]:
    """One lens per model, in order of place."""
    models = sorted(analysis.models, key=lambda model: model.span)
    return tuple(Lens(model.span, title_of(model), model.name, _tooltip(analysis, model)) for model in models)


def _tooltip(analysis: Analysis, model: ModelSummary) -> str:
    conditions = conditions_on(analysis, model.inputs)
    return condition_text(conditions) if conditions else ""


def title_of(model: ModelSummary) -> str:
    """`128×128×3 → 10 · 196,170 params`; only what is known."""
    parts: list[str] = []
    if _is_known(model.inputs) or _is_known(model.outputs):
        parts.append(f"{_compact(model.inputs)} → {_compact(model.outputs)}")
    if isinstance(model.params, int) and (model.params or parts):
        parts.append(f"{format_count(model.params)} params")
    return " · ".join(parts) or f"{model.name}: not built yet"


def _is_known(structure: Structure | None) -> bool:
    return structure is not None and not is_wholly_unknown(structure)


def _compact(structure: Structure | None) -> str:
    return "?" if structure is None else format_structure(structure, "compact")
