"""SL305: a Keras 2 spelling that Keras 3 no longer takes."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.interpreter.analysis import Finding
from shapelens.interpreter.problems import LegacyArgument


def message(problem: LegacyArgument, finding: Finding) -> str:
    """``batch_input_shape` is spelt as in Keras 2, and Keras 3 does not take it. Write ... instead.`"""
    where = f" of {finding.layer}" if finding.layer else ""
    fact = f"`{problem.argument}`{where} is spelt as in Keras 2, and Keras 3 does not take it."
    return f"{fact} Write {problem.today} instead."


CHECK = check_of_problem("SL305", "legacy-argument", "warning", LegacyArgument, message)
