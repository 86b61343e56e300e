"""`textDocument/publishDiagnostics`: the engine's and the last check's, in one message, for the newest version."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import from_fs_path

from shapelens.diagnostics.diagnostic import Diagnostic, RelatedPlace
from shapelens.diagnostics.documentation import href
from shapelens.lsp.conversion import Converter
from shapelens.lsp.documents import Snapshot
from shapelens.lsp.status import show_coverage

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer

SOURCE = "ShapeLens"
CHECK_SOURCE = "ShapeLens check"

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}


async def publish(ls: ShapeLensServer, uri: str) -> None:
    """Publish all that is to be said of a document."""
    found = await ls.session.diagnostics(uri, settled=True)
    if found is None:
        return
    analysed, diagnostics = found
    snapshot = analysed.snapshot
    converter = ls.converter(snapshot)
    published = [lsp_diagnostic(ls, diagnostic, snapshot, converter) for diagnostic in diagnostics]
    verdict = ls.session.verdict(snapshot)
    if verdict is not None:
        published += [lsp_diagnostic(ls, item, snapshot, converter, CHECK_SOURCE) for item in verdict.diagnostics]
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(snapshot.uri, published, snapshot.version))
    show_coverage(ls, analysed)


def lsp_diagnostic(
    ls: ShapeLensServer, diagnostic: Diagnostic, snapshot: Snapshot, converter: Converter, source: str = SOURCE
) -> types.Diagnostic:
    """A diagnostic in the protocol's form."""
    related = [_related(place, snapshot, converter) for place in diagnostic.related] if ls.shows_related_places else []
    return types.Diagnostic(
        converter.range(diagnostic.span),
        diagnostic.message,
        SEVERITIES[diagnostic.severity],
        diagnostic.code,
        types.CodeDescription(href(diagnostic.code)),
        source,
        related_information=related or None,
    )


def _related(place: RelatedPlace, snapshot: Snapshot, converter: Converter) -> types.DiagnosticRelatedInformation:
    if place.path is None or place.path == snapshot.path:
        location = types.Location(snapshot.uri, converter.range(place.span))
    else:
        # another file's text is not at hand, so its columns count as they do in plain ASCII
        uri = from_fs_path(os.path.abspath(place.path)) or snapshot.uri
        span = place.span
        start = types.Position(span.line - 1, span.column - 1)
        location = types.Location(uri, types.Range(start, types.Position(span.end_line - 1, span.end_column - 1)))
    return types.DiagnosticRelatedInformation(location, place.message)
