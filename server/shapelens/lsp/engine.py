"""The engine as the server calls it. Importing this module is the slow part, so the worker thread does it."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial

from shapelens.diagnostics.diagnose import diagnose, options_of
from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.diagnostics.fixes.everything import TO_KERAS_3, fix_everything
from shapelens.diagnostics.fixes.offer import Reanalyse, Repair
from shapelens.editor.actions import ignore_on_this_line
from shapelens.editor.carrying import carry_line, carry_over
from shapelens.interpreter.analyze import analyze, analyze_again
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.domain.interruption import Cancelled, IsCancelled, never
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.module_search import search_for
from shapelens.lsp.documents import Snapshot
from shapelens.lsp.memory import Memory
from shapelens.lsp.scheduling import GivenUp
from shapelens.settings.values import Settings
from shapelens.syntax.cells import cells_of
from shapelens.syntax.edits.edit import Edit, line_edits
from shapelens.syntax.versions import cut

# a program that makes the parser and the commonest rules load what they load on first use
WARM_UP = "from keras import layers, Sequential\nSequential([layers.Input((8, 8, 3)), layers.Conv2D(2, 3)])\n"

GC_THRESHOLDS = (3_000, 5, 100)


def warm_up() -> None:
    """Analyse a few lines, so that the first real file does not pay for first uses, and tune the collector."""
    diagnose(analyze(WARM_UP))
    # what is loaded now stays. Nothing runs while the collector does: many short rounds, and hardly ever a whole one
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def analyze_snapshot(
    snapshot: Snapshot, settings: Settings, interpreter: str, memory: Memory, is_cancelled: IsCancelled
) -> Analysis:
    """What the engine says of one version of a document, with the packages of `interpreter` to read imports from.

    What the last edit has not touched is kept in `memory`. Raises `GivenUp` once `is_cancelled` says so.
    """
    try:
        return _analyser(snapshot, settings, interpreter, memory, is_cancelled)(snapshot.text)
    except Cancelled:
        raise GivenUp from None


def analyze_beginning(
    snapshot: Snapshot, settings: Settings, interpreter: str, memory: Memory, is_cancelled: IsCancelled, last: int
) -> Analysis | None:
    """What the engine says of the statements that begin up to a line; None where nobody needs it any more, or they are
    most of the text.

    The beginning is a version like any other: the analysis of the whole goes on from it.
    """
    beginning = "".join(chunk.text for chunk in cut(snapshot.text).chunks if chunk.first_line <= last)
    if 2 * len(beginning) > len(snapshot.text):
        return None
    try:
        return _analyser(snapshot, settings, interpreter, memory, is_cancelled)(beginning)
    except Cancelled:
        return None


def diagnose_snapshot(analysis: Analysis, snapshot: Snapshot, settings: Settings) -> tuple[Diagnostic, ...]:
    """The diagnostics of an analysis, as the settings want them."""
    return diagnose(analysis, options_of(settings), snapshot.index.lines())


def with_carried(before: Analysis, old: Snapshot, now: Analysis, new: Snapshot) -> Analysis:
    """The analysis of a version that does not parse, with what is still known from the version before."""
    return carry_over(before, old.index.lines(), now, new.index.lines())


def carried_to(before: Analysis, old: Snapshot, new: Snapshot, line: int) -> Analysis | None:
    """What is known of a line of a version before that is analysed; None where the line is not as it was."""
    known = carry_line(before, old.index.lines(), new.index.lines(), line)
    return None if known is None else replace(known, cells=cells_of(new.text))


def repair_snapshot(
    analysis: Analysis, snapshot: Snapshot, settings: Settings, interpreter: str, memory: Memory
) -> Repair:
    """What proposes the fixes of one version of a document, and analyses what would come of them."""
    return Repair.of(snapshot.text, analysis, _analyser(snapshot, settings, interpreter, memory))


def fix_snapshot(
    analysis: Analysis, snapshot: Snapshot, settings: Settings, interpreter: str, memory: Memory, *, migration: bool
) -> tuple[Edit, ...]:
    """The edits that make every safe fix, or those from Keras 2 to Keras 3 alone."""
    analyse, options = (
        _analyser(snapshot, settings, interpreter, memory),
        TO_KERAS_3 if migration else options_of(settings),
    )
    return line_edits(snapshot.text, fix_everything(snapshot.text, analysis, analyse, options).text)


def migrates(repair: Repair) -> bool:
    """Whether a fix from Keras 2 to Keras 3 is proposed at all."""
    return repair.has_safe_candidates(diagnose(repair.program.analysis, TO_KERAS_3))


def ignoring(repair: Repair, diagnostic: Diagnostic) -> Fix | None:
    """The comment that silences a diagnostic on its line."""
    return ignore_on_this_line(diagnostic, repair.program.source)


def _analyser(
    snapshot: Snapshot,
    settings: Settings,
    interpreter: str,
    memory: Memory,
    is_cancelled: IsCancelled = never,
) -> Reanalyse:
    """How a document is analysed, and any edit of it."""
    search, budget = search_for(snapshot.path, interpreter, memory.read), settings.step_budget

    def analyse(text: str) -> Analysis:
        again = partial(analyze_again, step_budget=budget, search=search, is_cancelled=is_cancelled)
        key = (snapshot.path, budget, (interpreter, search.keras))
        return memory.go_on(key, History, lambda history: again(history, text, snapshot.path))

    return analyse
