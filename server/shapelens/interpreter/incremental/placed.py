"""What units saw in lines of the text, kept for as long as the units that it speaks of stand where they stood."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from itertools import repeat
from typing import Generic, TypeVar

from shapelens.interpreter.domain.analysis import Kind, Observation, Site
from shapelens.interpreter.domain.observations import Record, SiteKey, joined_sites, put_together, site_key
from shapelens.interpreter.domain.positions import Lines
from shapelens.interpreter.incremental.memo import Block, Memo
from shapelens.shapes.frozen import dataclass
from shapelens.syntax.spans import Span

Kept = TypeVar("Kept", bound=Hashable)
Result = TypeVar("Result")

# what is kept may be so many times what is in use
_MOST_UNUSED = 2


class Placed(Generic[Kept, Result]):
    """What came of each thing, and where the units stood."""

    def __init__(self) -> None:
        # with the lines under which it was last found to hold
        self._known: dict[Kept, tuple[dict[int, int], Result, Mapping[int, int]]] = {}

    def get(self, lines: Lines, thing: Kept, place: Callable[[Lines, Kept, Result | None], Result]) -> Result:
        """A thing in lines of the text; `place` is told what came of it the last time."""
        outside = lines.used
        used, result, _ = self._entry(lines, thing, place)
        outside.update(used)
        lines.used = outside
        return result

    def all(
        self, lines: Lines, things: Iterable[Kept], place: Callable[[Lines, Kept, Result | None], Result]
    ) -> list[Result]:
        """The same of several, for one who does not ask which units they speak of."""
        return [self._entry(lines, thing, place)[1] for thing in things]

    def _entry(
        self, lines: Lines, thing: Kept, place: Callable[[Lines, Kept, Result | None], Result]
    ) -> tuple[dict[int, int], Result, Mapping[int, int]]:
        known = self._known.get(thing)
        if known is not None and known[2] is lines.above:
            return known
        if known is not None and lines.still(known[0]):
            used, result = known[:2]
        else:
            used = lines.used = {}
            result = place(lines, thing, None if known is None else known[1])
        known = self._known[thing] = used, result, lines.above
        return known

    def keep(self, things: Iterable[Kept], count: int) -> None:
        """Forget all but some things, of which there are so many, where most are others."""
        if len(self._known) > _MOST_UNUSED * count:
            self._known = {thing: self._known[thing] for thing in things if thing in self._known}


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What some units saw: their sites, and the rest."""

    sites: dict[SiteKey, Site]
    record: Record


class SeenByUnits:
    """What each block saw, and each unit of it."""

    def __init__(self) -> None:
        self._rows: Placed[Block, Seen] = Placed()
        self._units: Placed[Memo, Seen] = Placed()

    def of_rows(self, lines: Lines, blocks: list[Block]) -> list[Seen]:
        """What the blocks of a version saw, in lines of the text."""
        seen = self._rows.all(lines, blocks, self._of_row)
        self._rows.keep(blocks, len(blocks))
        self._units.keep((memo for block in blocks for memo in block.memos), sum(len(block.memos) for block in blocks))
        return seen

    def _of_row(self, lines: Lines, block: Block, _before: Seen | None) -> Seen:
        memos = [self._units.get(lines, memo, _of_part) for memo in block.memos if memo.record.has_content]
        return Seen(joined_sites(memo.sites for memo in memos), put_together(memo.record for memo in memos))


def _of_part(lines: Lines, memo: Memo, before: Seen | None) -> Seen:
    return place_seen(lines, memo.record, before)


def place_seen(lines: Lines, record: Record, before: Seen | None = None) -> Seen:
    """What was seen, in lines of the text."""
    placed = Record(extents=record.extents)
    for finding in map(lines.place, record.findings.values()):
        placed.findings[finding.span, type(finding.problem).__name__] = finding
    placed.joins = {lines.place(join): nodes for join, nodes in record.joins.items()}
    placed.open_inputs = dict.fromkeys(map(lines.place, record.open_inputs))
    placed.trainings = dict.fromkeys(map(lines.span, record.trainings))
    placed.missing = {name: dict.fromkeys(map(lines.span, calls)) for name, calls in record.missing.items()}
    known = repeat(None) if before is None else before.sites.values()
    return Seen(dict(map(partial(_site, lines), record.sites.items(), known)), placed)


def _site(lines: Lines, site: tuple[tuple[Span, Kind], list[Observation]], before: Site | None) -> tuple[SiteKey, Site]:
    (span, kind), seen = site
    span = lines.span(span)
    observations = lines.place(tuple(seen), None if before is None else before.observations)
    return site_key(span, kind), Site(span, kind, observations)
