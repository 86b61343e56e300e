"""What is known about one text, or many: analysis, hints, diagnostics, and the counts of a run."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from shapelens.cli.jobs import in_order
from shapelens.cli.project import Projects
from shapelens.cli.sources import Source, Unreadable
from shapelens.diagnostics.diagnose import diagnose, options_of
from shapelens.diagnostics.diagnostic import Diagnostic, Severity
from shapelens.diagnostics.fixes.offer import Reanalyse, Repair, with_their_fixes
from shapelens.editor.hints import Hint, hints
from shapelens.environments.discovery import Interpreter
from shapelens.interpreter.analyze import analyze_again
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.module_search import search_for
from shapelens.settings.values import Settings
from shapelens.shapes.formatting import is_wholly_unknown
from shapelens.syntax.cells import Cells
from shapelens.syntax.lines import split_lines


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file; `lines` are its lines as they are written, without their ends."""

    path: str
    lines: tuple[str, ...]
    analysis: Analysis
    interpreter: Interpreter
    hints: tuple[Hint, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def cells(self) -> Cells:
        """The cells of a notebook; none in a plain file."""
        return self.analysis.cells

    @property
    def unknown(self) -> int:
        """The number of calls whose shape is not known."""
        return sum(all(map(is_wholly_unknown, site.outputs)) for site in self.analysis.calls)


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that one command found.

    `unreadable` are the paths that gave no text, `complaints` say what is wrong in the settings of their projects.
    """

    files: tuple[FileReport, ...]
    unreadable: tuple[Unreadable, ...]
    complaints: tuple[str, ...]
    seconds: float

    def count(self, severity: Severity) -> int:
        """The number of diagnostics of a severity."""
        return sum(diagnostic.severity == severity for file in self.files for diagnostic in file.diagnostics)


def run(
    sources: Iterable[Source | Unreadable],
    projects: Projects | None = None,
    *,
    with_fixes: bool = False,
    jobs: int = 1,
) -> Run:
    """Analyse every source, as the settings of its project want it; fixes cost several analyses each."""
    projects = projects or Projects()
    started = time.perf_counter()
    work = [source if isinstance(source, Unreadable) else _work(source, projects) for source in sources]
    outcomes = list(in_order(partial(_outcome, with_fixes), work, jobs, _size))
    files = tuple(outcome for outcome in outcomes if not isinstance(outcome, Unreadable))
    unreadable = tuple(outcome for outcome in outcomes if isinstance(outcome, Unreadable))
    return Run(files, unreadable, tuple(projects.complaints), time.perf_counter() - started)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a process needs to analyse one source."""

    source: Source
    settings: Settings
    interpreter: Interpreter


def _work(source: Source, projects: Projects) -> _Work:
    return _Work(source, projects.settings_for(source.path), projects.interpreter_for(source.path))


def _size(work: _Work | Unreadable) -> int:
    return 0 if isinstance(work, Unreadable) else len(work.source.text)


def _outcome(with_fixes: bool, work: _Work | Unreadable) -> FileReport | Unreadable:
    return work if isinstance(work, Unreadable) else _report(work, with_fixes=with_fixes)


def report(source: Source, projects: Projects) -> FileReport | Unreadable:
    """Analyse one source; a fault of ours costs that file alone, and says so."""
    return _report(_work(source, projects), with_fixes=False)


def _report(work: _Work, *, with_fixes: bool) -> FileReport | Unreadable:
    source, settings = work.source, work.settings
    try:
        lines = split_lines(source.written)
        analyse = analyser(source.path, settings, work.interpreter)
        analysis = analyse(source.text)
        diagnostics = diagnose(analysis, options_of(settings), lines)
        if with_fixes:
            diagnostics = with_their_fixes(diagnostics, Repair.of(source.text, analysis, analyse))
        return FileReport(source.path, tuple(lines), analysis, work.interpreter, hints(analysis), diagnostics)
    except Exception as error:
        return Unreadable(source.path, f"internal error, please report it: {type(error).__name__}: {error}")


def analyser(path: str, settings: Settings, interpreter: Interpreter) -> Reanalyse:
    """How the text at a path is analysed, and any edit of it: what an edit leaves as it was is not done again."""
    search, history = search_for(path, interpreter.executable), History()
    return lambda text: analyze_again(history, text, path, step_budget=settings.step_budget, search=search)


def exit_code(run: Run, fail_on: Severity = "error") -> int:
    """0 for nothing to report, 1 for errors (or warnings), 2 where a path asked for, or everything, was unreadable."""
    if any(item.named for item in run.unreadable) or (run.unreadable and not run.files):
        return 2
    failing: tuple[Severity, ...] = ("error", "warning") if fail_on == "warning" else ("error",)
    return int(any(run.count(severity) for severity in failing))
