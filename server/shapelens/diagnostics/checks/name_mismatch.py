"""SL412: a dict whose keys are not the names of the inputs or outputs."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import rename_the_keys
from shapelens.diagnostics.words import listed
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import NameMismatch


def message(problem: NameMismatch, _finding: Finding) -> str:
    """`The inputs are called `words` and `meta`, and the dict for `fit` has `words` and `other`. ...`"""
    expected = listed([f"`{name}`" for name in problem.expected])
    given = listed([f"`{name}`" for name in problem.given])
    several = len(problem.expected) > 1
    called = f"The {problem.what}{'s' if several else ''} of the model {'are' if several else 'is'} called {expected}"
    advice = "Rename the keys, or the layers (`name=`)."
    return f"{called}, and the dict for `{problem.source}` has {given}. {advice}"


CHECK = check_of_problem("SL412", "name-mismatch", "error", NameMismatch, message, rename_the_keys)
