"""SL416: a data set or generator that gives single samples, not batches."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import make_batches
from shapelens.diagnostics.words import shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import Unbatched


def message(problem: Unbatched, _finding: Finding) -> str:
    """`The data give `fit` one sample (28, 28, 1) after the other, not batches. Add `.batch(n)` ...`"""
    fact = f"The data give `{problem.method}` one sample {shape_text(problem.found)} after the other, not batches"
    wanted = "" if problem.declared is None else f", and the model takes {shape_text(problem.declared)}"
    return f"{fact}{wanted}. Add `.batch(n)` to the data set, or let the generator yield arrays of several samples."


CHECK = check_of_problem("SL416", "unbatched-data", "error", Unbatched, message, make_batches)
