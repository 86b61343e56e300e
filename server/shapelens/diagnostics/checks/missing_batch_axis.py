"""SL406: one sample is given where a batch of samples is wanted."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.training import add_the_batch_axis
from shapelens.diagnostics.words import shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import MissingBatchAxis


def message(problem: MissingBatchAxis, _finding: Finding) -> str:
    """``predict` takes a batch, and gets one sample of shape (30, 30, 3). Add the batch axis: ...`"""
    return (
        f"`{problem.method}` takes a batch {shape_text(problem.declared)}, and gets one sample of shape "
        f"{shape_text(problem.found)}. Add the batch axis: `x[None]`, or `np.expand_dims(x, 0)`."
    )


CHECK = check_of_problem("SL406", "missing-batch-axis", "error", MissingBatchAxis, message, add_the_batch_axis)
