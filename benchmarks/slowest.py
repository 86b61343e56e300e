"""`python -m benchmarks.slowest [PATH ...] [--most N]`: what each program costs, beside parsing it with LibCST.

Without a path: the programs of the tests and the examples. The goal is GOAL parses and a constant for a file, and no
statement that the budget cuts. Times are processor time of a first analysis, without what Keras' source costs to read.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import libcst as cst

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine.module_search import search_for
from shapelens.syntax.parse import lower_text

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = (ROOT / "tests/traced/programs", ROOT / "tests/mistakes/programs", ROOT / "examples")
GOAL = 4
CONSTANT = 0.3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one file takes, in seconds and steps; `cut` counts the statements that were given up."""

    path: Path
    parse: float
    analysis: float
    steps: int
    cut: int

    @property
    def excess(self) -> float:
        """The seconds past the goal; negative where it is met."""
        return self.analysis - GOAL * self.parse - CONSTANT


def main(arguments: list[str]) -> int:
    """1 where a file misses the goal or is cut."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slowest", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=PROGRAMS)
    parser.add_argument("--most", type=int, default=20, help="so many files are listed")
    chosen = parser.parse_args(arguments)
    costs = sorted(map(cost_of, files_in(chosen.paths)), key=lambda cost: -cost.excess)
    for cost in costs[: chosen.most]:
        print(line_of(cost))
    missed, cut = sum(cost.excess > 0 for cost in costs), sum(cost.cut for cost in costs)
    print(f"{len(costs)} files: {missed} past {GOAL} parses + {CONSTANT} s, {cut} statements cut")
    return int(bool(missed or cut))


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of Python at some paths."""
    for path in paths:
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def cost_of(path: Path) -> Cost:
    """Parse a file, then analyse it; what is kept by text of other files is not used."""
    text = path.read_text(encoding="utf-8")
    search = search_for(str(path), sys.executable)
    begun = time.process_time()
    with suppress(cst.ParserSyntaxError):
        cst.parse_module(text)
    parsed = time.process_time()
    lower_text.cache_clear()
    analysis = analyze(text, str(path), search=search)
    ended = time.process_time()
    return Cost(path, parsed - begun, ended - parsed, analysis.steps, len(analysis.limits.cut))


def line_of(cost: Cost) -> str:
    """One line of the list."""
    path = cost.path.resolve()
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    times = f"{cost.analysis:7.2f} s  {cost.analysis / max(cost.parse, 1e-9):6.1f} parses"
    return f"{times}  {cost.steps:8,} steps  {cost.cut} cut  {name}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
