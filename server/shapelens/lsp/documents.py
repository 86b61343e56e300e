"""The text of open documents: an immutable snapshot per version, and edits that land where the client made them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from shapelens.lsp.line_index import LineIndex
from shapelens.syntax.cells import cells_of
from shapelens.syntax.chunks import normalize_newlines
from shapelens.syntax.notebooks import CodeCell, program_text, written_text


@dataclass(frozen=True, slots=True)
class Memo:
    """A document of the editor, and the lines of a text that are its own: a whole file, or one cell of a notebook."""

    uri: str
    version: int | None
    first_line: int
    last_line: int

    def holds(self, line: int) -> bool:
        """Whether a line of the text is its own."""
        return self.first_line <= line <= self.last_line


@dataclass(frozen=True)
class Snapshot:
    """One version of a document, or of a notebook with all its cells.

    `index` has the lines as they are written; `program` is what is analysed where that is not the same, `cells` are the
    documents of a notebook.
    """

    uri: str
    path: str
    version: int | None
    index: LineIndex
    program: str | None = None
    cells: tuple[Memo, ...] | None = None

    @property
    def text(self) -> str:
        """The program, line by line what is written."""
        return self.index.text if self.program is None else self.program

    @property
    def parts(self) -> tuple[Memo, ...]:
        """The documents that it is made of."""
        if self.cells is not None:
            return self.cells
        return (Memo(self.uri, self.version, 1, len(self.index)),)

    def part_of(self, uri: str) -> Memo | None:
        """One of its documents."""
        return next((part for part in self.parts if unquote(part.uri) == unquote(uri)), None)

    def part_at(self, line: int) -> Memo:
        """The document that a line is in; what stands before a cell belongs to it."""
        return next((part for part in self.parts if line <= part.last_line), self.parts[-1])

    @cached_property
    def digest(self) -> bytes:
        """What the text is known by in caches: an undo finds its old results again."""
        return hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class SourceDocument(TextDocument):
    """A pygls document that applies edits by the protocol's lines, and indexes them once per version."""

    _index = LineIndex("")

    @property
    def index(self) -> LineIndex:
        if self._index.text is not self.source:
            self._index = LineIndex(self.source)
        return self._index

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.uri, str(self.path), self.version, self.index)

    def apply_change(self, change: types.TextDocumentContentChangeEvent) -> None:
        if isinstance(change, types.TextDocumentContentChangeWholeDocument):
            self._source = change.text
            return
        index, encoding = self.index, str(self.position_codec.encoding)
        start = index.offset(change.range.start, encoding)
        end = index.offset(change.range.end, encoding)
        self._source = index.text[:start] + change.text + index.text[max(start, end) :]


class SourceWorkspace(Workspace):
    """A pygls workspace of `SourceDocument`s."""

    def notebook_snapshot(self, uri: str) -> Snapshot | None:
        """The cells of a notebook as one text, now."""
        notebook = self.get_notebook_document(notebook_uri=uri)
        if notebook is None:
            return None
        documents = {
            number: document
            for number, cell in enumerate(notebook.cells, start=1)
            if cell.kind == types.NotebookCellKind.Code
            and (document := self.get_text_document(cell.document)).language_id == "python"
        }
        code = [CodeCell(number, normalize_newlines(document.source)) for number, document in documents.items()]
        program = program_text(code)
        parts = tuple(
            Memo(documents[cell.number].uri, documents[cell.number].version, cell.first_line, cell.last_line)
            for cell in cells_of(program).cells
        )
        index = LineIndex(written_text(code))
        return Snapshot(notebook.uri, to_fs_path(notebook.uri) or notebook.uri, notebook.version, index, program, parts)

    def _create_text_document(
        self, doc_uri: str, source: str | None = None, version: int | None = None, language_id: str | None = None
    ) -> TextDocument:
        return SourceDocument(
            doc_uri,
            source=source,
            version=version,
            language_id=language_id,
            sync_kind=self._sync_kind,
            position_codec=self._position_codec,
        )
