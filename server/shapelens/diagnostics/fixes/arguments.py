"""Fixes of the arguments of a call: another name, one fewer."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.analysis import Finding
from shapelens.layers.problems import UnknownArgument


def take_another_name(problem: UnknownArgument, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`Conv2D(filter=32)`: the name that is nearest; else, or if it was never meant, none."""
    call = program.constructor(finding)
    if call is None:
        return
    if problem.suggestion is not None:
        yield fix(f"Change to `{problem.suggestion}`", call.rename(problem.argument, problem.suggestion))
    yield fix(f"Remove `{problem.argument}`", call.remove(problem.argument))
