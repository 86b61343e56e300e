"""What checks said, for as long as it holds: all of it for the very text, for an edited one what it alone measured.

A shape that only TensorFlow knew stays beside its call until the text of that call changes, wherever edits move it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from urllib.parse import unquote

from shapelens.lsp.documents import Snapshot

if TYPE_CHECKING:
    from shapelens.diagnostics.diagnostic import Diagnostic
    from shapelens.editor.annotations import Annotation, Annotations
    from shapelens.syntax.spans import Span

KEPT = 64
# lines between the first and the last edit; more are not compared one by one
MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check in TensorFlow said of one text: beside its lines, in its problems, and in one line of words.

    Without words it is what is left of one whose text was edited.
    """

    annotations: Annotations
    diagnostics: tuple[Diagnostic, ...]
    summary: str = ""


class KeptResults:
    """By document and text; and of each document the last one."""

    def __init__(self) -> None:
        self._by_text: OrderedDict[tuple[str, bytes], CheckResult] = OrderedDict()
        self._last: OrderedDict[str, tuple[tuple[str, ...], Annotations]] = OrderedDict()

    def record(self, snapshot: Snapshot, check_result: CheckResult) -> None:
        uri = unquote(snapshot.uri)
        self._keep(snapshot, check_result)
        measured_only = {
            span: annotation for span, annotation in check_result.annotations.items() if annotation.status == "filled"
        }
        self._last.pop(uri, None)
        if measured_only:
            self._last[uri] = (tuple(snapshot.index.lines()), measured_only)
        if len(self._last) > KEPT:
            self._last.popitem(last=False)

    def of(self, snapshot: Snapshot) -> CheckResult | None:
        """What the last check said of this very text; else what it alone measured, where that text is the same."""
        uri = unquote(snapshot.uri)
        known = self._by_text.get((uri, snapshot.digest))
        if known is not None or uri not in self._last:
            return known
        lines, annotations = self._last[uri]
        left = CheckResult(dict(_moved(annotations, lines, tuple(snapshot.index.lines()))), ())
        self._keep(snapshot, left)
        return left

    def _keep(self, snapshot: Snapshot, check_result: CheckResult) -> None:
        self._by_text[unquote(snapshot.uri), snapshot.digest] = check_result
        if len(self._by_text) > KEPT:
            self._by_text.popitem(last=False)


def _moved(
    annotations: Annotations, before: tuple[str, ...], now: tuple[str, ...]
) -> Iterator[tuple[Span, Annotation]]:
    """The annotations of lines that are the same in both texts, where those lines are now."""
    moves = dict(_same_lines(before, now))
    for span, annotation in annotations.items():
        shifts = {moves.get(line - 1, -1) - (line - 1) for line in range(span.line, span.end_line + 1)}
        known = all(line - 1 in moves for line in range(span.line, span.end_line + 1))
        if known and len(shifts) == 1:
            yield span.shifted(shifts.pop()), annotation


def _same_lines(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Pairs of lines, from 0: all before the first edit and behind the last, and what matches in between."""
    shorter = min(len(before), len(now))
    head = next((index for index in range(shorter) if before[index] != now[index]), shorter)
    rest = shorter - head
    tail = next((index for index in range(rest) if before[-1 - index] != now[-1 - index]), rest)
    yield from ((index, index) for index in range(head))
    yield from ((len(before) - 1 - index, len(now) - 1 - index) for index in range(tail))
    old, new = before[head : len(before) - tail], now[head : len(now) - tail]
    if 0 < len(old) <= MOST_LINES and 0 < len(new) <= MOST_LINES:
        for start, other, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield from ((head + start + index, head + other + index) for index in range(size))
