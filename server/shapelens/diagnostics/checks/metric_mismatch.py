"""SL505: a metric that does not take the labels which the loss takes."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.labels import take_another_metric
from shapelens.diagnostics.words import shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import MetricMismatch


def message(problem: MetricMismatch, _finding: Finding) -> str:
    """`precision compares labels and outputs one by one, and gets (None,) and (None, 3). ...`"""
    return (
        f"The metric {problem.metric} gets labels {shape_text(problem.labels)} and outputs "
        f"{shape_text(problem.outputs)}, which it cannot pair, though the loss can. "
        "Use a metric of the same kind as the loss, or give the labels the shape of the outputs."
    )


CHECK = check_of_problem("SL505", "metric-mismatch", "error", MetricMismatch, message, take_another_metric)
