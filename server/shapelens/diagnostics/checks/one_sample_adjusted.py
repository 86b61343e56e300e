"""SL513: one sample where a batch is wanted, which Keras takes for a batch of other samples."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import one_sample_as_batch
from shapelens.diagnostics.words import count_text, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import OneSampleAdjusted


def message(problem: OneSampleAdjusted, _finding: Finding) -> str:
    """``predict` gets one sample (30, 1) without a batch axis, and Keras takes it for 30 samples. ...`"""
    count = problem.found[0]
    return (
        f"`{problem.method}` gets {shape_text(problem.found)}, one sample of what the model takes, "
        f"{shape_text(problem.declared)}. Keras adds a last axis, and so takes it for {count_text(count)} samples. "
        "Give the sample a batch axis: `x[None]`."
    )


CHECK = check_of_problem("SL513", "one-sample-adjusted", "warning", OneSampleAdjusted, message, one_sample_as_batch)
