"""SL603: names of Keras that Keras 3 does not export, where they are imported or read from a module."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.gone_names import write_names_of_today
from shapelens.diagnostics.words import legacy_advice, listed
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import GoneNames


def message(problem: GoneNames, _finding: Finding) -> str:
    """``keras.backend.mean` is gone from Keras 3. Write keras.ops.mean instead.`"""
    names = listed([f"`{path}`" for path, _ in problem.names])
    verb = "is" if len(problem.names) == 1 else "are"
    today = listed(list(dict.fromkeys(gone.today for _, gone in problem.names if gone.today)))
    advice = tuple(dict.fromkeys(gone.advice for _, gone in problem.names if gone.advice))
    words = legacy_advice(today, advice) if today or advice else "It is written in another way today."
    return f"{names} {verb} gone from Keras 3. {words}"


CHECK = check_of_problem("SL603", "gone-names", "error", GoneNames, message, write_names_of_today)
