"""The engine as the server calls it. Importing this module is the slow part, so the worker thread does it."""

from __future__ import annotations

import gc

from shapelens.diagnostics.diagnose import diagnose, options_of
from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.interpreter.analysis import Analysis
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.modules.search import search_for
from shapelens.lsp.documents import Snapshot
from shapelens.settings.values import Settings

# a program that makes the parser and the commonest rules load what they load on first use
WARM_UP = "from keras import layers, Sequential\nSequential([layers.Input((8, 8, 3)), layers.Conv2D(2, 3)])\n"

GC_THRESHOLDS = (50_000, 20, 50)


def warm_up() -> None:
    """Analyse a few lines, so that the first real file does not pay for first uses, and tune the collector."""
    diagnose(analyze(WARM_UP))
    # what is loaded now stays; and an analysis makes many objects that live: at the usual thresholds half of its time
    # would go into looking through them for cycles
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def analyze_snapshot(snapshot: Snapshot, settings: Settings, interpreter: str) -> Analysis:
    """What the engine says of one version of a document, with the packages of `interpreter` to read imports from."""
    search = search_for(snapshot.path, interpreter)
    return analyze(snapshot.text, snapshot.path, step_budget=settings.step_budget, search=search)


def diagnose_snapshot(analysis: Analysis, snapshot: Snapshot, settings: Settings) -> tuple[Diagnostic, ...]:
    """The diagnostics of an analysis, as the settings want them."""
    return diagnose(analysis, options_of(settings), snapshot.index.lines())
