"""Symbolic sizes: polynomials over open axes, kept in one normal form so that equal sizes compare equal.

An open axis (`batch`, or `H` of `Input((None, None, 3))`) is an atom; so are floor quotients and maxima that do not
simplify. A polynomial is a sum of integer multiples of products of atoms. `ceil(a / b)` needs no form of its own: it is
`floor((a + b - 1) / b)`. Constants are plain ints: every operation gives an `int` back when nothing open is left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, Union

from shapelens.shapes.frozen import dataclass
from shapelens.shapes.unknown import Unknown

# a product with more terms, or of more factors, is not written out
MAX_TERMS, MAX_DEGREE = 400, 24


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis whose size is open until data arrives; two axes are the same size only if they have the same name."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Quotient:
    """`floor(numerator / denominator)` that does not simplify."""

    numerator: Polynomial
    denominator: Polynomial | int

    def __str__(self) -> str:
        exact = None if isinstance(self.denominator, int) else _divide_exactly(self.numerator, self.denominator)
        if exact is not None:
            return str(exact)
        if isinstance(self.denominator, int):
            ceiling = self.numerator - (self.denominator - 1)
            # (n + d - 1) // d reads better as the ceiling it came from
            if isinstance(ceiling, Polynomial) and ceiling.constant == 0:
                return f"ceil({_grouped(ceiling)}/{self.denominator})"
            return f"floor({_grouped(self.numerator)}/{self.denominator})"
        return f"floor({_grouped(self.numerator)}/{_grouped(self.denominator)})"


@dataclass(frozen=True, slots=True)
class Extremum:
    """`max(...)` or `min(...)` of sizes that cannot be ordered."""

    function: str
    arguments: tuple[Polynomial | int, ...]

    def __str__(self) -> str:
        return f"{self.function}({', '.join(str(argument) for argument in self.arguments)})"


Atom: TypeAlias = Union[Axis, Quotient, Extremum]
Monomial: TypeAlias = tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of `coefficient * product of atoms`; never a constant (those are ints)."""

    terms: tuple[tuple[Monomial, int], ...]

    @property
    def constant(self) -> int:
        return next((coefficient for monomial, coefficient in self.terms if not monomial), 0)

    def __add__(self, other: Operand) -> Size:
        if isinstance(other, Unknown):
            return other
        return _collect([*self.terms, *_terms(other)])

    __radd__ = __add__

    def __neg__(self) -> Size:
        return self * -1

    def __sub__(self, other: Operand) -> Size:
        return self + other * -1

    def __rsub__(self, other: Operand) -> Size:
        return self * -1 + other

    def __mul__(self, other: Operand) -> Size:
        if isinstance(other, Unknown):
            return other
        if _is_too_much(self, other):
            return Unknown("the expression for it has too many parts")
        return _collect((_product(left, right), a * b) for left, a in self.terms for right, b in _terms(other))

    __rmul__ = __mul__

    def __floordiv__(self, other: Operand) -> Size:
        return other if isinstance(other, Unknown) else floor_divide(self, other)

    def __rfloordiv__(self, other: int) -> Size:
        return floor_divide(other, self)

    def __mod__(self, other: Operand) -> Size:
        return self - (self // other) * other

    def __str__(self) -> str:
        text = ""
        for monomial, coefficient in self.terms:
            factors = [str(atom) for atom in monomial]
            if abs(coefficient) != 1 or not factors:
                factors.insert(0, str(abs(coefficient)))
            sign = ("-" if coefficient < 0 else "") if not text else (" - " if coefficient < 0 else " + ")
            text += sign + "*".join(factors)
        return text


Size: TypeAlias = Union[int, Polynomial, Unknown]
Operand: TypeAlias = Union[int, Polynomial, Unknown]


def axis(name: str) -> Polynomial:
    """The size of the open axis called `name`."""
    return Polynomial((((Axis(name),), 1),))


def floor_divide(numerator: int | Polynomial, denominator: int | Polynomial) -> Size:
    """`floor(numerator / denominator)`; unknown where the denominator is zero or of unknown sign."""
    if isinstance(denominator, int):
        if denominator == 0:
            return Unknown("a division by zero")
        if isinstance(numerator, int):
            return numerator // denominator
        return _divide_by_int(numerator, denominator)
    exact = _divide_exactly(numerator, denominator)
    if exact is not None:
        return exact
    return _atom(Quotient(_as_polynomial(numerator), denominator))


def open_quotient(numerator: Polynomial, denominator: Polynomial) -> Polynomial:
    """The quotient of two open sizes as an open size, even where it is a number: Keras looks no further than `None`."""
    return _atom(Quotient(numerator, denominator))


def ceil_divide(numerator: Size, denominator: Size) -> Size:
    """`ceil(numerator / denominator)`, as Keras' `same` padding uses it."""
    return (numerator + denominator - 1) // denominator


def maximum(sizes: Iterable[Size]) -> Size:
    """The largest of `sizes`."""
    return _extremum("max", list(sizes))


def minimum(sizes: Iterable[Size]) -> Size:
    """The smallest of `sizes`."""
    return _extremum("min", list(sizes))


def product(sizes: Iterable[Size]) -> Size:
    """The product of `sizes`; 1 for none."""
    result: Size = 1
    for size in sizes:
        result = result * size
    return result


def substitute(size: Size, values: Mapping[str, int]) -> Size:
    """`size` with the open axes named in `values` replaced by numbers."""
    if not isinstance(size, Polynomial):
        return size
    total: Size = 0
    for monomial, coefficient in size.terms:
        total = total + product(_substitute_atom(atom, values) for atom in monomial) * coefficient
    return total


def axes_of(size: Size) -> frozenset[str]:
    """The names of the open axes that `size` depends on."""
    if not isinstance(size, Polynomial):
        return frozenset()
    names: set[str] = set()
    for monomial, _ in size.terms:
        for atom in monomial:
            names |= _axes_of_atom(atom)
    return frozenset(names)


def _axes_of_atom(atom: Atom) -> frozenset[str]:
    if isinstance(atom, Axis):
        return frozenset({atom.name})
    parts = (atom.numerator, atom.denominator) if isinstance(atom, Quotient) else atom.arguments
    return frozenset().union(*(axes_of(part) for part in parts))


def _substitute_atom(atom: Atom, values: Mapping[str, int]) -> Size:
    if isinstance(atom, Axis):
        return values.get(atom.name, _atom(atom))
    if isinstance(atom, Quotient):
        return substitute(atom.numerator, values) // substitute(atom.denominator, values)
    return _extremum(atom.function, [substitute(argument, values) for argument in atom.arguments])


def _atom(atom: Atom) -> Polynomial:
    return Polynomial((((atom,), 1),))


def _terms(operand: int | Polynomial) -> tuple[tuple[Monomial, int], ...]:
    return operand.terms if isinstance(operand, Polynomial) else (((), operand),)


def _as_polynomial(operand: int | Polynomial) -> Polynomial:
    return operand if isinstance(operand, Polynomial) else Polynomial((((), operand),))


def _negated(size: Polynomial) -> int | Polynomial:
    return _collect((monomial, -coefficient) for monomial, coefficient in size.terms)


def _is_too_much(left: Polynomial, right: int | Polynomial) -> bool:
    """Whether a product is longer than any that a shape has: `n = n * n + m` in a loop doubles with every round."""
    terms = _terms(right)
    degree = max(len(monomial) for monomial, _ in left.terms) + max(len(monomial) for monomial, _ in terms)
    return len(left.terms) * len(terms) > MAX_TERMS or degree > MAX_DEGREE


def _product(left: Monomial, right: Monomial) -> Monomial:
    return tuple(sorted(left + right, key=str))


def _collect(terms: Iterable[tuple[Monomial, int]]) -> int | Polynomial:
    """Sum the coefficients of equal monomials; the constant last, as one writes it."""
    sums: dict[Monomial, int] = {}
    for monomial, coefficient in terms:
        sums[monomial] = sums.get(monomial, 0) + coefficient
    kept = {monomial: coefficient for monomial, coefficient in sums.items() if coefficient}
    if not kept:
        return 0
    if set(kept) == {()}:
        return kept[()]
    order = sorted(kept, key=lambda monomial: (not monomial, -len(monomial), [str(atom) for atom in monomial]))
    return Polynomial(tuple((monomial, kept[monomial]) for monomial in order))


def _divide_by_int(numerator: Polynomial, denominator: int) -> Size:
    if denominator < 0:
        return floor_divide(_negated(numerator), -denominator)
    if numerator.terms[0][1] < 0:
        # floor(-n / d) is -ceil(n / d): one form for both
        return ceil_divide(_negated(numerator), denominator) * -1
    # a whole multiple of the denominator moves out: (4H + 3) // 2 is 2H + 1
    outside: Size = _collect((monomial, coefficient // denominator) for monomial, coefficient in numerator.terms)
    inside = _collect(
        (monomial, coefficient - denominator * (coefficient // denominator))
        for monomial, coefficient in numerator.terms
    )
    if isinstance(inside, int):
        return outside
    divisor = math.gcd(denominator, *(coefficient for monomial, coefficient in inside.terms if monomial))
    constant = inside.constant // divisor
    reduced = _collect(
        [((), constant), *((monomial, coefficient // divisor) for monomial, coefficient in inside.terms if monomial)]
    )
    denominator //= divisor
    if denominator == 1 or isinstance(reduced, int):
        return outside + reduced
    return outside + _flatten_nested(reduced, denominator)


def _flatten_nested(numerator: Polynomial, denominator: int) -> Polynomial:
    """floor((floor(a / b) + c) / d) is floor((a + b c) / (b d)) for positive ints b and d."""
    rest = [term for term in numerator.terms if term[0]]
    if len(rest) == 1:
        monomial, coefficient = rest[0]
        if coefficient == 1 and len(monomial) == 1:
            inner = monomial[0]
            if isinstance(inner, Quotient) and isinstance(inner.denominator, int):
                merged = inner.numerator + numerator.constant * inner.denominator
                if isinstance(merged, Polynomial):
                    return _atom(Quotient(merged, denominator * inner.denominator))
    return _atom(Quotient(numerator, denominator))


def _divide_exactly(numerator: int | Polynomial, denominator: Polynomial) -> int | Polynomial | None:
    """The exact quotient by a single product of axes, as `reshape(-1, ...)` needs it; None where there is none."""
    if numerator == denominator:
        return 1
    if len(denominator.terms) != 1:
        return None
    divisor, by = denominator.terms[0]
    quotient: list[tuple[Monomial, int]] = []
    for monomial, coefficient in _terms(numerator):
        rest = list(monomial)
        for atom in divisor:
            if atom not in rest:
                return None
            rest.remove(atom)
        if coefficient % by:
            return None
        quotient.append((tuple(rest), coefficient // by))
    return _collect(quotient)


def _extremum(function: str, sizes: list[Size]) -> Size:
    unknown = next((size for size in sizes if isinstance(size, Unknown)), None)
    if unknown is not None:
        return unknown
    numbers = [size for size in sizes if isinstance(size, int)]
    candidates: list[int | Polynomial] = list(dict.fromkeys(s for s in sizes if isinstance(s, Polynomial)))
    if numbers:
        candidates.append(max(numbers) if function == "max" else min(numbers))
    candidates = _undominated(function, candidates)
    if len(candidates) == 1:
        return candidates[0]
    return _atom(Extremum(function, tuple(sorted(candidates, key=str))))


def _undominated(function: str, candidates: list[int | Polynomial]) -> list[int | Polynomial]:
    """The candidates without those that another one always beats: min(0, H) is 0."""
    kept = list(candidates)
    for candidate in candidates:
        for other in kept:
            gap = other - candidate if function == "max" else candidate - other
            least = least_value(gap)
            if other is not candidate and least is not None and least >= 0:
                kept.remove(candidate)
                break
    return kept


def least_value(size: Size) -> int | None:
    """A number that `size` is never below, for an axis is never below 0; None where none is found."""
    if not isinstance(size, Polynomial):
        return size if isinstance(size, int) else None
    for monomial, coefficient in size.terms:
        if len(monomial) == 1 and isinstance(monomial[0], Extremum):
            return _least_with_each(size, monomial[0], coefficient)
    bound = _linear_bound(size, 1)
    if bound is None or any(factor < 0 for monomial, factor in bound.items() if monomial):
        return None
    return math.ceil(bound.get((), Fraction(0)))


def _least_with_each(size: Polynomial, extremum: Extremum, coefficient: int) -> int | None:
    """`least_value` by cases: an extremum is one of its arguments, and the largest is at least any of them."""
    rest = size - _atom(extremum) * coefficient
    found = [least_value(rest + argument * coefficient) for argument in extremum.arguments]
    known = [least for least in found if least is not None]
    if (extremum.function == "max") == (coefficient > 0):
        return max(known, default=None)
    return min(known) if len(known) == len(found) else None


def _linear_bound(size: int | Polynomial, side: int) -> dict[Monomial, Fraction] | None:
    """What `size` is never below (`side` 1) or above (-1), as a sum of products of axes; None where none is found."""
    total: dict[Monomial, Fraction] = {}
    for monomial, coefficient in _terms(size):
        if all(isinstance(atom, Axis) for atom in monomial):
            bound: dict[Monomial, Fraction] | None = {monomial: Fraction(1)}
        else:
            bound = _bound_of_product(monomial, side if coefficient > 0 else -side)
        if bound is None:
            return None
        for part, factor in bound.items():
            total[part] = total.get(part, Fraction(0)) + factor * coefficient
    return total


def _bound_of_product(monomial: Monomial, side: int) -> dict[Monomial, Fraction] | None:
    atom = monomial[0]
    if len(monomial) > 1 or not isinstance(atom, Quotient) or not isinstance(atom.denominator, int):
        least = [least_value(_atom(each)) for each in monomial] if len(monomial) > 1 else [_least_of_atom(atom)]
        not_negative = all(each is not None and each >= 0 for each in least)
        return {(): Fraction(math.prod(each or 0 for each in least))} if side > 0 and not_negative else None
    bound = _linear_bound(atom.numerator, side)
    if bound is None:
        return None
    by = atom.denominator
    # a quotient loses less than 1
    loss = Fraction(by - 1, by) if side > 0 else Fraction(0)
    shares = {part: factor / by for part, factor in bound.items()}
    return {**shares, (): shares.get((), Fraction(0)) - loss}


def _least_of_atom(atom: Atom) -> int | None:
    """`least_value` of what is no line: a quotient of expressions, an extremum inside something."""
    if isinstance(atom, Quotient):
        ends = least_value(atom.numerator), least_value(atom.denominator)
        return 0 if ends[0] is not None and ends[1] is not None and ends[0] >= 0 and ends[1] > 0 else None
    return least_value(_atom(atom))


def _grouped(size: int | Polynomial) -> str:
    text = str(size)
    return f"({text})" if " " in text else text
