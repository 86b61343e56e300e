"""SL514: keys of `class_weight` that are the number of no class."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import number_the_classes
from shapelens.diagnostics.words import listed
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import ClassWeightKeys


def message(problem: ClassWeightKeys, _finding: Finding) -> str:
    """`class_weight has the key 'cat', which is the number of no class. ...`"""
    keys = listed(list(problem.keys))
    plural = len(problem.keys) > 1
    known = "" if problem.classes is None else f" (they are 0 to {problem.classes - 1})"
    return (
        f"`class_weight` has the key{'s' if plural else ''} {keys}, and classes go by their numbers{known}: Keras does "
        "not find the weight, and takes 1. Use the numbers of the classes as keys."
    )


CHECK = check_of_problem("SL514", "class-weight-keys", "warning", ClassWeightKeys, message, number_the_classes)
