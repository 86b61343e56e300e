"""The comparison as a table for the terminal, and as docs/fidelity.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.fidelity.compare import Tally
from tests.fidelity.real_keras import keras


def format_table(tallies: Sequence[Tally], show: int, seconds: float) -> str:
    """One row per layer, the sum, and the cases that differ."""
    lines = [f"{'layer':<42}{'cases':>8}{'agree':>8}{'differ':>8}{'accepted':>10}"]
    for tally in tallies:
        differ = tally.cases - tally.agreed
        lines.append(f"{tally.layer:<42}{tally.cases:>8}{tally.agreed:>8}{differ:>8}{tally.accepted:>10}")
    cases, agreed, accepted = _totals(tallies)
    lines.append(f"{'all':<42}{cases:>8}{agreed:>8}{cases - agreed:>8}{accepted:>10}   {seconds:.0f} s")
    for tally in tallies:
        for number, case, ours, real in tally.differing[:show]:
            lines += [f"\n{case}   (case {number})", f"  ours:  {ours}", f"  Keras: {real}"]
    reasons = Counter(reason for tally in tallies for _, _, reason in tally.excused)
    lines += [f"\naccepted {count} times: {reason}" for reason, count in reasons.items()]
    lines += [f"\n{tally.layer}: a run settled {len(tally.by_run)}" for tally in tallies if tally.by_run]
    return "\n".join(lines)


def format_report(tallies: Sequence[Tally]) -> str:
    """docs/fidelity.md: the same table, and what it means."""
    cases, agreed, accepted = _totals(tallies)
    lines = [
        "# How far the rules agree with real Keras",
        "",
        "Written by `make fidelity`. Each case is a random call of a layer: arguments drawn by the layer's own",
        "signature (sensible, at the edge, or of the wrong kind; by position or by keyword) and input shapes of 1 to 6",
        "axes with open, zero, one and large sizes. It goes through our rule and, symbolically, through Keras",
        f"{keras.__version__}. They agree when both reject, or both accept with the same shapes, dtypes and weights.",
        "Where Keras infers for symbolic tensors what no run of the layer gives, the rule says what the run on zeros",
        "gives, and agrees when it does.",
        "",
        f"**{agreed:,} of {cases:,} cases agree**; Keras accepts {accepted:,} of them.",
        "",
        "| layer | cases | agree | differ | accepted by Keras |",
        "|---|---:|---:|---:|---:|",
    ]
    for tally in tallies:
        differ = tally.cases - tally.agreed
        lines.append(f"| {tally.layer} | {tally.cases} | {tally.agreed} | {differ} | {tally.accepted} |")
    lines.append(f"| **all** | {cases} | {agreed} | {cases - agreed} | {accepted} |")
    reasons = Counter(reason for tally in tallies for _, _, reason in tally.excused)
    unexplained = sum(len(tally.differing) for tally in tallies)
    lines += ["", f"{unexplained} differences are unexplained. The others, by their reasons:", ""]
    lines += [f"- {count} times: {reason}" for reason, count in sorted(reasons.items())]
    settled = ", ".join(f"{tally.layer} {len(tally.by_run)}" for tally in tallies if tally.by_run)
    lines += ["", f"Cases that a run settled against what Keras infers: {settled or 'none'}."]
    return "\n".join(lines) + "\n"


def _totals(tallies: Sequence[Tally]) -> tuple[int, int, int]:
    return (
        sum(tally.cases for tally in tallies),
        sum(tally.agreed for tally in tallies),
        sum(tally.accepted for tally in tallies),
    )
