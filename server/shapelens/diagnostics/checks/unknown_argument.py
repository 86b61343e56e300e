"""SL301: a keyword that the layer does not have."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.arguments import swap_or_rename
from shapelens.environments.versions import version_text
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import UnknownArgument


def message(problem: UnknownArgument, finding: Finding) -> str:
    """`Conv2D has no argument `filter`. Did you mean `filters`?`"""
    if problem.added is not None:
        first = version_text(problem.added)
        return (
            f"`{problem.argument}` of {finding.layer} came with Keras {first}, and this program is for an earlier one. "
            f"Remove it, or ask for `keras>={first}`."
        )
    fact = f"{finding.layer} has no argument `{problem.argument}`."
    if problem.suggestion is None:
        return f"{fact} Remove it, or look its name up in the documentation of {finding.layer}."
    return f"{fact} Did you mean `{problem.suggestion}`?"


CHECK = check_of_problem("SL301", "unknown-argument", "error", UnknownArgument, message, swap_or_rename)
