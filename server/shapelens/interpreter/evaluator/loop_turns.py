"""Where the conditions of a long loop turn: the iterations that may differ from those around them.

`if i == 57`, `if i % 10 == 3`, `if len(xs) == 16`, `if name == "last"`, `if i in (3, 57)`: what a condition compares is
seen in the iterations that are tried. Of two numbers the difference is followed along the items: where it crosses zero,
by its signs or its slope, the condition may turn. Of other values the items are looked for that are equal to one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from shapelens.interpreter.domain.values import Value, is_scalar
from shapelens.interpreter.evaluator.loop_tables import odd_entries, odd_items
from shapelens.interpreter.machine.iteration_trace import IterationTrace

# more comparisons of one iteration are not followed, nor more items that are equal to what is compared with
_MOST_COMPARISONS = 128
_MOST_EQUAL = 2
Comparisons = Sequence[tuple[Value, Value]]


def turning_places(items: Sequence[Value], traces: Mapping[int, IterationTrace], catches: bool) -> set[int] | None:
    """The places at which, and beside which, a condition may turn, by what iterations at some places compared and read.

    None where that is not known: a text is compared that is made of the items, or what decides is read of a table of
    many values. Where a `try` catches what an iteration raises (`catches`), everything that it reads may decide.
    """
    seen: Mapping[int, Comparisons] = {place: trace.compared for place, trace in traces.items()}
    odd: set[int] = set()
    if catches or any(seen.values()):
        entries, of_items = odd_entries({place: trace.read for place, trace in traces.items()}), odd_items(items)
        if entries is None or (of_items is None and not _are_found_by_text(items, seen)):
            return None
        odd = entries | (of_items or set())
    compared = list(_aligned(seen))
    if any(_is_of_made_text(items, pairs) for pairs in compared):
        return None
    places = {place for pairs in compared for crossing in _crossings(_gaps(pairs)) for place in _around(crossing)}
    places |= {*_equal_items(items, seen), *odd}
    return {place for place in places if 0 <= place < len(items)}


def _aligned(seen: Mapping[int, Comparisons]) -> Iterator[Mapping[int, tuple[Value, Value]]]:
    """For each comparison that iterations make in one order, what is compared by place."""
    longest = min((len(each) for each in seen.values()), default=0)
    for position in range(min(longest, _MOST_COMPARISONS)):
        yield {place: seen[place][position] for place in sorted(seen)}


def _is_of_made_text(items: Sequence[Value], pairs: Mapping[int, tuple[Value, Value]]) -> bool:
    """Whether a text is compared that changes with the items, and is none of them."""
    for side in (0, 1):
        values = {place: pair[side] for place, pair in pairs.items()}
        texts = {value for value in values.values() if isinstance(value, (str, bytes))}
        if len(texts) > 1 and not all(_holds(items[place], value) for place, value in values.items()):
            return True
    return False


def _gaps(pairs: Mapping[int, tuple[Value, Value]]) -> list[tuple[int, float]]:
    """The differences of two numbers by place; none where something else is compared."""
    numbers = {place: (_number(left), _number(right)) for place, (left, right) in pairs.items()}
    gaps = [(place, a - b) for place, (a, b) in numbers.items() if a is not None and b is not None]
    return gaps if len(gaps) == len(pairs) else []


def _number(value: Value) -> int | float | None:
    return value if isinstance(value, (int, float)) and math.isfinite(value) else None


def _crossings(gaps: Sequence[tuple[int, float]]) -> Iterator[float]:
    """Where a difference is zero on the lines through two places: between them, or beyond (`i % 16` begins anew)."""
    for (one, first), (other, second) in pairwise(gaps):
        if first != second:
            yield one - first * (other - one) / (second - first)


def _around(crossing: float) -> range:
    return range(math.floor(crossing) - 1, math.ceil(crossing) + 2)


def _equal_items(items: Sequence[Value], seen: Mapping[int, Comparisons]) -> Iterator[int]:
    """The first places of the items that are, or hold, a text or number that some iteration compares something with."""
    compared = {
        value for comparisons in seen.values() for pair in comparisons[:_MOST_COMPARISONS] for value in pair
        if isinstance(value, (str, bytes))
    }  # fmt: skip
    if isinstance(items, range):
        return
    for value in compared:
        yield from islice((place for place, item in enumerate(items) if _holds(item, value)), _MOST_EQUAL)


def _are_found_by_text(items: Sequence[Value], seen: Mapping[int, Comparisons]) -> bool:
    """Whether texts are compared and nothing else, and the items hold plain values: those equal are looked for."""
    if not all(is_scalar(part) for item in items for part in (item if isinstance(item, tuple) else (item,))):
        return False
    for comparisons in seen.values():
        of_text = False
        for pair in comparisons:
            # behind the comparison its outcome is asked for
            outcome = of_text and isinstance(pair[0], bool)
            of_text = all(isinstance(side, (str, bytes)) for side in pair)
            if not of_text and not outcome:
                return False
    return True


def _holds(item: Value, value: Value) -> bool:
    return any(part == value for part in item) if isinstance(item, tuple) else bool(item == value)
