"""All safe fixes of a text at once, analysed together, and again until none is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shapelens.diagnostics.diagnose import MIGRATION, Options, diagnose
from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.diagnostics.fixes.offer import Reanalyse, Repair
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.syntax.edits.edit import Edit, apply_edits
from shapelens.syntax.lines import split_lines
from shapelens.syntax.spans import Span

# from Keras 2 to Keras 3: what Keras 3 refuses, and what it takes with a warning
TO_KERAS_3 = Options(select=(MIGRATION,))
# what one round leaves for the next is rare: an import that two fixes change
MAX_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Applied:
    """A fix that was made, and the diagnostic that it removed."""

    diagnostic: Diagnostic
    fix: Fix


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text after its fixes."""

    text: str
    applied: tuple[Applied, ...]


def fix_everything(text: str, analysis: Analysis, reanalyse: Reanalyse, options: Options | None = None) -> FixedText:
    """Make every safe fix of the diagnostics that `options` and the comments in the text let be reported."""
    applied: list[Applied] = []
    for _ in range(MAX_ROUNDS):
        repair = Repair.of(text, analysis, reanalyse)
        chosen = _sound(repair, _choose(repair, diagnose(analysis, options, split_lines(text))))
        after = apply_edits(text, _edits(chosen)) if chosen else None
        if after is None:
            break
        text, analysis = after, reanalyse(after)
        applied += chosen
    return FixedText(text, tuple(applied))


def _choose(repair: Repair, diagnostics: Iterable[Diagnostic]) -> list[Applied]:
    """The first safe fix of each diagnostic, as far as they change different places."""
    chosen: list[Applied] = []
    changed: list[Span] = []
    for diagnostic in diagnostics:
        fix = next((each for each in repair.candidates(diagnostic) if each.safe), None)
        if fix is None:
            continue
        spans = [edit.span for edit in fix.edits]
        if not any(one.touches(other) for one in spans for other in changed):
            chosen.append(Applied(diagnostic, fix))
            changed += spans
    return chosen


def _sound(repair: Repair, chosen: list[Applied]) -> list[Applied]:
    """All of them, if they are sound together; else the first that is so alone."""
    if not chosen or repair.is_sound([each.diagnostic for each in chosen], _edits(chosen)):
        return chosen
    return next(([each] for each in chosen if repair.is_sound([each.diagnostic], each.fix.edits)), [])


def _edits(chosen: Sequence[Applied]) -> tuple[Edit, ...]:
    return tuple(edit for each in chosen for edit in each.fix.edits)
