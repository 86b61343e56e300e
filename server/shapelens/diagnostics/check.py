"""What a check is: a code, a name, a severity, and a function that reports its faults in an analysis.

Most checks put one type of problem into words (`check_of_problem`); a few look over the whole analysis (`Check`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from shapelens.diagnostics.diagnostic import Fix, RelatedPlace, Severity
from shapelens.interpreter.analysis import Analysis, Finding
from shapelens.interpreter.problems import InputMismatch, WrongInputCount
from shapelens.syntax.spans import Span

ProblemType = TypeVar("ProblemType")


@dataclass(frozen=True, slots=True)
class Report:
    """One fault in words; the check it comes from adds code, name and severity."""

    span: Span
    message: str
    related: tuple[RelatedPlace, ...] = ()
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One code; `name` is what a person reads beside it, `severity` holds unless settings say otherwise."""

    code: str
    name: str
    severity: Severity
    find: Callable[[Analysis], Iterable[Report]]


def check_of_problem(
    code: str,
    name: str,
    severity: Severity,
    problem: type[ProblemType],
    message: Callable[[ProblemType, Finding], str],
) -> Check:
    """A check that gives the words for one type of problem; places and call paths are added alike for all."""

    def find(analysis: Analysis) -> Iterator[Report]:
        for finding in analysis.findings:
            if isinstance(finding.problem, problem):
                yield Report(finding.span, message(finding.problem, finding), related_places(finding))

    return Check(code, name, severity, find)


def related_places(finding: Finding) -> tuple[RelatedPlace, ...]:
    """The places that a finding names, the other call that takes part, and the calls that led there."""
    places = [RelatedPlace(place.span, place.message, place.path) for place in finding.related]
    site = finding.site
    if site is not None and not site.contains(finding.span) and not finding.span.contains(site):
        of_model = isinstance(finding.problem, (InputMismatch, WrongInputCount))
        places.append(RelatedPlace(site, "the model is made here" if of_model else "it fails in this call"))
    places += [RelatedPlace(frame.call, f"in {frame.function}, called here") for frame in finding.path]
    return tuple(places)
