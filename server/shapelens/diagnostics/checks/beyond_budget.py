"""SL102: a statement that takes more steps than the budget allows."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.words import budget_text
from shapelens.interpreter.domain.analysis import Analysis


def find(analysis: Analysis) -> Iterator[Report]:
    """One report on each statement that was given up."""
    limits = analysis.limits
    budget = budget_text(limits.budget)
    for span in limits.cut:
        yield Report(
            span,
            f"Evaluating this takes more than {budget} can spare, so it is not followed to its end: "
            "what it changes is unknown from here on.",
        )


CHECK = Check("SL102", "beyond-budget", "information", find)
