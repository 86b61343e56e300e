"""SL408: inputs and labels of different numbers of samples."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.training import count_alike
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import SampleCounts


def message(problem: SampleCounts, _finding: Finding) -> str:
    """``fit` gets 100 samples and 90 labels. ...`"""
    return (
        f"`{problem.method}` gets {problem.inputs:,} samples and labels for {problem.labels:,}. "
        "The first axis of both counts the samples: cut or stack them alike."
    )


CHECK = check_of_problem("SL408", "sample-counts", "error", SampleCounts, message, count_alike)
