"""A broken program after the first fix of its first error, and of what the repair lets be seen, a few times."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mistakes.corpus import PAIRS

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.diagnostics.fixes.offer import Repair
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.module_search import search_for
from shapelens.syntax.edits.edit import apply_edits

MAX_FIXES = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A broken program, and where it is."""

    name: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """What the fixes made of a program: `code` is that of its first error (empty where none is found), `titles` are
    the fixes that were made, `text` is the program after them."""

    case: Case
    code: str
    titles: tuple[str, ...]
    text: str


def corpus() -> tuple[Case, ...]:
    """The programs of tests/mistakes that real Keras rejects."""
    return tuple(Case(pair.name, pair.broken.path, pair.broken.text) for pair in PAIRS if pair.severity == "error")


def folder(path: Path) -> tuple[Case, ...]:
    """The programs below a folder."""
    found = sorted(path.rglob("*.py"))
    return tuple(Case(str(each.relative_to(path)), str(each), each.read_text(encoding="utf-8")) for each in found)


def repair(case: Case) -> Repaired:
    """The program after its fixes."""
    search = search_for(case.path, sys.executable)

    def reanalyse(text: str) -> Analysis:
        return analyze(text, case.path, search=search)

    text, titles, code = case.text, [], ""
    for _ in range(MAX_FIXES):
        offers = Repair.of(text, reanalyse(text), reanalyse)
        fault = next(_errors(offers.program.analysis, text), None)
        if fault is None:
            break
        code = code or fault.code
        fix = next(iter(offers.offered(fault)), None)
        after = None if fix is None else apply_edits(text, fix.edits)
        if fix is None or after is None:
            break
        text = after
        titles.append(fix.title)
    return Repaired(case, code, tuple(titles), text)


def _errors(analysis: Analysis, text: str) -> Iterator[Diagnostic]:
    return (found for found in diagnose(analysis, lines=text.split("\n")) if found.severity == "error")
