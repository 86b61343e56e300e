"""`python -m benchmarks [--quick [--write]] [--only KEY ...]`: measure everything, and say what misses its goal.

A whole run writes docs/benchmarks.md and benchmarks/last.json; others print alone, but for a quick one with `--write`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from benchmarks.figures import FULL, QUICK, Figure, Scale, shown
from benchmarks.measures.check import measure_check
from benchmarks.measures.edits import measure_edits, measure_growth, measure_wide_edits
from benchmarks.measures.lines import measure_lines
from benchmarks.measures.memory import measure_memory
from benchmarks.measures.runs import measure_runs
from benchmarks.measures.start import measure_open, measure_start, measure_view
from benchmarks.measures.typing import measure_typing
from benchmarks.page import PAGE, regressions, run_of, write_last, write_page
from benchmarks.servers import absent_peers, write_peer_settings

Measure: TypeAlias = Callable[[Scale, Path], list[Figure]]

MEASURES: dict[str, Measure] = {
    "start": measure_start,
    "open": measure_open,
    "view": measure_view,
    "edits": measure_edits,
    "lines": measure_lines,
    "wide": measure_wide_edits,
    "growth": measure_growth,
    "typing": measure_typing,
    "runs": measure_runs,
    "memory": measure_memory,
    "check": measure_check,
}


def main(arguments: list[str]) -> int:
    """Never a failure for being slow: a busy machine is no defect."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few repetitions, and a part of Keras' source")
    parser.add_argument("--write", action="store_true", help="write the page of a quick run too")
    parser.add_argument("--only", nargs="+", choices=list(MEASURES), help="these alone; nothing is written")
    chosen = parser.parse_args(arguments)
    if absent_peers() and not chosen.only:
        print(f"not installed, and so left out: {', '.join(absent_peers())}", file=sys.stderr)
    figures: list[Figure] = []
    for name in chosen.only or MEASURES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place).resolve()
            write_peer_settings(folder)
            found = MEASURES[name](QUICK if chosen.quick else FULL, folder)
        figures += found
        for figure in found:
            print(line_of(figure), flush=True)
    for regression in regressions(figures):
        print(f"warning: worse than in the last run: {regression}", file=sys.stderr)
    if not chosen.only and (chosen.write or not chosen.quick):
        run = run_of(figures, "a quick run" if chosen.quick else "a whole run")
        write_page(run)
        write_last(run)
        print(f"wrote {PAGE}")
    return 0


def line_of(figure: Figure) -> str:
    mark = {None: " ", True: "✓", False: "✗"}[figure.holds]
    goal = f" (goal {figure.goal})" if figure.goal else ""
    return f"{mark} {figure.title}: {shown(figure.value)} {figure.unit}{goal}; {figure.detail}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
