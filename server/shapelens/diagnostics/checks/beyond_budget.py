"""SL102: a statement that takes more steps than the budget allows, or the end of the budget itself."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.words import budget_text
from shapelens.interpreter.domain.analysis import Analysis


def find(analysis: Analysis) -> Iterator[Report]:
    """One report on each statement that was given up, and one where nothing more was evaluated."""
    limits = analysis.limits
    budget = budget_text(limits.budget)
    for span in limits.cut:
        yield Report(
            span,
            f"Evaluating this takes more than {budget} can spare, so it is not followed to its end: "
            "what it changes is unknown from here on.",
        )
    if limits.ended is not None:
        yield Report(
            limits.ended,
            f"Here {budget} is spent: what follows is not evaluated, and has no shapes.",
        )


CHECK = Check("SL102", "beyond-budget", "information", find)
