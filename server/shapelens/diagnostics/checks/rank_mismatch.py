"""SL202: a layer takes an input with another number of axes."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.ranks import change_rank
from shapelens.diagnostics.words import axes_taken, is_operation, is_recurrent, plural, shape_text
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.layers.framework.problems import RankMismatch
from shapelens.layers.framework.registry import has_trait


def message(problem: RankMismatch, finding: Finding) -> str:
    """`Conv2D takes 4 axes (batch, height, width, channels), and gets (None, 784) with 2. Put ...`."""
    taken = " or ".join(map(str, problem.allowed)) or f"at least {problem.at_least}"
    exactly = problem.allowed[0] if len(problem.allowed) == 1 else None
    named = axes_taken(finding.layer, exactly) if exactly is not None and not problem.because else ""
    because = f", {problem.because}" if problem.because else ""
    axes = "axis" if 1 in (exactly, problem.at_least) else "axes"
    return (
        f"{finding.layer} takes {taken} {axes}{named}{because}, "
        f"and gets {shape_text(problem.input_shape)} with {problem.found}. {_advice(problem, finding)}"
    )


def _advice(problem: RankMismatch, finding: Finding) -> str:
    layer = finding.layer
    missing = problem.nearest - problem.found
    if is_operation(layer):
        return _advice_on_arrays(missing)
    if problem.found == 0 and has_trait(layer, "joins"):
        return "A scalar has no axis of the batch; an operator takes one: `x * 2.0`, `x + 1.0`."
    if missing < 0:
        surplus = plural(-missing, "axis", "axes")
        if is_recurrent(layer):
            return f"It has {surplus} too many: put a Reshape before it, or TimeDistributed(Flatten())."
        return f"It has {surplus} too many: put Flatten, a global pooling layer or a Reshape before it."
    before = next((place for place in finding.related if place.kind is RelatedKind.GIVES_IT), None)
    if before is not None:
        return f"This {before.name} gives its last state alone: with return_sequences=True it gives one for each step."
    if problem.found == 2 and missing == 1:
        return (
            "If the input comes from a recurrent layer, give that one return_sequences=True; "
            "otherwise put a Reshape before this layer."
        )
    if missing == 1:
        return "It lacks one axis, often the channels or the batch: put a Reshape before it, or add it to the Input."
    return f"It lacks {plural(missing, 'axis', 'axes')}: put a Reshape before it, or move {layer} before the Flatten."


def _advice_on_arrays(missing: int) -> str:
    if missing < 0:
        return f"It has {plural(-missing, 'axis', 'axes')} too many: take an index of it, or reshape it."
    return f"It lacks {plural(missing, 'axis', 'axes')}: reshape it, or write `[..., None]`."


CHECK = check_of_problem("SL202", "rank-mismatch", "error", RankMismatch, message, change_rank)
