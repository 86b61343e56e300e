"""SL702: branches that join only for some sizes of an `Input` with open axes, as the skips of a U-Net do.

Nothing is wrong with the program; it runs for those sizes alone, and Keras says so only when it is given another. The
joins of a model are one condition together, which is told once, at the join that demands the most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.conditions import AxisCondition, JoinSizes, axis_conditions
from shapelens.diagnostics.diagnostic import RelatedPlace
from shapelens.diagnostics.size_words import condition_text
from shapelens.diagnostics.words import axis_text, listed, spoken
from shapelens.interpreter.domain.analysis import Analysis, Join, Rearrangement


def find(analysis: Analysis) -> Iterator[Report]:
    """One report for each `Input` whose open axes are not free."""
    for conditions in axis_conditions(analysis):
        if not any(condition.never for condition in conditions):
            yield _report(conditions)


def _report(conditions: Sequence[AxisCondition]) -> Report:
    hardest = min(conditions, key=lambda condition: condition.equal.share)
    strongest = hardest.strongest
    join = strongest.join
    others = {each.join.span for condition in conditions for each in condition.joins} - {join.span}
    alike = all(isinstance(each.join, Join) for condition in conditions for each in condition.joins)
    what = "join" if alike else "call"
    also = f"; so do {len(others)} more {what}s" if len(others) > 1 else f"; so does another {what}" if others else ""
    message = f"{condition_text(conditions)} {spoken(join.layer)} {_does(join)}{also}.{_stretched(conditions)}"
    return Report(join.span, message, tuple(branch_places(strongest, conditions)))


def _does(join: Join | Rearrangement) -> str:
    """`joins 4*floor(H/4) with H on axis 1 (height)`, `is given 12*H elements and gives 8*floor(3*H/2)`."""
    if isinstance(join, Join):
        return f"joins {join.left.size} with {join.right.size} on {axis_text(join.axis, join.rank)}"
    if join.axis is None:
        return f"is given {join.left.size} elements and gives {join.right.size}"
    return f"is given {join.left.size} and gives {join.right.size} on {axis_text(join.axis, join.rank)}"


def _stretched(conditions: Sequence[AxisCondition]) -> str:
    """The few sizes beside, for which a size of 1 happens to be stretched."""
    for condition in conditions:
        if condition.runs.residues == condition.equal.residues:
            beside = [size for size in range(1, condition.runs.start) if size in condition.runs]
            beside = [size for size in beside if size not in condition.equal]
            if beside:
                sizes = listed([str(size) for size in beside[:3]])
                return f" ({condition.axis} = {sizes} runs as well: a size of 1 is stretched.)"
    return ""


def branch_places(sizes: JoinSizes, conditions: Sequence[AxisCondition]) -> Iterator[RelatedPlace]:
    """Where the two branches and the open axes come from."""
    for branch in (sizes.join.left, sizes.join.right):
        if branch.span is not None and branch.layer != "Input":
            what = "one branch" if isinstance(sizes.join, Join) else "what it is given"
            yield RelatedPlace(branch.span, f"{what}: {branch.size} from this {branch.layer}")
    axes = [condition.axis for condition in conditions]
    verb = "are" if len(axes) > 1 else "is"
    yield RelatedPlace(conditions[0].input, f"{listed(axes)} {verb} left open in this Input")


CHECK = Check("SL702", "join-condition", "information", find)
