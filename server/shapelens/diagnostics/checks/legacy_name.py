"""SL602: a layer, function or method that Keras 3 does not have any more."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.legacy import call_todays
from shapelens.diagnostics.words import legacy_advice, listed
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import LegacyName


def message(problem: LegacyName, _finding: Finding) -> str:
    """``AtrousConvolution2D` is gone from Keras 3. Write Conv2D with dilation_rate=(2, 2) instead.`"""
    today = problem.today
    if today and problem.arguments:
        today += f" with {listed(problem.arguments)}"
    return f"`{problem.name}` is gone from Keras 3. {legacy_advice(today, problem.advice)}"


CHECK = check_of_problem("SL602", "legacy-name", "error", LegacyName, message, call_todays, ("SL306",))
