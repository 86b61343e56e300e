"""Every file of a package, read without running anything: does it parse, does the analysis end, what is reported."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from tests.traced.ecosystem.packages import Package
from tests.traced.measure import search_path

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.shapes.formatting import is_wholly_unknown


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a package gave: the files that failed, the errors reported, the seconds of the slowest file."""

    files: int
    lines: int
    unread: int
    crashes: tuple[str, ...]
    errors: tuple[str, ...]
    calls: int
    calls_shown: int
    slowest: float


def read_package(package: Package, folders: tuple[str, ...]) -> Reading:
    lines = unread = calls = shown = 0
    crashes: list[str] = []
    errors: list[str] = []
    slowest = 0.0
    for path in package.files:
        text = path.read_text(encoding="utf-8", errors="replace")
        lines += text.count("\n")
        place = path.relative_to(package.folder)
        begun = time.perf_counter()
        try:
            analysis = analyze(text, str(path), search=search_path(str(path), folders), strict=True)
        except Exception as error:  # a defect of ours: counted, and the other files still read
            crashes.append(f"{place}: {type(error).__name__}: {error}")
            continue
        finally:
            slowest = max(slowest, time.perf_counter() - begun)
        unread += len(analysis.unread)
        calls += len(analysis.calls)
        shown += sum(not all(map(is_wholly_unknown, site.outputs)) for site in analysis.calls)
        errors += error_lines(analysis, place, text)
    return Reading(len(package.files), lines, unread, tuple(crashes), tuple(errors), calls, shown, slowest)


def error_lines(analysis: Analysis, place: Path, text: str) -> list[str]:
    reports = diagnose(analysis, None, text.split("\n"))
    return [
        f"{place}:{found.span.line}: {found.code} {found.message}" for found in reports if found.severity == "error"
    ]
