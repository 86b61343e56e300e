"""SL404: a layer or model is called on something that is no tensor."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.models import call_the_layer
from shapelens.diagnostics.words import given
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import NotATensor


def message(problem: NotATensor, finding: Finding) -> str:
    """`Dense takes a tensor, and gets a layer. Call the layer on a tensor first.`"""
    if finding.layer == "Sequential":
        return (
            f"Sequential takes layers, and gets {problem.found}. Add the layer itself, without calling it on a tensor."
        )
    named = finding.layer or "This call"
    advice = "Give it an Input, or what another layer returned."
    if "layer" in problem.found:
        advice = "A layer is called on a tensor first: Dense(8)(x) gives one, Dense(8) alone does not."
    return f"{named} takes a tensor{given(problem.argument)}, and gets {problem.found}. {advice}"


CHECK = check_of_problem("SL404", "not-a-tensor", "error", NotATensor, message, call_the_layer)
