"""SL503: outputs with more axes than the labels, for want of a Flatten, a pooling or a last state; or with fewer."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.labels import flatten_the_outputs
from shapelens.diagnostics.words import is_recurrent, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import LabelRank


def message(problem: LabelRank, _finding: Finding) -> str:
    """`The model gives (None, 43, 43, 50), one for every position, and the labels are (None, 50). Put ...`"""
    fact = f"The model gives {shape_text(problem.outputs)}, and the labels are {shape_text(problem.labels)}"
    return f"{fact}: {problem.loss} cannot compare them. {_advice(problem)}"


def _advice(problem: LabelRank) -> str:
    surplus = len(problem.outputs) - len(problem.labels)
    if surplus < 0:
        return "Give the labels fewer axes, or let the model keep its own (return_sequences=True, no Flatten)."
    if problem.layer and is_recurrent(problem.layer):
        return f"Leave out return_sequences=True of the last {problem.layer}: it then gives its last state alone."
    where = f" before this {problem.layer}" if problem.layer else ""
    return f"Put Flatten or a global pooling layer{where}: a Dense works on the last axis alone."


CHECK = check_of_problem("SL503", "label-rank", "error", LabelRank, message, flatten_the_outputs)
