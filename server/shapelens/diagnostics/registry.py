"""Every check, in order of its code. A new one is a file in `checks/` and its line here."""

from __future__ import annotations

from shapelens.diagnostics.check import Check
from shapelens.diagnostics.checks import (
    axis_mismatch,
    concatenate_mismatch,
    disconnected_graph,
    invalid_argument,
    join_condition,
    legacy_argument,
    merge_mismatch,
    missing_argument,
    model_input_count,
    model_input_mismatch,
    never_joins,
    not_a_tensor,
    overlapping_pool,
    rank_mismatch,
    reshape_count,
    size_not_positive,
    too_many_arguments,
    undefined_axis,
    unknown_argument,
    unread_lines,
    wrong_inputs,
)

CHECKS: tuple[Check, ...] = (
    unread_lines.CHECK,
    size_not_positive.CHECK,
    rank_mismatch.CHECK,
    axis_mismatch.CHECK,
    undefined_axis.CHECK,
    merge_mismatch.CHECK,
    concatenate_mismatch.CHECK,
    reshape_count.CHECK,
    wrong_inputs.CHECK,
    never_joins.CHECK,
    unknown_argument.CHECK,
    missing_argument.CHECK,
    invalid_argument.CHECK,
    too_many_arguments.CHECK,
    legacy_argument.CHECK,
    model_input_mismatch.CHECK,
    model_input_count.CHECK,
    disconnected_graph.CHECK,
    not_a_tensor.CHECK,
    overlapping_pool.CHECK,
    join_condition.CHECK,
)


def find_check(code: str) -> Check | None:
    """The check of a code, if there is one."""
    return next((check for check in CHECKS if check.code == code), None)
