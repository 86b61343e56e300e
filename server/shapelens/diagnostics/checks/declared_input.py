"""SL606, on demand: the input of a Sequential declared by its first layer, which Keras 3 warns of."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.migration import declare_input
from shapelens.diagnostics.words import listed
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import DeclaredInput


def message(problem: DeclaredInput, finding: Finding) -> str:
    """`Dense declares the input of the model by `input_shape`. Keras 3 takes it with a warning: put an Input first.`"""
    names = listed([f"`{name}`" for name in problem.arguments])
    return (
        f"{finding.layer} declares the input of the model by {names}. "
        "Keras 3 takes it with a warning: put an Input before the layer."
    )


CHECK = check_of_problem("SL606", "declared-input", "information", DeclaredInput, message, declare_input)
