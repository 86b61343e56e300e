"""What the open axes of each `Input` must be for the program to run: from what its calls demand of them.

Facts only, for the checks that speak of joins and for the hover of an `Input`; the words are in `size_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shapelens.interpreter.domain.analysis import Analysis, Join, Rearrangement
from shapelens.shapes.conditions import SizeSet, intersection, union, where_at_least, where_equal
from shapelens.shapes.expressions import Size, axes_of
from shapelens.shapes.tensors import Structure, Tensor, axis_name, leaves
from shapelens.syntax.spans import Span

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class JoinSizes:
    """A join and the sizes of the axis for which its two inputs are equal; `runs` has those beside for which one of
    them is 1 and stretched."""

    join: Join | Rearrangement
    equal: SizeSet
    runs: SizeSet


@dataclass(frozen=True, slots=True)
class AxisCondition:
    """One open axis of an `Input`: the sizes for which every join holds and no window is too large.

    `joins` are those that do not hold for all sizes that are large enough, in order of evaluation.
    """

    axis: str
    input: Span
    equal: SizeSet
    runs: SizeSet
    joins: tuple[JoinSizes, ...]

    @property
    def strongest(self) -> JoinSizes:
        """The join that the fewest sizes satisfy; the last of several, which is the outermost of a U-Net."""
        return min(reversed(self.joins), key=lambda each: (each.equal.share, not each.equal.is_empty))

    @property
    def never(self) -> bool:
        """Whether no size makes all of them equal."""
        return self.equal.is_empty


def axis_conditions(analysis: Analysis) -> tuple[tuple[AxisCondition, ...], ...]:
    """For each `Input` with such axes, the conditions on them in order of the axes."""
    size_constraints = analysis.size_constraints
    if not size_constraints.joins:
        return ()
    joins = _by_axis((join, (join.left.size, join.right.size)) for join in size_constraints.joins)
    extents = _by_axis((extent.size, (extent.size,)) for extent in size_constraints.extents if extent.joined)
    found = []
    for source in size_constraints.inputs:
        names = [name for name in source.axes if name in joins]
        conditions = [_condition(name, source.span, joins[name], extents.get(name, [])) for name in names]
        if any(condition is not None for condition in conditions):
            found.append(tuple(condition for condition in conditions if condition is not None))
    return tuple(found)


def conditions_on(analysis: Analysis, structure: Structure | None) -> tuple[AxisCondition, ...]:
    """The conditions on the open axes of some input tensors, where sizes satisfy them at all."""
    shapes = [leaf.shape for leaf in leaves(structure or ()) if isinstance(leaf, Tensor)]
    names = {axis_name(size) for shape in shapes if isinstance(shape, tuple) for size in shape}
    every = [condition for conditions in axis_conditions(analysis) for condition in conditions]
    return tuple(condition for condition in every if condition.axis in names and not condition.never)


def _by_axis(facts: Iterable[tuple[Fact, Sequence[Size]]]) -> dict[str, list[Fact]]:
    """Facts by the one axis that their sizes depend on; what depends on several is left out."""
    found: dict[str, list[Fact]] = {}
    for fact, sizes in facts:
        axes = frozenset().union(*(axes_of(size) for size in sizes))
        if len(axes) == 1:
            found.setdefault(next(iter(axes)), []).append(fact)
    return found


def _condition(
    axis: str, span: Span, size_constraints: Sequence[Join | Rearrangement], extents: Sequence[Size]
) -> AxisCondition | None:
    """The condition on one axis; that of the joins alone where what is rearranged has no size beside."""
    condition = _condition_of(axis, span, size_constraints, extents)
    joins = [demand for demand in size_constraints if isinstance(demand, Join)]
    if condition is None or not condition.never or len(joins) == len(size_constraints):
        return condition
    return _condition_of(axis, span, joins, extents)


def _condition_of(
    axis: str, span: Span, joins: Sequence[Join | Rearrangement], extents: Sequence[Size]
) -> AxisCondition | None:
    """The condition on one axis; None where every size that is large enough will do, or that cannot be said."""
    large_enough = intersection(room for each in extents if (room := where_at_least(each, 1)) is not None)
    if large_enough is None or large_enough.is_empty:
        return None
    demanding = [sizes for join in joins if (sizes := _join_sizes(join, large_enough)) is not None]
    equal = intersection([large_enough, *(each.equal for each in demanding)])
    runs = intersection([large_enough, *(each.runs for each in demanding)])
    if not demanding or equal is None or runs is None:
        return None
    return AxisCondition(axis, span, equal, runs, tuple(demanding))


def _join_sizes(join: Join | Rearrangement, large_enough: SizeSet) -> JoinSizes | None:
    left, right = join.left.size, join.right.size
    equal = where_equal(left, right)
    if equal is None:
        return None
    ones = [where_equal(size, 1) for size in (left, right)] if join.stretches else []
    fits = union([equal, *(each for each in ones if each is not None)])
    both, runs = intersection([equal, large_enough]), None if fits is None else intersection([fits, large_enough])
    if both is None or runs is None or runs == large_enough:
        return None
    return JoinSizes(join, both, runs)
