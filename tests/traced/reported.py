"""What became of the statement that an error is reported on, when the program really ran.

- **false**: it came to its end, or what it raised was caught and the program went on;
- **true**: it is one of those that the exception passed through which ended the program, or the error names one as
  related (Keras mostly raises at `fit` what was decided in a layer far above);
- **not reached**: it never ran, which says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tests.traced.truth import Ran, Traced

from shapelens.diagnostics.diagnostic import Diagnostic, Severity
from shapelens.syntax.spans import Span

Outcome: TypeAlias = Literal["false", "true", "not reached"]


@dataclass(frozen=True, slots=True)
class Reported:
    """One diagnostic, and what running says of it."""

    path: str
    line: int
    code: str
    severity: Severity
    message: str
    outcome: Outcome

    def __str__(self) -> str:
        return f"{self.path.rsplit('/', 1)[-1]}:{self.line}: {self.code} {self.message}"


def judge_report(report: Diagnostic, path: str, traced: Traced) -> Reported:
    spans = [(path, report.span), *((place.path or path, place.span) for place in report.related)]
    outcome: Outcome = judge_span(report.span, path, traced)
    if any(is_on_the_way(span, file, traced) for file, span in spans):
        outcome = "true"
    return Reported(path, report.span.line, report.code, report.severity, report.message, outcome)


def judge_span(span: Span, path: str, traced: Traced) -> Outcome:
    statement = innermost(span, path, traced.statements)
    if statement is None or not statement.begun:
        return "not reached"
    calls = (call for file, call in traced.unreturned if file == path and statement.span.contains(call))
    # a call that never returned in a statement that ended stands in an arm that was not taken
    return "not reached" if statement.ended and any(call.contains(span) for call in calls) else "false"


def is_on_the_way(span: Span, path: str, traced: Traced) -> bool:
    """Whether the exception that ended the program passed through the statement."""
    statement = innermost(span, path, traced.statements)
    if statement is None:
        return False
    return any(
        file == path and statement == innermost_at(line, path, traced.statements) for file, line in traced.failed
    )


def innermost(span: Span, path: str, among: Iterable[Ran]) -> Ran | None:
    """The smallest of those around a span."""
    return smallest(ran for ran in among if ran.path == path and ran.span.contains(span))


def innermost_at(line: int, path: str, among: Iterable[Ran]) -> Ran | None:
    return smallest(ran for ran in among if ran.path == path and ran.span.line <= line <= ran.span.end_line)


def smallest(around: Iterable[Ran]) -> Ran | None:
    def place(ran: Ran) -> tuple[int, int, int, int]:
        span = ran.span
        return span.line, span.column, -span.end_line, -span.end_column

    return max(around, key=place, default=None)
