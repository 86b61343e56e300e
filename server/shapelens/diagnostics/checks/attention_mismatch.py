"""SL211: queries, keys and values that attention cannot bring together; Keras fails when the model runs."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.joins import bring_to_one_width
from shapelens.diagnostics.words import count_text, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import AttentionMismatch


def message(problem: AttentionMismatch, finding: Finding) -> str:
    """`Attention compares queries (None, 12, 32) with keys (None, 60, 64): 32 against 64 on the last axis. ...`"""
    query, value, key = (shape_text(shape) for shape in (problem.query, problem.value, problem.key))
    if problem.what == "axes":
        return (
            f"{finding.layer} takes sequences (batch, steps, features), and gets queries {query} and values {value}. "
            "Give both an axis of steps: Reshape, RepeatVector, or return_sequences=True before it."
        )
    if problem.what == "positions":
        return (
            f"{finding.layer} has a score for every key, and needs as many values: keys {key} and values {value}. "
            "Both must have the same steps."
        )
    sizes = f"{count_text(problem.query[-1])} against {count_text(problem.key[-1])} on the last axis"
    return (
        f"{finding.layer} compares queries {query} with keys {key}: {sizes}. "
        "Keras builds the model, and fails when it runs. Bring both to one width, with a Dense for instance."
    )


CHECK = check_of_problem("SL211", "attention-mismatch", "error", AttentionMismatch, message, bring_to_one_width)
