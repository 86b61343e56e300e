"""SL504: labels of more classes than the model has outputs."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.labels import make_room
from shapelens.diagnostics.words import count_text, plural, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import LabelRange


def message(problem: LabelRange, _finding: Finding) -> str:
    """`The labels number 10 classes, 0 to 9, and the model gives (None, 5): room for 5. ...`"""
    return (
        f"The labels number {plural(problem.classes, 'class', 'classes')}, 0 to {problem.classes - 1}, and the model "
        f"gives {shape_text(problem.outputs)}: room for {count_text(problem.outputs[-1])}. "
        f"Give its last layer {problem.classes} units."
    )


CHECK = check_of_problem("SL504", "label-range", "error", LabelRange, message, make_room)
