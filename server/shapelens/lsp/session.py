"""What the server knows: open documents, their latest analysis, settings, and the verdicts of checks.

Edits apply at once and on the event loop; an analysis runs on the worker, of an immutable snapshot. A request that
meets an edit on its way is answered for the newest version.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pygls.uris import to_fs_path

from shapelens.lsp.configuration import Configuration
from shapelens.lsp.documents import Snapshot
from shapelens.lsp.interpreters import Interpreters
from shapelens.lsp.kept_results import CheckResult, KeptResults
from shapelens.lsp.memory import Memory
from shapelens.lsp.scheduling import Latest, OneAtATime, Quiet, Results, Worker
from shapelens.settings.values import Settings

# who asks while the user types waits no longer than this for more than is known
SOON_SECONDS = 0.005
# shorter files are analysed as a whole as soon as their beginning would be shown
LONG_LINES = 500

if TYPE_CHECKING:
    from shapelens.diagnostics.diagnostic import Diagnostic, Fix
    from shapelens.diagnostics.fixes.offer import Repair
    from shapelens.interpreter.domain.analysis import Analysis
    from shapelens.shape_check.standby import Standby
    from shapelens.syntax.edits.edit import Edit


@dataclass(slots=True)
class OpenDocument:
    """A document that the client has open."""

    snapshot: Snapshot
    quiet: Quiet = field(default_factory=Quiet)
    # set once this version is gone
    gone: threading.Event = field(default_factory=threading.Event)
    # the last version that was analysed, and the last of those that parsed
    last: Analysed | None = None
    sound: Analysed | None = None
    # what is said of its beginning, as far as it was asked for before there was an analysis, and its last line
    beginning: tuple[int, Analysed] | None = None
    # the files that it imports, and how often one of those that are open was edited
    imports: frozenset[str] = frozenset()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Analysed:
    """A version of a document and what the engine says of it.

    `shown` says more where the text does not parse: what was last known of the lines that are as they were.
    """

    snapshot: Snapshot
    analysis: Analysis
    shown: Analysis


class Session:
    """The state of one server; touched on the event loop alone."""

    def __init__(self) -> None:
        self.configuration = Configuration()
        self.background = Latest()
        self.checks = OneAtATime()
        # where checks are asked for it is loaded, and keeps an agent ready
        self.standby: Standby | None = None
        self.trusted = False
        self.interpreters = Interpreters()
        self._documents: dict[str, OpenDocument] = {}
        # the notebook that a cell is in
        self._notebooks: dict[str, str] = {}
        self._verdicts = KeptResults()
        self._worker = Worker()
        self._saves = 0
        self._engine: asyncio.Future[None] | None = None
        self._memory = Memory()
        self._analyses: Results[Analysis] = Results(self._worker)
        self._diagnostics: Results[tuple[Diagnostic, ...]] = Results(self._worker)
        self._repairs: Results[Repair] = Results(self._worker)

    async def engine_loaded(self) -> None:
        """Wait until the engine is imported, which the worker does once and first of all."""
        if self._engine is None:
            self._engine = asyncio.ensure_future(self._worker.run(_import_engine))
        await asyncio.shield(self._engine)

    def open(self, snapshot: Snapshot) -> None:
        """A document was opened."""
        self._documents[unquote(snapshot.uri)] = OpenDocument(snapshot)
        self._memory.open(snapshot.path, snapshot.text)
        self._enter_cells(snapshot)

    def change(self, snapshot: Snapshot) -> list[str]:
        """A document was edited: work on the version before is dropped. Gives the open documents that import it."""
        document = self._documents.get(unquote(snapshot.uri))
        if document is not None:
            self._drop(document)
            document.snapshot, document.gone, document.beginning = snapshot, threading.Event(), None
            self._enter_cells(snapshot)
            document.quiet.disturb()
        self._memory.open(snapshot.path, snapshot.text)
        return self._importing(snapshot.path)

    def _importing(self, path: str) -> list[str]:
        """The open documents that import a file; work on them is dropped, since that has changed."""
        found = [each for each in self._documents.values() if os.path.normpath(path) in each.imports]
        for document in found:
            document.gone.set()
            document.gone, document.revision = threading.Event(), document.revision + 1
        return [document.snapshot.uri for document in found]

    def close(self, uri: str) -> None:
        """A document was closed."""
        document = self._documents.pop(unquote(uri), None)
        if document is not None:
            self._drop(document)
            self._memory.close(document.snapshot.path)
            self._importing(document.snapshot.path)

    def _drop(self, document: OpenDocument) -> None:
        """A version is gone: nobody waits for what is said of it."""
        document.gone.set()
        self._analyses.drop(self._key(document.snapshot))
        self._leave_cells(document.snapshot)

    def _enter_cells(self, snapshot: Snapshot) -> None:
        self._notebooks.update({unquote(part.uri): unquote(snapshot.uri) for part in snapshot.cells or ()})

    def _leave_cells(self, snapshot: Snapshot) -> None:
        for part in snapshot.cells or ():
            self._notebooks.pop(unquote(part.uri), None)

    def _document(self, uri: str) -> OpenDocument | None:
        """An open document, or the notebook that holds a cell."""
        return self._documents.get(self._notebooks.get(unquote(uri), unquote(uri)))

    def snapshot(self, uri: str) -> Snapshot | None:
        """The newest version of an open document, or of the notebook that holds a cell."""
        document = self._document(uri)
        return None if document is None else document.snapshot

    def is_newest(self, snapshot: Snapshot) -> bool:
        """Whether no edit has come since this version."""
        return self.snapshot(snapshot.uri) is snapshot

    def open_uris(self) -> tuple[str, ...]:
        return tuple(document.snapshot.uri for document in self._documents.values())

    def settings(self, uri: str) -> Settings:
        return self.configuration.for_uri(self._notebooks.get(unquote(uri), uri))

    async def analysis(self, uri: str, *, settled: bool = False) -> Analysed | None:
        """The analysis of the newest version, after the pause that follows an edit where `settled`; None if closed."""
        await self.configuration.ready()
        while (document := self._document(uri)) is not None:
            if settled:
                await document.quiet.wait(self.settings(uri).debounce_ms / 1000)
            snapshot, settings = document.snapshot, self.settings(uri)
            interpreter, is_gone = self.interpreter(snapshot.uri), document.gone.is_set
            work = partial(_analyze, snapshot, settings, interpreter, self._memory, is_gone)
            analysis = await self._analyses.get(self._key(snapshot), work)
            if analysis is not None and document.snapshot is snapshot:
                document.imports = frozenset(map(os.path.normpath, analysis.imports))
                if analysis.lacks_keras:
                    self.interpreters.keras_was_missed(snapshot.path, settings.check_interpreter)
                found = Analysed(snapshot, analysis, analysis)
                if not analysis.unread:
                    document.sound = found
                elif document.sound is not None:
                    found = await self._worker.run(partial(_carry_over, document.sound, found))
                if document.snapshot is snapshot:
                    document.last, document.beginning = found, None
                    return found
        return None

    async def beginning(self, uri: str, last: int) -> Analysed | None:
        """The analysis of what stands before a line (of `uri`, from 0) of a document that was not analysed yet; None
        where that is hardly less than the whole.

        The whole waits for it, and goes on from there.
        """
        await self.configuration.ready()
        document = self._document(uri)
        part = None if document is None else document.snapshot.part_of(uri)
        if document is None or part is None or document.last is not None:
            return None
        snapshot, settings, line = document.snapshot, self.settings(uri), part.first_line + last
        if len(snapshot.index) < max(LONG_LINES, 2 * line):
            return None
        if document.beginning is None or document.beginning[0] < line:
            interpreter = self.interpreter(snapshot.uri)
            document.gone.set()
            document.gone = threading.Event()
            is_gone = document.gone.is_set
            work = partial(_analyze_beginning, snapshot, settings, interpreter, self._memory, is_gone, line)
            analysis = await self._worker.run(work)
            if analysis is None or document.snapshot is not snapshot:
                return None
            document.beginning = line, Analysed(snapshot, analysis, analysis)
        return document.beginning[1]

    async def shown_soon(self, uri: str, line: int) -> Analysed | None:
        """The analysis of the newest version, or where it takes long what was last known of a line (of `uri`, from 0)
        that is as it was: whoever asks while typing goes on gets an answer too."""
        waiting = asyncio.ensure_future(self.analysis(uri))
        done, _ = await asyncio.wait({waiting}, timeout=SOON_SECONDS)
        carried = None if done else self._carried(uri, line)
        if carried is None:
            return await waiting
        waiting.cancel()
        return carried

    def _carried(self, uri: str, line: int) -> Analysed | None:
        document = self._document(uri)
        part = None if document is None else document.snapshot.part_of(uri)
        if document is None or document.last is None or part is None:
            return None
        return _carry_to(document.last, document.snapshot, part.first_line + line)

    async def diagnostics(self, uri: str, *, settled: bool = False) -> tuple[Analysed, tuple[Diagnostic, ...]] | None:
        """The analysis of the newest version and its diagnostics; None if the document is closed."""
        while (found := await self.analysis(uri, settled=settled)) is not None:
            settings = self.settings(uri)
            key = (self._key(found.snapshot), settings)
            diagnostics = await self._diagnostics.get(key, partial(_diagnose, found, settings))
            if diagnostics is not None and self.snapshot(uri) is found.snapshot:
                return found, diagnostics
        return None

    async def fixes(self, found: Analysed, diagnostic: Diagnostic) -> tuple[Fix, ...] | None:
        """The fixes of a diagnostic; None where its text is no longer the newest.

        Each analysis that they take is done by itself, so that other work can go on between two of them.
        """
        repair = await self._repair(found)
        if repair is None:
            return None
        search, offered = repair.search(diagnostic), None
        while (step := await self._worker.run(partial(next, search, None))) is not None:
            if not self.is_newest(found.snapshot):
                return None
            offered = step
        return offered

    async def ignoring(self, found: Analysed, diagnostic: Diagnostic) -> Fix | None:
        """The comment that silences a diagnostic on its line."""
        repair = await self._repair(found)
        return None if repair is None else await self._worker.run(partial(_ignoring, repair, diagnostic))

    async def has_safe_fixes(self, found: Analysed, diagnostics: tuple[Diagnostic, ...]) -> bool:
        """Whether a safe fix is proposed for one of these at all; whether it is offered shows when it is asked for."""
        repair = await self._repair(found)
        return repair is not None and await self._worker.run(partial(repair.has_safe_candidates, diagnostics))

    async def _repair(self, found: Analysed) -> Repair | None:
        uri = found.snapshot.uri
        work = partial(_make_repair, found, self.settings(uri), self.interpreter(uri), self._memory)
        return await self._repairs.get(self._key(found.snapshot), work)

    async def migrates(self, found: Analysed) -> bool:
        """Whether a fix from Keras 2 to Keras 3 is proposed at all."""
        repair = await self._repair(found)
        return repair is not None and await self._worker.run(partial(_migrates, repair))

    async def fix_everything(self, uri: str, *, migration: bool = False) -> tuple[Analysed, tuple[Edit, ...]] | None:
        """The newest version and the edits that make every safe fix in it (or those from Keras 2 to Keras 3); None if
        the document is closed."""
        while (found := await self.analysis(uri)) is not None:
            work = partial(_fix_everything, found, self.settings(uri), self.interpreter(uri), self._memory, migration)
            edits = await self._worker.run(work)
            if self.is_newest(found.snapshot):
                return found, edits
        return None

    def check_result(self, snapshot: Snapshot) -> CheckResult | None:
        """What the last check said of this very text, and what of it holds for an edited one."""
        return self._verdicts.of(snapshot)

    def record_check_result(self, snapshot: Snapshot, check_result: CheckResult) -> None:
        """Keep what a check said."""
        self._verdicts.record(snapshot, check_result)

    async def stop(self) -> None:
        """The client has left: end what runs."""
        self._worker.stop()
        await self.checks.stop()
        if self.standby is not None:
            await self.standby.end()

    def interpreter(self, uri: str) -> str:
        """The user's Python for a document: it runs checks, and its packages are read where a program imports them."""
        snapshot = self.snapshot(uri)
        path = snapshot.path if snapshot is not None else to_fs_path(uri) or ""
        return self.interpreters.of(path, self.settings(uri).check_interpreter).executable

    def saved(self) -> None:
        """A file was saved: what other files import may have changed."""
        self._saves += 1
        self.interpreters.forget()

    def _key(self, snapshot: Snapshot) -> tuple[Hashable, ...]:
        budget, interpreter = self.settings(snapshot.uri).step_budget, self.interpreter(snapshot.uri)
        document = self._documents.get(unquote(snapshot.uri))
        revision = 0 if document is None else document.revision
        return (unquote(snapshot.uri), snapshot.digest, budget, interpreter, self._saves, revision)


def _import_engine() -> None:
    from shapelens.lsp import engine

    engine.warm_up()


def _analyze(
    snapshot: Snapshot, settings: Settings, interpreter: str, memory: Memory, is_gone: Callable[[], bool]
) -> Analysis:
    from shapelens.lsp import engine

    return engine.analyze_snapshot(snapshot, settings, interpreter, memory, is_gone)


def _analyze_beginning(
    snapshot: Snapshot,
    settings: Settings,
    interpreter: str,
    memory: Memory,
    is_gone: Callable[[], bool],
    last: int,
) -> Analysis | None:
    from shapelens.lsp import engine

    return engine.analyze_beginning(snapshot, settings, interpreter, memory, is_gone, last)


def _carry_over(sound: Analysed, found: Analysed) -> Analysed:
    from shapelens.lsp import engine

    shown = engine.with_carried(sound.analysis, sound.snapshot, found.analysis, found.snapshot)
    return replace(found, shown=shown)


def _carry_to(last: Analysed, snapshot: Snapshot, line: int) -> Analysed | None:
    from shapelens.lsp import engine

    carried = engine.carried_to(last.shown, last.snapshot, snapshot, line)
    return None if carried is None else Analysed(snapshot, carried, carried)


def _diagnose(found: Analysed, settings: Settings) -> tuple[Diagnostic, ...]:
    from shapelens.lsp import engine

    return engine.diagnose_snapshot(found.analysis, found.snapshot, settings)


def _make_repair(found: Analysed, settings: Settings, interpreter: str, memory: Memory) -> Repair:
    from shapelens.lsp import engine

    return engine.repair_snapshot(found.analysis, found.snapshot, settings, interpreter, memory)


def _fix_everything(
    found: Analysed, settings: Settings, interpreter: str, memory: Memory, migration: bool
) -> tuple[Edit, ...]:
    from shapelens.lsp import engine

    return engine.fix_snapshot(found.analysis, found.snapshot, settings, interpreter, memory, migration=migration)


def _migrates(repair: Repair) -> bool:
    from shapelens.lsp import engine

    return engine.migrates(repair)


def _ignoring(repair: Repair, diagnostic: Diagnostic) -> Fix | None:
    from shapelens.lsp import engine

    return engine.ignoring(repair, diagnostic)
