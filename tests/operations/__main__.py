"""`python -m tests.operations --cases 200`: every operation's rule against the real libraries, as one table."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.operations.compare import WRONG, Tally, compare
from tests.operations.outcomes import Verdict
from tests.operations.report import format_report

from shapelens.layers.operations import all_operations

REPORT = Path(__file__).resolve().parents[2] / "docs" / "operations-fidelity.md"
COLUMNS = (Verdict.AGREED, Verdict.NO_DTYPE, Verdict.DTYPE_REFUSED, Verdict.UNKNOWN, Verdict.EXCUSED, *WRONG)


def main(arguments: list[str] | None = None) -> int:
    """Compare and print, write docs/operations-fidelity.md (where all were compared); 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.operations", description=__doc__)
    parser.add_argument("paths", nargs="*", help="operations whose path contains one of these (all unless named)")
    parser.add_argument("--cases", type=int, default=200, help="cases per operation")
    parser.add_argument("--start", type=int, default=0, help="number of the first case")
    parser.add_argument("--show", type=int, default=3, help="wrong cases to list per operation")
    parser.add_argument("--wrong", action="store_true", help="list only operations with something wrong")
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    total = Tally("total")
    tallies: list[tuple[str, Tally]] = []
    print(f"{'operation':44} {'accepted':>9}" + "".join(f"{verdict.value:>14}" for verdict in COLUMNS))
    for entry in all_operations():
        if entry.unruled:
            continue
        if options.paths and not any(part in path for part in options.paths for path in entry.declaration.paths):
            continue
        tally = compare(entry, range(options.start, options.start + options.cases))
        tallies.append((entry.family, tally))
        total.counts.update(tally.counts)
        total.accepted += tally.accepted
        if tally.wrong or not options.wrong:
            _print_row(tally)
        for number, how, case, ours, real in tally.wrong[: options.show]:
            print(f"    {number} [{how}] {case}\n        ours {ours}\n        real {real}")
    _print_row(total)
    seconds = time.monotonic() - begun
    print(f"{seconds:.0f} s")
    if not options.paths:
        REPORT.write_text(format_report(tallies, options.cases, seconds), encoding="utf-8")
    return 1 if any(total.counts[verdict] for verdict in WRONG) else 0


def _print_row(tally: Tally) -> None:
    counts = "".join(f"{tally.counts[verdict]:>14}" for verdict in COLUMNS)
    print(f"{tally.path:44} {tally.accepted:>9}{counts}", flush=True)


sys.exit(main())
