"""SL512: a softmax over one unit, which is always 1."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.labels import take_sigmoid
from shapelens.diagnostics.words import shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import SoftmaxOfOne


def message(problem: SoftmaxOfOne, _finding: Finding) -> str:
    """`The softmax of one unit (None, 1) is 1 whatever it is given. Use sigmoid, or ...`"""
    return (
        f"The softmax of one unit {shape_text(problem.outputs)} is 1 whatever it is given: the model learns nothing. "
        "Use sigmoid for two classes, or one unit for each class."
    )


CHECK = check_of_problem("SL512", "softmax-of-one", "warning", SoftmaxOfOne, message, take_sigmoid)
