"""One program, both ways: traced under real Keras and analysed without running it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.traced.comparison import Verdict, judge
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


@dataclass(frozen=True, slots=True)
class Measured:
    """One program: its calls of layers, models and inputs, its operations apart, and what is reported on it.

    Where a program runs through, every error reported on it is a false one.
    """

    traced: Traced
    calls: tuple[Judged, ...]
    operations: tuple[Judged, ...]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float


def measure(traced: Traced, packages: tuple[str, ...] = (), *, from_main: bool = False) -> Measured:
    """Analyse every file of a traced program and judge what is said of it.

    Each file is read by itself, as an editor reads it; with `from_main`, the calls are judged by what reading the main
    file says of all. `packages` are folders that hold installed packages, beside those of this interpreter.
    """
    judged: list[Judged] = []
    reports: list[tuple[str, str]] = []
    begun = time.perf_counter()
    everywhere = sites_by_file(traced.program, search_path(str(traced.program), packages)) if from_main else {}
    for path in sorted({call.path for call in traced.calls} | {str(traced.program)}):
        text = Path(path).read_text(encoding="utf-8")
        lines = text.split("\n")
        analysis = analyze(text, path, search=search_path(path, packages))
        sites = everywhere.get(path, []) if from_main else analysis.sites
        judged += judge_file((call for call in traced.calls if call.path == path), sites, lines)
        for report in diagnose(analysis, None, lines):
            reports.append((report.severity, f"{Path(path).name}:{report.span.line}: {report.code} {report.message}"))
    runs = traced.error is None
    return Measured(
        traced,
        tuple(item for item in judged if item.call.kind in LAYER_KINDS),
        tuple(item for item in judged if item.call.kind not in LAYER_KINDS),
        tuple(message for severity, message in reports if severity == "error" and runs),
        tuple(message for severity, message in reports if severity != "error" or not runs),
        time.perf_counter() - begun,
    )


def search_path(path: str, packages: tuple[str, ...]) -> SearchPath:
    """Where a file's imports are read: its project, then the packages of this interpreter and those given."""
    search = search_for(path, sys.executable)
    return replace(search, installed=(*search.installed, *packages))


def judge_file(calls: Iterable[TracedCall], found: Iterable[Site], lines: list[str]) -> Iterator[Judged]:
    sites = {(s.span.line, s.span.column, s.span.end_line, s.span.end_column): s for s in found}
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
