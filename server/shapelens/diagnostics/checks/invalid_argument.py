"""SL303: Keras rejects the value of an argument."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.arguments import take_a_valid_value
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import InvalidArgument


def message(problem: InvalidArgument, finding: Finding) -> str:
    """``padding` of Conv2D must be one of 'valid', 'same', and is 'full'.`"""
    return f"`{problem.argument}` of {finding.layer} must be {problem.requirement}, and is {problem.value}."


CHECK = check_of_problem("SL303", "invalid-argument", "error", InvalidArgument, message, take_a_valid_value)
