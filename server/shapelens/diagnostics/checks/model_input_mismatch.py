"""SL401: a model is called on a tensor of another shape than its input."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.models import declare_what_it_gets
from shapelens.diagnostics.words import axis_text, count_text, given, plural, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import InputMismatch


def message(problem: InputMismatch, finding: Finding) -> str:
    """`The model encoder takes (None, 32), and gets (None, 16): 32 against 16 on the last axis. ...`"""
    named = f"The model {finding.layer}" if finding.layer else "The model"
    fact = (
        f"{named} takes {shape_text(problem.expected)}{given(problem.argument)}, and gets {shape_text(problem.found)}: "
    )
    advice = "Change the Input of the model, or what it is given here."
    if problem.axis is None or len(problem.expected) != len(problem.found):
        wanted, found = plural(len(problem.expected), "axis", "axes"), len(problem.found)
        return f"{fact}{wanted} against {found}. {advice}"
    expected, size = problem.expected[problem.axis], problem.found[problem.axis]
    axis = axis_text(problem.axis, len(problem.expected))
    return f"{fact}{count_text(expected)} against {count_text(size)} on {axis}. {advice}"


CHECK = check_of_problem("SL401", "model-input-mismatch", "error", InputMismatch, message, declare_what_it_gets)
