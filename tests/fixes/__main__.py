"""`python -m tests.fixes`: broken programs after the first fix offered for them, run in real Keras."""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path

from tests.fixes.measured.process import run_each
from tests.fixes.measured.repair import Case, corpus, folder, repair
from tests.fixes.measured.report import Outcome, format_outcomes, format_page, format_summary, format_table
from tests.mistakes.truth import ROOT

PAGE = ROOT / "docs" / "fixes.md"
# of the errors found, the least share that must run after the first fix, and that it must repair as it was meant
RUNS, REPAIRS = 0.75, 0.65


def main() -> int:
    """Print the table; write docs/fixes.md where the programs are those of tests/mistakes; 1 below the goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.fixes", description=__doc__)
    parser.add_argument("names", nargs="*", help="programs to try, by a part of their name (all unless named)")
    parser.add_argument("--cases", type=Path, help="a folder of broken programs in place of those of tests/mistakes")
    parser.add_argument("--seconds", type=float, default=120.0, help="the deadline of each program")
    options = parser.parse_args()
    cases = corpus() if options.cases is None else folder(options.cases)
    outcomes = measure([each for each in cases if not options.names or _named(each, options.names)], options.seconds)
    print(format_outcomes(outcomes), format_table(outcomes), format_summary(outcomes), sep="\n\n")
    if options.cases is None and not options.names:
        PAGE.write_text(format_page(outcomes, platform.python_version()), encoding="utf-8")
    found = [each for each in outcomes if each.repaired.code]
    twins = [each for each in found if each.repaired.case.twin]
    runs = sum(each.runs_after_one for each in found) >= RUNS * len(found)
    return 0 if runs and sum(each.repairs for each in twins) >= REPAIRS * len(twins) else 1


def _named(case: Case, names: list[str]) -> bool:
    return any(name in case.name for name in names)


def measure(cases: list[Case], seconds: float) -> list[Outcome]:
    """Repair every program, and run those that a fix changed."""
    repaired = [repair(case) for case in cases]
    texts = ((each.text, each.case.twin) for each in repaired if each.titles)
    runs = run_each((text for pair in texts for text in pair), seconds)
    outcomes = []
    for each in repaired:
        if each.titles:
            run, twin = next(runs), next(runs)
            error, as_meant = run.error, bool(each.case.twin) and run.error is None and run.models == twin.models
        else:
            error, as_meant = "no fix is offered" if each.code else "no error is found", False
        outcomes.append(Outcome(each, error, as_meant))
        print(f"{each.case.name}: {'runs' if error is None else 'fails'}", file=sys.stderr, flush=True)
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
