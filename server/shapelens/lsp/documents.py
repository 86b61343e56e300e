"""The text of open documents: an immutable snapshot per version, and edits that land where the client made them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

from shapelens.lsp.line_index import LineIndex


@dataclass(frozen=True)
class Snapshot:
    """One version of a document."""

    uri: str
    path: str
    version: int | None
    index: LineIndex

    @property
    def text(self) -> str:
        return self.index.text

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
