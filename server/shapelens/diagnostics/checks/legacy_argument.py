"""SL601: arguments spelled as before Keras 3, which rejects them."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.legacy import write_as_today
from shapelens.diagnostics.words import legacy_advice, listed
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import LegacyArgument
from shapelens.layers.legacy.translate import Removed


def message(problem: LegacyArgument, finding: Finding) -> str:
    """``border_mode` of Conv2D is spelled as before Keras 3, which rejects it. Write padding='same' instead.`"""
    names = listed([f"`{name}`" for name in problem.arguments])
    where = f" of {finding.layer}" if finding.layer else ""
    verb, them = ("is", "it") if len(problem.arguments) == 1 else ("are", "them")
    gone = [change.source for change in problem.changes if isinstance(change, Removed)]
    advice = legacy_advice(listed(problem.today), problem.advice, [f"`{name}`" for name in gone])
    return f"{names}{where} {verb} spelled as before Keras 3, which rejects {them}. {advice}"


CHECK = check_of_problem("SL601", "legacy-argument", "error", LegacyArgument, message, write_as_today, ("SL305",))
