"""`python -m tests.symbolic --programs 3000`: expressions with numbers put in, against real Keras at those numbers."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.fidelity.real_keras import keras
from tests.symbolic.compare import Tally, compare, compare_runs
from tests.symbolic.report import format_figures, format_report

REPORT = Path(__file__).resolve().parents[2] / "docs" / "symbolic.md"
SIZES = 5


def main() -> int:
    """Compare, print the figures, write docs/symbolic.md; 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.symbolic", description=__doc__)
    parser.add_argument("--programs", type=int, default=3000)
    parser.add_argument("--start", type=int, default=0, help="number of the first program")
    parser.add_argument("--show", type=int, default=10, help="differences to print")
    options = parser.parse_args()
    begun, tally = time.monotonic(), Tally()
    for number in range(options.start, options.start + options.programs):
        compare(number, SIZES, tally)
        if number % 10 == 0:
            compare_runs(number, SIZES, tally)
        if number % 100 == 0:
            keras.utils.clear_session()
            print(f"{tally.programs} programs, {len(tally.differing)} differences", file=sys.stderr, flush=True)
    for label, count in format_figures(tally):
        print(f"{label:<45}{count:>9,}")
    print(f"{time.monotonic() - begun:.0f} s")
    for difference in [*tally.differing[: options.show], *tally.empty[: options.show]]:
        print(f"\n{difference}")
    if options.start == 0:
        REPORT.write_text(format_report(tally), encoding="utf-8")
    return 1 if tally.differing else 0


sys.exit(main())
