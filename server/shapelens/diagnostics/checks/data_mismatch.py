"""SL405: the data given to `fit`, `evaluate` or `predict` are not what the model takes."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.training import declare_what_is_given
from shapelens.diagnostics.words import axis_text, count_text, plural, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import DataMismatch


def message(problem: DataMismatch, _finding: Finding) -> str:
    """`The model takes (None, 3), and `fit` gives it (None, 2): 3 against 2 on the last axis. ...`"""
    fact = (
        f"The model takes {shape_text(problem.declared)}, and `{problem.method}` gives it {shape_text(problem.found)}: "
    )
    if problem.axis is None or len(problem.declared) != len(problem.found):
        wanted, found = plural(len(problem.declared), "axis", "axes"), len(problem.found)
        return f"{fact}{wanted} against {found}. {_rank_advice(problem)}"
    expected, size = problem.declared[problem.axis], problem.found[problem.axis]
    axis = axis_text(problem.axis, len(problem.declared))
    inner = f" {problem.layer} refuses it." if problem.layer else ""
    return f"{fact}{count_text(expected)} against {count_text(size)} on {axis}.{inner} {_size_advice(problem)}"


def _rank_advice(problem: DataMismatch) -> str:
    missing = len(problem.declared) - len(problem.found)
    if missing == 1:
        return (
            "Give the data the axis that they lack (`x[..., None]` adds a last one), or change the input of the model."
        )
    if missing > 0:
        return "Reshape the data, or change the input of the model."
    return "Reshape or flatten the data, or give the input of the model their shape without the sample axis."


def _size_advice(problem: DataMismatch) -> str:
    if sorted(map(str, problem.declared)) == sorted(map(str, problem.found)):
        return "The axes are in another order: swap them in the input of the model, or transpose the data."
    return "Change the input of the model, or the data."


CHECK = check_of_problem("SL405", "data-mismatch", "error", DataMismatch, message, declare_what_is_given)
