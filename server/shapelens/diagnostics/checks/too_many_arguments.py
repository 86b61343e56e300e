"""SL304: more positional arguments than the layer takes, or one argument given twice."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.arguments import give_it_once
from shapelens.diagnostics.words import plural
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import TooManyArguments


def message(problem: TooManyArguments, finding: Finding) -> str:
    """`Flatten takes 1 positional argument and is given 2. Give the others by name.`"""
    if problem.twice is not None:
        return (
            f"`{problem.twice}` of {finding.layer} is given twice: once by its position and once by its name. "
            "Remove one of the two."
        )
    accepted = "no positional arguments" if not problem.accepted else plural(problem.accepted, "positional argument")
    return f"{finding.layer} takes {accepted} and is given {problem.given}. Give the others by name, or remove them."


CHECK = check_of_problem("SL304", "too-many-arguments", "error", TooManyArguments, message, give_it_once)
