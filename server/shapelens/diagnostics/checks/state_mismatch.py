"""SL210: initial states that the cell of a recurrent layer cannot read; Keras fails when the model runs."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.joins import give_fitting_states
from shapelens.diagnostics.words import count_text, plural, shape_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import StateMismatch


def message(problem: StateMismatch, finding: Finding) -> str:
    """`LSTM begins with 2 states of (None, 128), and gets (None, 50, 128). ...`"""
    wanted = f"{plural(problem.count, 'state')} of (None, {count_text(problem.units)})"
    if problem.state_shape is None:
        return f"{finding.layer} begins with {wanted}, and gets {problem.given}. Give it {wanted}."
    shape = problem.state_shape
    advice = (
        "These are outputs for every step: take the states that return_state=True gives."
        if len(shape) == 3
        else f"Give it states of {count_text(problem.units)} units, or the layer another `units`."
    )
    return f"{finding.layer} begins with {wanted}, and gets {shape_text(shape)}. {advice}"


CHECK = check_of_problem("SL210", "state-mismatch", "error", StateMismatch, message, give_fitting_states)
