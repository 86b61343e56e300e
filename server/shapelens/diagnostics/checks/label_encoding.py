"""SL501: class numbers where the loss takes one-hot rows, or one-hot rows where it takes class numbers."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.labels import take_the_other_loss
from shapelens.diagnostics.words import count_text, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import LabelEncoding


def message(problem: LabelEncoding, _finding: Finding) -> str:
    """`categorical_crossentropy takes one-hot labels (None, 10), and these are class numbers (None,). Use ...`"""
    if problem.given == "numbers":
        return (
            f"{problem.loss} takes one-hot labels {shape_text(problem.outputs)}, and these are class numbers "
            f"{shape_text(problem.labels)}. Use sparse_categorical_crossentropy, or "
            f"`to_categorical(y, {count_text(problem.outputs[-1])})`."
        )
    return (
        f"{problem.loss} takes class numbers, one for each output {shape_text(problem.outputs)}, and these labels are "
        f"one-hot {shape_text(problem.labels)}. Use categorical_crossentropy, or `y.argmax(axis=-1)`."
    )


CHECK = check_of_problem("SL501", "label-encoding", "error", LabelEncoding, message, take_the_other_loss)
