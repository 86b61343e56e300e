"""SL410: a Python list in the place of an array."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import make_an_array
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import ListData


def message(problem: ListData, _finding: Finding) -> str:
    """``fit` takes arrays, and x is a Python list of numbers. ...`"""
    if problem.holds == "arrays":
        return (
            f"`{problem.method}` takes a list for a model of several inputs, one array each, and this model has one. "
            f"Put the samples into one array: `np.array({problem.what})`."
        )
    make = "tf.constant" if problem.holds == "strings" else "np.array"
    return (
        f"`{problem.method}` takes arrays, and {problem.what} is a Python list of {problem.holds}, which Keras does "
        f"not recognize. Write `{make}({problem.what})`."
    )


CHECK = check_of_problem("SL410", "list-data", "error", ListData, message, make_an_array)
