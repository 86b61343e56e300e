"""`python -m tests.fidelity --cases 500`: every layer's rule against real Keras, as one table."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.fidelity.compare import compare
from tests.fidelity.differences import NOT_COMPARED
from tests.fidelity.report import format_report, format_table

from shapelens.layers.framework.registry import all_layers, find_layer

REPORT = Path(__file__).resolve().parents[2] / "docs" / "fidelity.md"


def main(arguments: list[str] | None = None) -> int:
    """Compare, print the table, write docs/fidelity.md (where every layer was compared); 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.fidelity", description=__doc__)
    parser.add_argument("layers", nargs="*", help="layers to compare (all unless named)")
    parser.add_argument("--cases", type=int, default=500, help="cases per layer")
    parser.add_argument("--start", type=int, default=0, help="number of the first case")
    parser.add_argument("--show", type=int, default=10, help="differing cases to list per layer")
    options = parser.parse_args(arguments)
    entries = [entry for name in options.layers if (entry := find_layer(name))] or [
        entry for entry in all_layers() if entry.name not in NOT_COMPARED
    ]
    begun = time.monotonic()
    tallies = []
    for entry in entries:
        tallies.append(compare(entry, range(options.start, options.start + options.cases)))
        print(f"{entry.name}: {tallies[-1].agreed} of {tallies[-1].cases}", file=sys.stderr, flush=True)
    print(format_table(tallies, options.show, time.monotonic() - begun))
    if not options.layers:
        REPORT.write_text(format_report(tallies), encoding="utf-8")
    return 1 if any(tally.differing for tally in tallies) else 0


sys.exit(main())
