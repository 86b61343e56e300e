"""`make migration`: every program for Keras 2 through the one action and real Keras 3, and docs/migration.md."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.migration.corpus import Program, programs
from tests.migration.keras_run import run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "migration.md"


@dataclass(frozen=True)
class Outcome:
    """What came of one program: as it was written, after the action, and in a project for Keras 2."""

    program: Program
    before: tuple[int, Any] | str
    after: tuple[int, Any] | str
    false_alarms: int


def measure(program: Program) -> Outcome:
    """Run one program before and after."""
    alarms = sum(each.severity in ("error", "warning") for each in program.said_in_keras_2())
    return Outcome(program, run(program.text), run(program.migrated.text), alarms)


def page(outcomes: list[Outcome]) -> str:
    """The page with the figures."""
    import keras

    count = len(outcomes)
    ran = [each for each in outcomes if not isinstance(each.after, str)]
    changed = [each for each in ran if each.after != each.program.expected]
    first = sum(not isinstance(each.before, str) for each in outcomes)
    rows = [
        ("programs written for Keras 2, in the style of 2016 to 2022", f"{count}"),
        ("of these Keras 3 runs as they are written", f"{first}"),
        ("after `check --select SL6 --fix`", f"{len(ran)} ({len(ran) / count:.0%})"),
        ("of these with other parameters or output shapes than written down by hand", f"{len(changed)}"),
        ("errors and warnings in a project that says Keras 2", f"{sum(each.false_alarms for each in outcomes)}"),
    ]
    lines = [
        "# From Keras 2 to Keras 3: what the action makes of old programs",
        "",
        f"Written by `make migration`, with Keras {keras.__version__}. The programs are in `tests/migration/programs`.",
        "Each says in its first lines how many parameters its model has, as a sum that can be checked by hand,",
        "and which shape it gives. Keras 2 itself is not run.",
        "",
        "| | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in rows),
        "",
        "## What is left",
        "",
    ]
    left = [each for each in outcomes if each.after != each.program.expected]
    lines += [f"- `{each.program.name}`: {_words(each.after)}" for each in left] or ["Nothing."]
    # nothing of the machine that it ran on
    return "\n".join(re.sub(r" \(/[^)]*\)", "", line) for line in lines) + "\n"


def _words(outcome: tuple[int, Any] | str) -> str:
    return outcome if isinstance(outcome, str) else f"gives {outcome}"


def main() -> None:
    outcomes = [measure(program) for program in programs()]
    PAGE.write_text(page(outcomes), encoding="utf-8")
    sys.stdout.write(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
