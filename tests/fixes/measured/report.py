"""The figure and its table: how many programs of each code run after the first fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

import keras
import tensorflow
from tests.fixes.measured.repair import MAX_FIXES, Repaired

from shapelens.diagnostics.registry import find_check

INTRODUCTION = """\
# Fixes, run in TensorFlow

Each broken program of [tests/mistakes](../tests/mistakes) is repaired by the first fix that ShapeLens offers for its
first error, without a look at it by a person, and run in TensorFlow. *First fix runs* counts those that then run to
their end. *First fix repairs what was meant* counts those whose models then are, by name, those of the program that a
person made of it: as many parameters, inputs and outputs of the same shapes, trained where those are.
*Blamed where repaired* counts those whose first error stands on a line that this person changed.
Where the first fix lets another error be seen, the first fix of that one is made too, up to {fixes} in all:
*runs in the end*. `make fixes` makes this page; `python -m tests.mistakes.blame` tells the lines that miss.

Python {python}, TensorFlow {tensorflow}, Keras {keras}; {date}.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A program after its fixes; `error` is what it then raises, or why it was not run. `as_meant` says that its models
    then are those of its twin, and are trained where those are."""

    repaired: Repaired
    error: str | None
    as_meant: bool = False

    @property
    def runs(self) -> bool:
        return self.error is None

    @property
    def runs_after_one(self) -> bool:
        return self.runs and len(self.repaired.titles) == 1

    @property
    def repairs(self) -> bool:
        """Whether the first fix alone makes of it what was meant."""
        return self.as_meant and self.runs_after_one


def format_outcomes(outcomes: Sequence[Outcome]) -> str:
    """A line for each program, those that do not run last."""
    lines = []
    for outcome in sorted(outcomes, key=lambda each: each.runs, reverse=True):
        repaired = outcome.repaired
        made = ", then ".join(repaired.titles) or "no fix"
        ending = f"runs{' as meant' * outcome.as_meant}"
        if not outcome.runs:
            ending = f"FAILS: {(outcome.error or '').splitlines()[0][:140]}"
        lines.append(f"{repaired.code or '-':6} {repaired.case.name}: {made}: {ending}")
    return "\n".join(lines)


def format_summary(outcomes: Sequence[Outcome]) -> str:
    """`58 of 64 programs run after the first fix (90.6 %), ...`"""
    total, found = len(outcomes), [each for each in outcomes if each.repaired.code]
    fixed = sum(1 for each in outcomes if each.repaired.titles)
    after_one = sum(1 for each in outcomes if each.runs_after_one)
    after_all = sum(1 for each in outcomes if each.runs)
    share = 100 * after_one / max(len(found), 1)
    twins = [each for each in found if each.repaired.case.twin]
    blaming = 100 * sum(each.repaired.blames for each in twins) / max(len(twins), 1)
    meant = 100 * sum(each.repairs for each in twins) / max(len(twins), 1)
    return (
        f"Of {total} broken programs {len(found)} have an error found, {fixed} of those a fix; **{after_one} run after "
        f"the first fix ({share:.1f} % of those found)**, {after_all} after up to {MAX_FIXES}. "
        f"Of {len(twins)} that a person repaired too, the first error stands on a line which that repair touched in "
        f"{blaming:.1f} %, and the first fix repairs what was meant in **{meant:.1f} %**."
    )


def format_table(outcomes: Sequence[Outcome]) -> str:
    """One row a code."""
    heads = (
        "programs",
        "blamed where repaired",
        "with a fix",
        "first fix runs",
        "first fix repairs what was meant",
        "runs in the end",
    )
    rows = [f"| code | | {' | '.join(heads)} |", "|---|---|" + "---|" * len(heads)]
    for code in sorted({each.repaired.code for each in outcomes} - {""}):
        same = [each for each in outcomes if each.repaired.code == code]
        check = find_check(code)
        fixed = sum(1 for each in same if each.repaired.titles)
        one, end = sum(1 for each in same if each.runs_after_one), sum(1 for each in same if each.runs)
        meant, blaming = sum(1 for each in same if each.repairs), sum(1 for each in same if each.repaired.blames)
        link, name = f"[{code}](diagnostics/{code}.md)", check.name if check else ""
        rows.append(f"| {link} | {name} | {len(same)} | {blaming} | {fixed} | {one} | {meant} | {end} |")
    return "\n".join(rows)


def format_page(outcomes: Sequence[Outcome], python: str) -> str:
    """The page of docs/."""
    introduction = INTRODUCTION.format(
        fixes=MAX_FIXES,
        python=python,
        tensorflow=tensorflow.__version__,
        keras=keras.__version__,
        date=datetime.now(timezone.utc).date().isoformat(),
    )
    parts = [introduction.strip(), format_table(outcomes), format_summary(outcomes)]
    failing = [_failure(each) for each in outcomes if not each.runs]
    if failing:
        parts += ["Those that do not run:", "\n".join(failing)]
    return "\n\n".join(parts) + "\n"


def _failure(outcome: Outcome) -> str:
    repaired = outcome.repaired
    reason = f"after *{repaired.titles[-1]}* it still fails" if repaired.titles else outcome.error
    return f"- {repaired.case.name} ({repaired.code or 'no code'}): {reason}"
