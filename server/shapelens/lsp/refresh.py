"""Asking the client to ask again, where it can be asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer


def refreshes_hints(client: LanguageServer) -> bool:
    """Whether the client asks for hints again where it is told to."""
    workspace = client.client_capabilities.workspace
    return workspace is not None and workspace.inlay_hint is not None and bool(workspace.inlay_hint.refresh_support)


def refresh(client: LanguageServer) -> None:
    """Hints and lenses have changed without an edit."""
    workspace = client.client_capabilities.workspace
    if workspace is None:
        return
    if refreshes_hints(client):
        client.workspace_inlay_hint_refresh(None)
    if workspace.code_lens is not None and workspace.code_lens.refresh_support:
        client.workspace_code_lens_refresh(None)
