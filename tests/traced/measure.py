"""One program, both ways: traced under real Keras and analysed without running it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.traced.comparison import Verdict, is_exact, is_ranked, judge
from tests.traced.reported import Outcome, Reported, judge_report
from tests.traced.truth import Traced, TracedCall
from tests.traced.whole_program import sites_by_file

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.words import reason_text
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Observation, Site
from shapelens.interpreter.machine.module_search import SearchPath, search_for
from shapelens.shapes.formatting import JsonShape, json_shape
from shapelens.shapes.tensors import Structure, Tensor, first_unknown, leaves
from shapelens.shapes.unknown import Unknown

LAYER_KINDS = ("layer", "model", "input")
NOT_SEEN = "the interpreter never came to this call"


@dataclass(frozen=True, slots=True)
class Judged:
    """One call of the program with its verdict, what was inferred for it, and why what is unknown is unknown."""

    call: TracedCall
    verdict: Verdict
    inferred: tuple[JsonShape, ...]
    reason: str
    source: str

    @property
    def is_exact(self) -> bool:
        return is_exact(self.inferred, self.call)

    @property
    def is_ranked(self) -> bool:
        return is_ranked(self.inferred)


@dataclass(frozen=True, slots=True)
class Measured:
    """One program: its calls of layers, models and inputs, its operations apart, what is reported on it, and how many
    statements were given up for want of budget."""

    traced: Traced
    calls: tuple[Judged, ...]
    operations: tuple[Judged, ...]
    reports: tuple[Reported, ...]
    cut: int
    seconds: float

    def errors(self, outcome: Outcome = "false") -> tuple[Reported, ...]:
        """The errors reported whose statements fared so; those that ran are false."""
        return tuple(found for found in self.reports if found.severity == "error" and found.outcome == outcome)

    @property
    def warnings(self) -> tuple[Reported, ...]:
        return tuple(found for found in self.reports if found.severity != "error")


def measure(traced: Traced, packages: tuple[str, ...] = (), *, from_main: bool = False) -> Measured:
    """Analyse every file of a traced program and judge what is said of it.

    Each file is read by itself, as an editor reads it; with `from_main`, the calls are judged by what reading the main
    file says of all. `packages` are folders that hold installed packages, beside those of this interpreter.
    """
    judged: list[Judged] = []
    reports: list[Reported] = []
    cut = 0
    begun = time.perf_counter()
    everywhere = sites_by_file(traced.program, search_path(str(traced.program), packages)) if from_main else {}
    for path in traced.files:
        text = Path(path).read_text(encoding="utf-8")
        lines = text.split("\n")
        analysis = analyze(text, path, search=search_path(path, packages))
        sites = everywhere.get(path, []) if from_main else analysis.sites
        judged += judge_file((call for call in traced.calls if call.path == path), sites, lines)
        reports += [judge_report(report, path, traced) for report in diagnose(analysis, None, lines)]
        cut += len(analysis.limits.cut)
    return Measured(
        traced,
        tuple(item for item in judged if item.call.kind in LAYER_KINDS),
        tuple(item for item in judged if item.call.kind not in LAYER_KINDS),
        tuple(reports),
        cut,
        time.perf_counter() - begun,
    )


def search_path(path: str, packages: tuple[str, ...]) -> SearchPath:
    """Where a file's imports are read: its project, then the packages of this interpreter and those given."""
    search = search_for(path, sys.executable)
    return replace(search, installed=(*search.installed, *packages))


def judge_file(calls: Iterable[TracedCall], found: Iterable[Site], lines: list[str]) -> Iterator[Judged]:
    sites = {(s.span.line, s.span.column, s.span.end_line, s.span.end_column): s for s in found if s.kind != "made"}
    for call in calls:
        site = sites.get((call.line, call.column, call.end_line, call.end_column))
        inferred = shapes_of([] if site is None else site.observations)
        verdict = judge(inferred, call)
        if site is not None and verdict == "wrong":
            # what a function gives with its defaults is no claim about callers in other files
            inferred = shapes_of([seen for seen in site.observations if not is_assumed(seen, lines)])
            verdict = judge(inferred, call)
        yield Judged(call, verdict, inferred, why_unknown(site), lines[call.line - 1].strip())


def shapes_of(observations: Iterable[Observation]) -> tuple[JsonShape, ...]:
    return tuple(json_shape(output) for output in dict.fromkeys(seen.output for seen in observations))


def is_assumed(observation: Observation, lines: list[str]) -> bool:
    """Whether nothing in the file led there: a function that it never calls, evaluated with its defaults."""
    if not observation.path:
        return False
    return lines[observation.path[0].call.line - 1].lstrip().startswith(("def ", "async def ", "class "))


def why_unknown(site: Site | None) -> str:
    if site is None or not site.outputs:
        return NOT_SEEN
    found = (reason for output in site.outputs for leaf in leaves(output) for reason in reasons(leaf))
    return next((reason_text(reason) for reason in found), "")


def reasons(leaf: Tensor | Unknown | Structure) -> Iterator[Unknown]:
    if isinstance(leaf, Unknown):
        yield leaf
    elif isinstance(leaf, Tensor):
        unknown = first_unknown(leaf.shape)
        if unknown is not None:
            yield unknown
