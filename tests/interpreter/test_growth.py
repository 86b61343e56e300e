"""Work grows with the length of a program, no faster; what a program repeats or doubles is summarised.

Steps stand for time, and nothing is cut: what stands behind each program is known.
"""

from __future__ import annotations

import pytest
from tests.interpreter.growth import DOUBLING, HEAD, RUN, WRITTEN

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.machine import DEFAULT_STEP_BUDGET
from shapelens.shapes.formatting import format_structure

TAIL = "\nw = layers.Dense(3)(Input((5,)))\n"
# made of so many parts that their number is the work
CUT = {"nested lists", "copies"}


def read(program: str) -> Analysis:
    """Analyse a program with a line behind it, which must be known."""
    analysis = analyze(HEAD + program + TAIL, strict=True)
    last = max((site for site in analysis.sites if site.kind == "layer"), key=lambda site: site.span.line)
    assert [format_structure(output) for output in last.outputs] == ["(None, 3)"]
    return analysis


@pytest.mark.parametrize("kind", WRITTEN)
def test_twice_the_text_is_twice_the_work(kind: str) -> None:
    once, twice = read(WRITTEN[kind](60)), read(WRITTEN[kind](120))
    assert not once.limits.cut
    assert not twice.limits.cut
    assert twice.steps <= 2.2 * once.steps + 100


@pytest.mark.parametrize("kind", RUN)
def test_any_number_of_rounds_is_summarised(kind: str) -> None:
    for rounds in (60, 4000):
        analysis = read(RUN[kind](rounds))
        assert not analysis.limits.cut
        assert analysis.steps <= DEFAULT_STEP_BUDGET


@pytest.mark.parametrize("kind", DOUBLING)
def test_what_doubles_is_not_made(kind: str) -> None:
    for rounds in (20, 60):
        analysis = read(DOUBLING[kind](rounds))
        assert not analysis.limits.cut or kind in CUT
        assert analysis.steps <= DEFAULT_STEP_BUDGET
