"""What a handler is given: the session, the client, places in the client's units, and what the client can do."""

from __future__ import annotations

from dataclasses import dataclass

from pygls.lsp.server import LanguageServer

from shapelens.lsp.conversion import Converter
from shapelens.lsp.documents import Memo, Snapshot
from shapelens.lsp.session import Session


@dataclass(frozen=True, slots=True)
class ServerContext:
    """One server, seen from its handlers; `client` sends to the editor and knows its capabilities."""

    session: Session
    client: LanguageServer

    def converter(self, snapshot: Snapshot, part: Memo | None = None) -> Converter:
        """Places in a version of a document, or in a cell of it, in the units that were agreed on with the client."""
        encoding = str(self.client.workspace.position_codec.encoding)
        if part is None:
            return Converter(snapshot.index, encoding)
        return Converter(snapshot.index, encoding, part.first_line, part.last_line)

    @property
    def shows_related_places(self) -> bool:
        text_document = self.client.client_capabilities.text_document
        publishing = text_document.publish_diagnostics if text_document is not None else None
        return publishing is not None and bool(publishing.related_information)

    @property
    def accepts_document_changes(self) -> bool:
        workspace = self.client.client_capabilities.workspace
        editing = workspace.workspace_edit if workspace is not None else None
        return editing is not None and bool(editing.document_changes)

    @property
    def resolves_code_actions(self) -> bool:
        text_document = self.client.client_capabilities.text_document
        actions = text_document.code_action if text_document is not None else None
        support = actions.resolve_support if actions is not None else None
        return support is not None and "edit" in support.properties
