"""SL409: `fit` or `evaluate` of a model that was never compiled."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import compile_before
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import NotCompiled


def message(problem: NotCompiled, _finding: Finding) -> str:
    """``fit` needs a compiled model, and this one is not compiled here. ...`"""
    return (
        f"`{problem.method}` needs a compiled model, and nothing compiled this one. "
        "Call `compile(optimizer=..., loss=...)` on the same model before."
    )


CHECK = check_of_problem("SL409", "not-compiled", "error", NotCompiled, message, compile_before)
