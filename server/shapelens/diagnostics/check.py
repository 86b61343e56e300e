"""What a check is: a code, a name, a severity, and a function that reports its faults in an analysis.

Most checks put one type of problem into words (`check_of_problem`); a few look over the whole analysis (`Check`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from shapelens.diagnostics.diagnostic import Diagnostic, Fix, RelatedPlace, Severity
from shapelens.diagnostics.fixes.program import Program
from shapelens.diagnostics.words import related_text, spoken
from shapelens.interpreter.domain.analysis import Analysis, Finding
from shapelens.interpreter.domain.problems import DisconnectedGraph, InputMismatch, WrongInputCount
from shapelens.shapes.formatting import format_shape
from shapelens.shapes.tensors import Tensor
from shapelens.syntax.spans import Span

ProblemType = TypeVar("ProblemType")


@dataclass(frozen=True, slots=True)
class Report:
    """One fault in words; the check it comes from adds code, name and severity."""

    span: Span
    message: str
    related: tuple[RelatedPlace, ...] = ()
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One code; `name` is what the user reads beside it, `severity` holds unless settings say otherwise.

    `problem` is the type of problem that it puts into words, where it is made for one. `propose` gives the fixes that
    may be worth a try, the most natural one first; which of them are offered, `fixes.offer` decides. `former` are codes
    that it had before, which settings and comments may still name.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[[Analysis], Iterable[Report]]
    problem: type | None = None
    propose: Callable[[Diagnostic, Program], Iterable[Fix | None]] | None = None
    former: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Its code, and those that it had before."""
        return (self.code, *self.former)


def check_of_problem(
    code: str,
    name: str,
    severity: Severity,
    problem: type[ProblemType],
    message: Callable[[ProblemType, Finding], str],
    fixes: Callable[[ProblemType, Finding, Program], Iterable[Fix | None]] | None = None,
    former: tuple[str, ...] = (),
) -> Check:
    """A check that gives the words for one type of problem; places and call paths are added alike for all."""

    def find(analysis: Analysis) -> Iterator[Report]:
        for finding in (*analysis.findings, *analysis.remarks):
            if isinstance(finding.problem, problem):
                words = message(finding.problem, _spoken(finding))
                yield Report(finding.span, words, related_places(finding, analysis), finding)

    def propose(diagnostic: Diagnostic, program: Program) -> Iterable[Fix | None]:
        finding = diagnostic.finding
        if fixes is None or finding is None or not isinstance(finding.problem, problem):
            return ()
        return fixes(finding.problem, finding, program)

    return Check(code, name, severity, find, problem, propose, former)


def _spoken(finding: Finding) -> Finding:
    """Operations are named as code; models have names of their own."""
    of_model = isinstance(finding.problem, (InputMismatch, WrongInputCount, DisconnectedGraph))
    return finding if of_model else replace(finding, layer=spoken(finding.layer))


def related_places(finding: Finding, analysis: Analysis) -> tuple[RelatedPlace, ...]:
    """Where the input comes from, the places that a finding names, and the calls that led there."""
    places = [*origin_in_sequential(finding, analysis)]
    others = (place for place in finding.related if place.span != finding.span or place.path is not None)
    places += [RelatedPlace(place.span, related_text(place), place.path) for place in others]
    site = finding.site
    told = any(place.span == site for place in finding.related)
    if site is not None and not told and not site.contains(finding.span) and not finding.span.contains(site):
        of_model = isinstance(finding.problem, (InputMismatch, WrongInputCount))
        places.append(RelatedPlace(site, "the model is made here" if of_model else "it fails in this call"))
    places += [RelatedPlace(frame.call, f"in {frame.function}, called here") for frame in finding.path]
    return tuple(places)


def origin_in_sequential(finding: Finding, analysis: Analysis) -> Iterator[RelatedPlace]:
    """The layer before the one to blame, in the list of its model, where its output is what arrived."""
    if not isinstance(finding.inputs, Tensor):
        return
    for model in analysis.models:
        for before, layer in pairwise(model.layers if model.kind == "sequential" else ()):
            named = before.span.contains(finding.span)
            if layer.span in (finding.span, finding.site) and before.output == finding.inputs and not named:
                shape = format_shape(finding.inputs.shape)
                yield RelatedPlace(before.span, f"the input {shape} comes from this {before.layer}")
                return
