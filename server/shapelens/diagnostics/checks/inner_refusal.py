"""SL423: a model takes what it is given by the sizes that it declares, and a layer inside it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shapelens.diagnostics.check import Report, check_of_problem
from shapelens.diagnostics.checks import never_joins
from shapelens.diagnostics.fixes.inner_sizes import give_sizes_that_fit
from shapelens.diagnostics.words import count_text, shape_text, spoken
from shapelens.interpreter.domain.analysis import Analysis, Finding, RelatedKind
from shapelens.interpreter.domain.problems import InnerRefusal
from shapelens.layers.framework.problems import (
    AxisMismatch,
    ConcatenateMismatch,
    NotBroadcastable,
    RankMismatch,
    ReshapeMismatch,
    SizeNotPositive,
)


def message(problem: InnerRefusal, _finding: Finding) -> str:
    """`The model leaves (None, None, None, 3) open, and gets (1, 42, 42, 3): Concatenate inside cannot join ...`"""
    declared, found = (" and ".join(map(shape_text, shapes)) for shapes in (problem.declared, problem.found))
    gives = f"`{problem.method}` gives it {found}" if problem.method else f"is called on {found}"
    layer = spoken(problem.layer)
    return (
        f"The model takes {declared}, and {gives}: {layer} inside {_reason(problem)}. "
        "Bring the input to sizes that every layer takes, or change the layers so that they take these."
    )


def _reason(problem: InnerRefusal) -> str:
    inner = problem.problem
    if isinstance(inner, ConcatenateMismatch):
        return f"cannot join {' and '.join(map(shape_text, inner.shapes))}"
    if isinstance(inner, NotBroadcastable):
        return f"cannot join {count_text(inner.left_size)} with {count_text(inner.right_size)}"
    if isinstance(inner, SizeNotPositive):
        return f"leaves nothing of {shape_text(inner.input_shape)}"
    if isinstance(inner, AxisMismatch):
        return f"was made for {count_text(inner.expected)}, and gets {count_text(inner.found)}"
    if isinstance(inner, ReshapeMismatch):
        return f"cannot bring {shape_text(inner.input_shape)} into {shape_text(inner.target_shape)}"
    if isinstance(inner, RankMismatch):
        return f"does not take {inner.found} axes"
    return "does not take what comes to it"


_EACH = check_of_problem("SL423", "inner-refusal", "error", InnerRefusal, message, give_sizes_that_fit)


def find(analysis: Analysis) -> Iterator[Report]:
    """The refusals, but for a join that fits no size at all: that is said where it is written."""
    impossible = [report.span for report in never_joins.find(analysis)]
    for report in _EACH.find(analysis):
        related = () if report.finding is None else report.finding.related
        made = [place.span for place in related if place.kind is RelatedKind.LAYER_MADE]
        if not any(join.contains(span) for join in impossible for span in made):
            yield report


CHECK = replace(_EACH, find=find)
