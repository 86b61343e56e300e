"""The figures of a long run, for the terminal and as docs/symbolic.md."""

from __future__ import annotations

from tests.fidelity.real_keras import keras
from tests.symbolic.compare import Tally


def format_figures(tally: Tally) -> list[tuple[str, int]]:
    """What was compared, and how it came out."""
    return [
        ("programs", tally.programs),
        ("of them with a condition on their sizes", tally.conditions),
        ("comparisons: a program at some size", tally.comparisons),
        ("accepted by both", tally.accepted),
        ("rejected by both", tally.rejected),
        ("shapes compared", tally.shapes),
        ("runs on data, compared", tally.runs),
        ("differences", len(tally.differing)),
        ("differences where a size of 0 takes part", len(tally.empty)),
    ]


TEXT = """\
# Symbolic sizes against real Keras

Written by `make fidelity` (`python -m tests.symbolic`). Each program is a random model whose input has open sizes: a
chain of layers and operations, an encoder with a decoder and skips, or branches that are merged, over 1, 2 or 3 spatial
axes. It is analysed once. Then, for several sizes, numbers are put into the expression of every line, and compared with
what Keras {version} gives when it builds the program for those numbers. Where Keras rejects a line, our demands (a join
of equal sizes, a window that finds room) must not hold for those numbers, and where it accepts every line they must;
the sizes that SL702 names must be those. Of every tenth program the model with open sizes is also called on data: it
must fail where a join does not hold, and else give our shape.

| | |
|---|---:|
{rows}

A size of 0 is what a slice leaves of too short an axis. Keras goes on with it, and beside a size of 1 it is the 0 that
is left; our expression is then the larger of the two.
"""


def format_report(tally: Tally) -> str:
    """docs/symbolic.md."""
    rows = "\n".join(f"| {label} | {count:,} |" for label, count in format_figures(tally))
    return TEXT.format(version=keras.__version__, rows=rows)
