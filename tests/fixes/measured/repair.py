"""A broken program after the first fix of its first error, and of what the repair lets be seen, a few times."""

from __future__ import annotations

import sys
from ast import dump, parse
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from tests.mistakes.corpus import BLAME, EXPECT, PAIRS

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
    """A broken program, and where it is; `twin` is the same program as a person repaired it, where there is one."""

    name: str
    path: str
    text: str
    twin: str = ""

    def touched(self) -> frozenset[int]:
        """The lines that the repair of the twin changed; where it put one in, those on either side."""
        ours, theirs = (
            [line.removesuffix(BLAME).rstrip() for line in text.split("\n") if not line.startswith(EXPECT)]
            for text in (self.text, self.twin)
        )
        first = 1 + self.text.startswith(EXPECT)
        found: set[int] = set()
        for kind, start, end, *_ in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if kind != "equal":
                found.update(range(start + first, end + first) if end > start else (start + first - 1, start + first))
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Repaired:
    """What the fixes made of a program: `code` is that of its first error (empty where none is found), which `blames` a
    line that the twin changed; `titles` are the fixes that were made, `text` is the program after them."""

    case: Case
    code: str
    titles: tuple[str, ...]
    text: str
    blames: bool = False

    @property
    def as_by_hand(self) -> bool:
        """It is what the person made of it, but for comments and layout."""
        return bool(self.case.twin) and dump(parse(self.text)) == dump(parse(self.case.twin))


def corpus() -> tuple[Case, ...]:
    """The programs of tests/mistakes that real Keras rejects."""
    pairs = (pair for pair in PAIRS if pair.severity == "error")
    return tuple(Case(pair.name, pair.broken.path, pair.broken.text, pair.repaired.text) for pair in pairs)


def folder(path: Path) -> tuple[Case, ...]:
    """The programs below a folder; their twins have the same names in the folder `fixed` beside it."""
    cases = []
    for each in sorted(path.rglob("*.py")):
        twin = path.parent / "fixed" / each.name
        repaired = twin.read_text(encoding="utf-8") if twin.is_file() else ""
        cases.append(Case(str(each.relative_to(path)), str(each), each.read_text(encoding="utf-8"), repaired))
    return tuple(cases)


def repair(case: Case) -> Repaired:
    """The program after its fixes."""
    search = search_for(case.path, sys.executable)

    def reanalyse(text: str) -> Analysis:
        return analyze(text, case.path, search=search)

    text, titles, code, blames = case.text, [], "", False
    for _ in range(MAX_FIXES):
        offers = Repair.of(text, reanalyse(text), reanalyse)
        fault = next(_errors(offers.program.analysis, text), None)
        if fault is None:
            break
        if not code:
            code = fault.code
            blames = not case.touched().isdisjoint(range(fault.span.line, fault.span.end_line + 1))
        fix = next(iter(offers.offered(fault)), None)
        after = None if fix is None else apply_edits(text, fix.edits)
        if fix is None or after is None:
            break
        text = after
        titles.append(fix.title)
    return Repaired(case, code, tuple(titles), text, blames)


def _errors(analysis: Analysis, text: str) -> Iterator[Diagnostic]:
    return (found for found in diagnose(analysis, lines=text.split("\n")) if found.severity == "error")
