"""SL209: branches that join for no size of an `Input` with open axes.

Keras builds the model, for it compares no `None`; every call on data fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.checks.join_condition import branch_places
from shapelens.diagnostics.conditions import AxisCondition, axis_conditions
from shapelens.diagnostics.fixes.sizes import join_for_some_size
from shapelens.diagnostics.size_words import sizes_text
from shapelens.diagnostics.words import axis_text, spoken
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.shapes.conditions import constant_difference


def find(analysis: Analysis) -> Iterator[Report]:
    """One report for each `Input`, on the first of its axes that has no size."""
    for conditions in axis_conditions(analysis):
        impossible = next((condition for condition in conditions if condition.never), None)
        if impossible is not None:
            strongest = impossible.strongest
            yield Report(strongest.join.span, _message(impossible), tuple(branch_places(strongest, [impossible])))


def _message(condition: AxisCondition) -> str:
    strongest, axis = condition.strongest, condition.axis
    join = strongest.join
    left, right = join.left.size, join.right.size
    place = "all elements" if join.axis is None else axis_text(join.axis, join.rank)
    if not strongest.equal.is_empty:
        return (
            f"No {axis} fits all the joins of this model: {spoken(join.layer)} joins {left} with {right} on {place}, "
            f"and they are equal only where {axis} is {sizes_text(strongest.equal)}; another join needs other sizes."
        )
    by = constant_difference(left, right)
    differ = f"which differ by {abs(by)}" if by is not None else "which differ"
    runs = "" if strongest.runs.is_empty else f" Only {axis} = {sizes_text(strongest.runs)} runs, stretched from 1."
    return (
        f"{spoken(join.layer)} never joins these: it gets {left} and {right} on {place}, {differ} for every {axis}."
        f'{runs} Bring both to one size: padding="same" where one of them shrank, or a Cropping or ZeroPadding layer.'
    )


CHECK = Check("SL209", "never-joins", "warning", find, propose=join_for_some_size)
