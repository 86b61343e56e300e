"""Which hints stand beside a line: those at its end, without the calls nested inside another one that ends there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from shapelens.editor.hints import Hint
from shapelens.syntax.spans import Span


def shown_beside_lines(hints: Iterable[Hint], trainings: Sequence[Span] = ()) -> tuple[Hint, ...]:
    """The hints that a display puts at the ends of lines, in order of line and place.

    In `x = Conv2D(8, 3)(Conv2D(4, 3)(y))` the outer call is what `x` is: the inner one is left to hover. Calls side by
    side, as in a `Sequential` list on one line, are all shown. What is given to a call of `trainings` on its last line
    is left to hover too: in `fit(x, to_categorical(y))` it would read as what `fit` gives.
    """
    calls: dict[int, list[Span]] = {}
    for call in trainings:
        calls.setdefault(call.end_line, []).append(call)
    outside = [hint for hint in hints if not _ends_inside(hint.span, calls.get(hint.span.end_line, ()))]
    ordered = sorted(outside, key=lambda hint: (hint.span.end_line, hint.span.bounds))
    shown: list[Hint] = []
    for _, group in groupby(ordered, key=lambda hint: hint.span.end_line):
        shown += _outermost(list(group))
    return tuple(shown)


def _ends_inside(span: Span, calls: Iterable[Span]) -> bool:
    return any(call.contains(span) and span != call for call in calls)


def _outermost(hints: list[Hint]) -> list[Hint]:
    """`hints` end on one line and stand in order of their start, so a nested one follows the one around it."""
    kept: list[Hint] = []
    for hint in hints:
        if not any(other.span.contains(hint.span) for other in kept):
            kept.append(hint)
    return kept
