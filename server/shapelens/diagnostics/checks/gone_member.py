"""SL604: an attribute or method that objects of Keras 3 do not have."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.migration import read_todays
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import GoneMember


def message(problem: GoneMember, _finding: Finding) -> str:
    """`Dense has no `output_shape` in Keras 3. Write `.output.shape` instead.`"""
    return f"{problem.owner} has no `{problem.name}` in Keras 3. Write `{problem.written.removeprefix('{0}')}` instead."


CHECK = check_of_problem("SL604", "gone-member", "error", GoneMember, message, read_todays)
