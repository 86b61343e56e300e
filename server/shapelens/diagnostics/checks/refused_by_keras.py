"""SL417: a function of Keras that refuses its arguments, as its source says."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.models import give_what_keras_takes
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import RefusedByKeras


def message(problem: RefusedByKeras, finding: Finding) -> str:
    """`InceptionV3 refuses this: Input size must be at least 75x75; Received: input_shape=(60, 60, 3)`"""
    return f"{finding.layer} refuses this: {problem.words or 'it raises'}"


CHECK = check_of_problem("SL417", "refused-by-keras", "error", RefusedByKeras, message, give_what_keras_takes)
