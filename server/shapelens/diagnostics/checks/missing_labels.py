"""SL411: no labels for a loss that compares the outputs with some."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import give_labels
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import MissingLabels


def message(problem: MissingLabels, _finding: Finding) -> str:
    """``fit` gets no labels, and mean_squared_error compares the outputs with some. ...`"""
    return (
        f"`{problem.method}` gets no labels, and the loss {problem.loss} compares the outputs with some. Give them as "
        "the second argument (an autoencoder is given its inputs twice), or in pairs with the inputs."
    )


CHECK = check_of_problem("SL411", "missing-labels", "error", MissingLabels, message, give_labels)
