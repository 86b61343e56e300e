"""SL413: weights that a program gives, of other shapes than those of the layer."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.models import make_it_fit_its_weights
from shapelens.diagnostics.words import plural, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import WeightMismatch
from shapelens.shapes.tensors import known_different


def message(problem: WeightMismatch, finding: Finding) -> str:
    """`The weights of Embedding are (300, 50), and it is given (300, 100). ...`"""
    expected, found = problem.expected, problem.found
    if len(expected) != len(found):
        several = plural(len(expected), "array", "arrays")
        return (
            f"{finding.layer} has {several} of weights, and is given {len(found)}. Give one for each, in the order of "
            "`get_weights()`."
        )
    wanted, given = next(
        (left, right)
        for left, right in zip(expected, found, strict=True)
        if len(left) != len(right) or any(known_different(a, b) for a, b in zip(left, right, strict=True))
    )
    return (
        f"{finding.layer} has weights of {shape_text(wanted)}, and is given {shape_text(given)}. Give the layer the "
        "sizes of the array, or the array those of the layer."
    )


CHECK = check_of_problem("SL413", "weight-mismatch", "error", WeightMismatch, message, make_it_fit_its_weights)
