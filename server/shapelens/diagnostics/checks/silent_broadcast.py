"""SL511: a loss that runs on labels or outputs repeated to fit each other."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.labels import stop_repeating
from shapelens.diagnostics.words import shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import SilentBroadcast


def message(problem: SilentBroadcast, _finding: Finding) -> str:
    """`mean_squared_error compares (None, 3) with labels (None, 1) by repeating them. ...`"""
    return (
        f"{problem.loss} compares outputs {shape_text(problem.outputs)} with labels {shape_text(problem.labels)} by "
        "repeating one along the other, without a word: every number is compared with the wrong ones. "
        "Give both the same shape."
    )


CHECK = check_of_problem("SL511", "silent-broadcast", "warning", SilentBroadcast, message, stop_repeating)
