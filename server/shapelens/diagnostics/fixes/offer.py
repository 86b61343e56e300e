"""Which fixes are offered: those whose text, analysed anew, has lost the fault and gained none."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeAlias

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.diagnostics.fixes.program import Program
from shapelens.diagnostics.registry import find_check
from shapelens.interpreter.domain.analysis import Analysis, Site
from shapelens.shapes.defects import FAILURES, note_defect
from shapelens.shapes.tensors import Tensor, first_unknown, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.edits.edit import Edit, apply_edits, line_edits, moved
from shapelens.syntax.edits.source import Source
from shapelens.syntax.spans import Span

# the analysis of a text that is an edit of one analysed before, with the same settings and the same search path
Reanalyse: TypeAlias = Callable[[str], Analysis]

MAX_CANDIDATES = 12
MAX_OFFERED = 4
# a file of old code has hundreds of diagnostics: beyond this many analyses the others are told without a fix
MAX_REANALYSES = 200
# a repair that lets further faults be seen (the same axis is missing in `evaluate`) is completed by their fixes: by so
# many of them, with so many analyses for one diagnostic
MAX_FOLLOWING = 3
MAX_TRIALS = 12
# what these analyses may cost together, in steps of the evaluation: about a second
MAX_STEPS = 40_000
# and those for all diagnostics of a file, unless the file itself takes more
MAX_STEPS_OF_FILE = 100_000
_GRAVE = ("error", "warning")
# a code and where its diagnostic begins
_Place: TypeAlias = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Edited:
    """An edited text, and the errors and warnings that it has and the text before had not."""

    text: str
    analysis: Analysis
    faults: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Trials:
    """How many analyses are left for completing the fixes of one diagnostic."""

    left: int

    def take(self) -> bool:
        self.left -= 1
        return self.left >= 0


@dataclass(frozen=True, slots=True, eq=False)
class Repair:
    """One version of a text, from which fixes are proposed and offered."""

    program: Program
    reanalyse: Reanalyse
    # what was offered before, by code, place and words: one place may have two faults
    _known: dict[tuple[str, Span, str], tuple[Fix, ...]] = field(default_factory=dict)

    @staticmethod
    def of(text: str, analysis: Analysis, reanalyse: Reanalyse) -> Repair:
        """From a text and its analysis."""
        return Repair(Program(Source(text), analysis), reanalyse)

    def offered(self, diagnostic: Diagnostic) -> tuple[Fix, ...]:
        """The fixes of one diagnostic, the most natural one first."""
        return deque(self.search(diagnostic), maxlen=1)[0]

    def search(self, diagnostic: Diagnostic) -> Iterator[tuple[Fix, ...]]:
        """The fixes found so far, after each analysis: the last of these are all. Other work can go on between two."""
        key = (diagnostic.code, diagnostic.span, diagnostic.message)
        if key not in self._known:
            trials = _Trials(min(MAX_TRIALS, MAX_STEPS // max(self.program.analysis.steps, 1)))
            found: dict[str, Fix] = {}
            for fix in self.candidates(diagnostic):
                edited = self._edited([diagnostic], fix.edits)
                yield tuple(found.values())
                if edited is None or self._knows_less(edited.analysis, [diagnostic.span]):
                    continue
                whole: Fix | None = fix
                if edited.faults:
                    # where something else is wrong as well, one fix that mends it too is enough
                    whole = None if found else (yield from self._completed(diagnostic, fix, edited, trials))
                if whole is not None:
                    found.setdefault(edited.text, whole)
                if len(found) == MAX_OFFERED:
                    break
            self._known[key] = tuple(found.values())
        yield self._known[key]

    def _completed(
        self, diagnostic: Diagnostic, fix: Fix, edited: _Edited, trials: _Trials
    ) -> Generator[tuple[Fix, ...], None, Fix | None]:
        """The fix, and with it the first ones that fit for the faults that came; nothing is found on the way."""
        before, titles = self.program.source.text, [fix.title]
        while edited.faults and len(titles) <= MAX_FOLLOWING:
            fault = edited.faults[0]
            here = Repair.of(edited.text, edited.analysis, self.reanalyse)
            for following in here.candidates(fault):
                if not trials.take():
                    return None
                after = here._edited([fault], following.edits)
                yield ()
                if after is not None and not here._knows_less(after.analysis, [fault.span]):
                    titles.append(following.title)
                    edited = after
                    break
            else:
                return None
        edits = line_edits(before, edited.text)
        whole = None if edited.faults else self._edited([diagnostic], edits)
        if whole is None or whole.faults or self._knows_less(whole.analysis, [diagnostic.span]):
            return None
        return Fix(_title_of(titles), edits)

    def candidates(self, diagnostic: Diagnostic) -> tuple[Fix, ...]:
        """What is proposed for a diagnostic, without a look at what would come of it."""
        check = find_check(diagnostic.code)
        if check is None or check.propose is None:
            return ()
        proposed: dict[tuple[Edit, ...], Fix] = {}
        try:
            for fix in check.propose(diagnostic, self.program):
                if fix is not None:
                    proposed.setdefault(fix.edits, fix)
        except FAILURES as defect:
            note_defect(f"a fix of {check.code}", defect)
        return tuple(islice(proposed.values(), MAX_CANDIDATES))

    def has_safe_candidates(self, diagnostics: Iterable[Diagnostic]) -> bool:
        """Whether a safe fix is proposed for any of these."""
        return any(fix.safe for diagnostic in diagnostics for fix in self.candidates(diagnostic))

    def is_sound(self, targets: Iterable[Diagnostic], edits: tuple[Edit, ...]) -> bool:
        """Whether the edited text has lost the diagnostics `targets`, and gained no error and no warning.

        Behind what Keras 3 alone refuses more of the kind may come to light: it is the next to be repaired.
        """
        targets = tuple(targets)
        edited = self._edited(targets, edits)
        return (
            edited is not None
            and (not edited.faults or all(map(_is_of_migration, [*targets, *edited.faults])))
            and not self._knows_less(
                edited.analysis, [target.span for target in targets], calls_more=all(map(_is_of_migration, targets))
            )
        )

    def _edited(self, targets: Iterable[Diagnostic], edits: tuple[Edit, ...]) -> _Edited | None:
        """The text with the edits; None where it is no other, or has one of the diagnostics `targets` still."""
        before = self.program.source.text
        after = apply_edits(before, edits)
        if after is None or after == before:
            return None
        analysis = self.reanalyse(after)
        gone = {(target.code, target.span) for target in targets}
        known: set[_Place] = set()
        forbidden: set[_Place] = set()
        for each in diagnose(self.program.analysis):
            place = (each.code, *moved(before, after, edits, (each.span.line, each.span.column)))
            (forbidden if (each.code, each.span) in gone else known).add(place)
        faults = []
        for each in diagnose(analysis):
            place = (each.code, each.span.line, each.span.column)
            if place in forbidden:
                return None
            if each.severity in _GRAVE and place not in known:
                faults.append(each)
        return _Edited(after, analysis, tuple(faults))

    def _knows_less(self, after: Analysis, repaired: Iterable[Span], *, calls_more: bool = False) -> bool:
        """Whether the fault is gone only because less is understood: then nothing was repaired."""
        before = self.program.analysis
        if len(after.unread) > len(before.unread):
            return True
        unknown, remaining = list(_unknown_sites(before)), sum(1 for _ in _unknown_sites(after))
        if calls_more:
            # a call that was not understood before is no less known now
            remaining -= max(len(after.sites) - len(before.sites), 0)
        followed = any(_follows_from(reason, site, span) for site, reason in unknown for span in repaired)
        return remaining >= len(unknown) if followed else remaining > len(unknown)


def _is_of_migration(diagnostic: Diagnostic) -> bool:
    return diagnostic.finding is not None and diagnostic.finding.since is not None


def _title_of(titles: list[str]) -> str:
    """`Set units=1; use sigmoid`; a fix that is made several times is named once."""
    distinct = list(dict.fromkeys(titles))
    if len(distinct) == 1:
        return f"{distinct[0]}, in {len(titles)} places"
    return "; ".join([distinct[0], *(title[:1].lower() + title[1:] for title in distinct[1:])])


def with_their_fixes(diagnostics: Iterable[Diagnostic], repair: Repair) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file with the fixes that are offered for each, as long as that costs about as much as the
    file itself: the others are told without. Equal edits are analysed once."""
    known: dict[str, Analysis] = {}
    left = max(MAX_STEPS_OF_FILE, repair.program.analysis.steps)

    def reanalyse(text: str) -> Analysis:
        nonlocal left
        if text not in known:
            known[text] = repair.reanalyse(text)
            left -= known[text].steps
        return known[text]

    counting = replace(repair, reanalyse=reanalyse)
    return tuple(
        replace(each, fixes=counting.offered(each)) if left > 0 and len(known) < MAX_REANALYSES else each
        for each in diagnostics
    )


def _unknown_sites(analysis: Analysis) -> Iterator[tuple[Site, Unknown]]:
    """The calls of which not everything is known, and why."""
    for site in analysis.sites:
        for output in site.outputs:
            reason = next((found for found in map(_unknown, leaves(output)) if found is not None), None)
            if reason is not None:
                yield site, reason
                break


def _unknown(tensor: Tensor | Unknown) -> Unknown | None:
    return first_unknown(tensor.shape if isinstance(tensor, Tensor) else tensor)


def _follows_from(reason: Unknown, site: Site, fault: Span) -> bool:
    """Whether a call is unknown because of the fault at a span."""
    if not reason.follows_a_fault:
        return False
    if reason.line is not None:
        return fault.line <= reason.line <= fault.end_line
    return site.span.contains(fault) or fault.contains(site.span)
