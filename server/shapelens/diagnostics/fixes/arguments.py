"""Fixes of the arguments of a call: another name, one fewer."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.check import Report
from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.analysis import Finding
from shapelens.layers.problems import TooManyArguments, UnknownArgument, WrongInputs
from shapelens.syntax.spans import Span


def take_another_name(problem: UnknownArgument, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`Conv2D(filter=32)`: the name that is nearest; else, or if it was never meant, none."""
    call = program.constructor(finding)
    if call is None:
        return
    if problem.suggestion is not None:
        yield fix(f"Change to `{problem.suggestion}`", call.rename(problem.argument, problem.suggestion))
    yield fix(f"Remove `{problem.argument}`", call.remove(problem.argument))


def give_it_once(problem: TooManyArguments, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """An argument that is given by its position and by its name: one of the two."""
    call = program.constructor(finding)
    if call is not None and problem.twice is not None:
        yield fix(f"Remove `{problem.twice}=`", call.remove(problem.twice))


def write_one_list(_problem: WrongInputs, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`Add()(a, b)`: both as one list."""
    call = program.failing_call(finding)
    first = None if call is None else call.positional(0)
    last = None if call is None else call.positional(call.positional_count - 1)
    if call is None or first is None or last is None or call.positional_count < 2:
        return
    inputs = Span(first.span.line, first.span.column, last.span.end_line, last.span.end_column)
    yield fix("Write the inputs as one list", program.source.wrapping(inputs, "[", "]"))


def leave_out_strides(report: Report, program: Program) -> Iterator[Fix | None]:
    """A pool whose strides are its size."""
    call = program.call_at(report.span)
    if call is not None:
        yield fix("Remove `strides`", (program.call_at(call.function) or call).remove("strides"))
