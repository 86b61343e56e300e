"""For which sizes of an open axis something holds: two expressions are equal, or one is at least a number.

An expression over one axis is, from some size on, a line and something that repeats: floor(n / 4) is n / 4 and a
remainder of period 4. So what holds of two expressions repeats as well, and is found exactly by trying one period.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from shapelens.shapes.expressions import Atom, Axis, Extremum, Polynomial, Quotient, Size, axes_of
from shapelens.shapes.unknown import Unknown

# more sizes are not tried one by one
LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class SizeSet:
    """Sizes from 1: those of `below`, and from `start` on those whose remainder by `period` is in `residues`.

    Made by `sizes_where`, which gives the least `period` and the least `start`: equal sets compare equal.
    """

    start: int
    period: int
    residues: frozenset[int]
    below: frozenset[int]

    def __contains__(self, size: int) -> bool:
        return size % self.period in self.residues if size >= self.start else size in self.below

    @property
    def share(self) -> Fraction:
        """The share of the large sizes that belong to it."""
        return Fraction(len(self.residues), self.period)

    @property
    def is_empty(self) -> bool:
        return not self.residues and not self.below

    def at_least(self, size: int) -> int | None:
        """The smallest that belongs to it from `size` on."""
        last = max(size, self.start) + self.period
        return next((each for each in range(max(size, 1), last) if each in self), None)

    def at_most(self, size: int) -> int | None:
        """The largest that belongs to it up to `size`."""
        return next((each for each in range(size, 0, -1) if each in self), None)


def sizes_where(holds: Callable[[int], bool], start: int, period: int) -> SizeSet:
    """The sizes for which `holds`, which is known to repeat with `period` from `start` on."""
    residues = frozenset(size % period for size in range(start, start + period) if holds(size))
    for divisor in (each for each in range(1, period) if period % each == 0):
        folded = frozenset(residue % divisor for residue in residues)
        if len(folded) * (period // divisor) == len(residues):
            residues, period = folded, divisor
            break
    while start > 1 and holds(start - 1) == ((start - 1) % period in residues):
        start -= 1
    return SizeSet(start, period, residues, frozenset(size for size in range(1, start) if holds(size)))


EVERY_SIZE = SizeSet(1, 1, frozenset({0}), frozenset())


def intersection(sets: Iterable[SizeSet]) -> SizeSet | None:
    """The sizes that belong to all; None where too many would have to be tried."""
    return _combined(tuple(dict.fromkeys(sets)), all)


def union(sets: Iterable[SizeSet]) -> SizeSet | None:
    """The sizes that belong to any; None where too many would have to be tried."""
    return _combined(tuple(dict.fromkeys(sets)), any)


@functools.lru_cache(maxsize=2048)
def _combined(sets: tuple[SizeSet, ...], join: Callable[[Iterable[bool]], bool]) -> SizeSet | None:
    if len(sets) == 1:
        return sets[0]
    start = max((each.start for each in sets), default=1)
    period = math.lcm(*(each.period for each in sets))
    if start + period > LIMIT:
        return None
    return sizes_where(lambda size: join(size in each for each in sets), start, period)


@functools.lru_cache(maxsize=2048)
def where_equal(left: Size, right: Size) -> SizeSet | None:
    """The sizes of their one axis for which two expressions are equal; None where that is not found."""
    trends = _trends(left, right)
    if trends is None:
        return None
    one, other = trends
    start, period = max(one.start, other.start), math.lcm(one.period, other.period)
    if one.slope != other.slope:
        # further on the steeper one is the greater
        start, period = max(start, one.settles_against(other)), 1
    if start + period > LIMIT:
        return None
    return sizes_where(lambda size: value_at(left, size) == value_at(right, size), start, period)


@functools.lru_cache(maxsize=2048)
def where_at_least(size: Size, minimum: int) -> SizeSet | None:
    """The sizes of its one axis for which an expression is `minimum` or more; None where that is not found."""
    trends = _trends(size, minimum)
    if trends is None:
        return None
    one, other = trends
    start, period = one.start, one.period
    if one.slope != 0:
        start, period = max(start, one.settles_against(other)), 1
    if start + period > LIMIT:
        return None
    return sizes_where(lambda each: value_at(size, each) >= minimum, start, period)


def value_at(size: Size, number: int) -> int:
    """An expression over one axis, with a number for it (`expressions.substitute`, at a tenth of its cost)."""
    if isinstance(size, int):
        return size
    assert isinstance(size, Polynomial)
    total = 0
    for monomial, coefficient in size.terms:
        for atom in monomial:
            coefficient *= _value_of_atom(atom, number)
        total += coefficient
    return total


def _value_of_atom(atom: Atom, number: int) -> int:
    if isinstance(atom, Axis):
        return number
    if isinstance(atom, Quotient):
        return value_at(atom.numerator, number) // value_at(atom.denominator, number)
    values = [value_at(argument, number) for argument in atom.arguments]
    return max(values) if atom.function == "max" else min(values)


@dataclass(frozen=True, slots=True)
class _Trend:
    """From `start` on, an expression is `slope` times the size and something from `low` to `high` that repeats with
    `period`."""

    slope: Fraction
    low: Fraction
    high: Fraction
    period: int = 1
    start: int = 1

    def settles_against(self, other: _Trend) -> int:
        """The size from which on the one of two trends with different slopes that is steeper is the greater."""
        lower, steeper = (self, other) if self.slope < other.slope else (other, self)
        return max(1, math.floor((lower.high - steeper.low) / (steeper.slope - lower.slope)) + 1)

    def times(self, factor: int) -> _Trend:
        ends = sorted((self.low * factor, self.high * factor))
        return _Trend(self.slope * factor, ends[0], ends[1], self.period, self.start)


def _trends(left: Size, right: Size) -> tuple[_Trend, _Trend] | None:
    """The trends of two expressions over one and the same axis."""
    if isinstance(left, Unknown) or isinstance(right, Unknown) or len(axes_of(left) | axes_of(right)) != 1:
        return None
    one, other = _trend(left), _trend(right)
    return None if one is None or other is None else (one, other)


def _trend(size: int | Polynomial) -> _Trend | None:
    if isinstance(size, int):
        return _Trend(Fraction(0), Fraction(size), Fraction(size))
    total = _Trend(Fraction(0), Fraction(0), Fraction(0))
    for monomial, coefficient in size.terms:
        # the square of a size is no line
        part = _trend_of_atom(monomial[0]) if len(monomial) == 1 else None if monomial else _trend(1)
        if part is None:
            return None
        part = part.times(coefficient)
        total = _Trend(
            total.slope + part.slope,
            total.low + part.low,
            total.high + part.high,
            math.lcm(total.period, part.period),
            max(total.start, part.start),
        )
    return total if total.period <= LIMIT else None


def _trend_of_atom(atom: Atom) -> _Trend | None:
    if isinstance(atom, Axis):
        return _Trend(Fraction(1), Fraction(0), Fraction(0))
    if isinstance(atom, Extremum):
        return _trend_of_extremum(atom)
    inner, by = _trend(atom.numerator), atom.denominator
    if inner is None or not isinstance(by, int):
        return None
    # in one period the numerator rises by a whole number; it takes so many until that is a multiple of the denominator
    rise = int(inner.slope * inner.period)
    periods = by // math.gcd(by, rise)
    return _Trend(inner.slope / by, (inner.low - by + 1) / by, inner.high / by, inner.period * periods, inner.start)


def _trend_of_extremum(extremum: Extremum) -> _Trend | None:
    """The largest: of the steepest, once it is above the others. The smallest is the same upside down."""
    sign = 1 if extremum.function == "max" else -1
    trends: list[_Trend] = []
    for argument in extremum.arguments:
        trend = _trend(argument)
        if trend is None:
            return None
        trends.append(trend.times(sign))
    slope = max(trend.slope for trend in trends)
    steepest = [trend for trend in trends if trend.slope == slope]
    starts = [trend.start for trend in trends]
    starts += [top.settles_against(trend) for trend in trends if trend.slope < slope for top in steepest]
    low, high = max(trend.low for trend in steepest), max(trend.high for trend in steepest)
    period = math.lcm(*(trend.period for trend in steepest))
    return _Trend(slope, low, high, period, max(starts)).times(sign)


def constant_difference(left: Size, right: Size) -> int | None:
    """By how much `left` is greater than `right`, where that is one number whatever the sizes."""
    found = left - right
    return found if isinstance(found, int) else None
