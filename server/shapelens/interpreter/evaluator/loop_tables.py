"""The odd entries of the tables that a long loop reads, and the odd ones of its items: iterations that may differ.

`if table[i]`, `if names[i] == "last"`: where a table has few values over and over, the iteration that reads the first
of each is tried. Where it has many, in no order, each may decide a condition otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from shapelens.interpreter.domain.values import Value, is_scalar

# items of more values than these are all different, for what is known
_MOST_VALUES = 8
Reads: TypeAlias = Sequence[tuple[Sequence[Value] | None, Value]]


def odd_entries(reads: Mapping[int, Reads]) -> set[int] | None:
    """The places at which iterations read the first of each value of a table; None where any iteration may be odd.

    `reads` has what iterations at some places read, in order.
    """
    if len({len(each) for each in reads.values()}) > 1:
        return None
    odd: set[int] = set()
    for same in zip(*(reads[place] for place in sorted(reads)), strict=True):
        found = _odd_of_table(sorted(reads), same)
        if found is None:
            return None
        odd |= found
    return odd


def _odd_of_table(places: Sequence[int], reads: Reads) -> set[int] | None:
    """The same for one table, read by a key at each place."""
    table, key = reads[0]
    if any(other is not table and other != table for other, _ in reads):
        return None
    keys = [each for _, each in reads]
    if all(type(each) is type(key) and each == key for each in keys):
        return set()
    if table is None:
        return None
    odd = _first_of_each(table)
    numbers = [each for each in keys if isinstance(each, int)]
    if odd is None or len(numbers) < len(keys) or not _is_line(places, numbers):
        return set() if odd is not None and len(odd) == 1 else None
    step = (numbers[-1] - numbers[0]) // (places[-1] - places[0])
    # entries are counted from either end
    wanted = [position - back for position in odd for back in (0, len(table))]
    return {places[0] + (each - numbers[0]) // step for each in wanted if (each - numbers[0]) % step == 0}


def odd_items(items: Sequence[Value]) -> set[int] | None:
    """The first place of each value, where the items are few values over and over (`for wanted in mask`); None where
    they are many in no order, each of which a condition may single out."""
    if isinstance(items, range):
        return set()
    if not all(isinstance(item, tuple) for item in items):
        return _odd_of_column(items)
    if len({len(item) for item in items if isinstance(item, tuple)}) > 1:
        return None
    odd: set[int] = set()
    for column in zip(*(item for item in items if isinstance(item, tuple)), strict=True):
        found = _odd_of_column(column)
        if found is None:
            return None
        odd |= found
    return odd


def _odd_of_column(column: Sequence[Value]) -> set[int] | None:
    numbers = [item for item in column if isinstance(item, (int, float))]
    if len(numbers) == len(column) and _is_line(range(len(column)), numbers):
        return set()
    return _first_of_each(column)


def _is_line(places: Sequence[int], numbers: Sequence[int | float]) -> bool:
    """Whether numbers grow, or shrink, evenly along the places."""
    if len(numbers) < 2:
        return False
    step = (numbers[1] - numbers[0]) / (places[1] - places[0])
    return step != 0 and all(
        number == numbers[0] + step * (place - places[0]) for place, number in zip(places, numbers, strict=True)
    )


def _first_of_each(values: Iterable[Value]) -> set[int] | None:
    """The first place of each value; None for more values than are looked at, and for what is no plain value."""
    first: dict[tuple[type, Value], int] = {}
    previous: Value = None
    for place, value in enumerate(values):
        if place and value is previous:
            continue
        previous = value
        if not is_scalar(value) and not first:
            return {0} if all(each == value for each in values) else None
        if not is_scalar(value):
            return None
        first.setdefault((type(value), value), place)
        if len(first) > _MOST_VALUES:
            return None
    return set(first.values())
