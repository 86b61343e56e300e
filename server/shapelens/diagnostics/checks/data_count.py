"""SL407: a model gets another number of arrays than it has inputs, or of labels than it has outputs."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.training import give_one_for_each
from shapelens.diagnostics.words import plural
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import DataCount


def message(problem: DataCount, _finding: Finding) -> str:
    """`The model has 2 inputs, and `fit` gives it 1 array. ...`"""
    given = "array" if problem.what == "input" else "array of labels"
    return (
        f"The model has {plural(problem.expected, problem.what)}, and `{problem.method}` gives it "
        f"{plural(problem.found, given, f'arrays{given[5:]}')}. Give one for each, in a list or in a dict by name."
    )


CHECK = check_of_problem("SL407", "data-count", "error", DataCount, message, give_one_for_each)
