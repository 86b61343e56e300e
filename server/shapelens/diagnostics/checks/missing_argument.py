"""SL302: a required argument was not given."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.arguments import give_what_is_missing
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import MissingArgument


def message(problem: MissingArgument, finding: Finding) -> str:
    """`Conv2D needs the argument `kernel_size`. Add kernel_size=... to this call.`"""
    return (
        f"{finding.layer} needs the argument `{problem.missing}`, which has no default. "
        f"Add {problem.missing}=... to this call."
    )


CHECK = check_of_problem("SL302", "missing-argument", "error", MissingArgument, message, give_what_is_missing)
