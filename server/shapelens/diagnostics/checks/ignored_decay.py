"""SL607, on demand: the decay of an optimizer, which Keras 3 warns of and leaves out of account."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.migration import schedule_decay
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import IgnoredDecay


def message(_problem: IgnoredDecay, _finding: Finding) -> str:
    """What Keras does, and what says the same."""
    return (
        "Keras 3 ignores `decay`, and the learning rate stays as it is. "
        "Write learning_rate=InverseTimeDecay(rate, 1, decay), which decays as Keras 2 did."
    )


CHECK = check_of_problem("SL607", "ignored-decay", "information", IgnoredDecay, message, schedule_decay)
