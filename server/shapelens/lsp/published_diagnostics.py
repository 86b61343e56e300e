"""`textDocument/publishDiagnostics`: the engine's and the last check's, in one message, for the newest version."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import from_fs_path

from shapelens.diagnostics.diagnostic import Diagnostic, RelatedPlace
from shapelens.diagnostics.documentation import href
from shapelens.lsp.documents import Snapshot
from shapelens.lsp.status import show_coverage
from shapelens.syntax.spans import Span

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext

SOURCE = "ShapeLens"
CHECK_SOURCE = "ShapeLens check"

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}


async def publish(context: ServerContext, uri: str) -> None:
    """Publish all that is to be said of a document."""
    found = await context.session.diagnostics(uri, settled=True)
    if found is None:
        return
    analysed, diagnostics = found
    snapshot = analysed.snapshot
    check_result = context.session.check_result(snapshot)
    said = [(diagnostic, SOURCE) for diagnostic in diagnostics]
    said += [] if check_result is None else [(diagnostic, CHECK_SOURCE) for diagnostic in check_result.diagnostics]
    for part in snapshot.parts:
        published = [
            lsp_diagnostic(context, diagnostic, snapshot, source)
            for diagnostic, source in said
            if snapshot.part_at(diagnostic.span.line) == part
        ]
        context.client.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(part.uri, published, part.version)
        )
    show_coverage(context, analysed)


def lsp_diagnostic(
    context: ServerContext, diagnostic: Diagnostic, snapshot: Snapshot, source: str = SOURCE
) -> types.Diagnostic:
    """A diagnostic in the protocol's form, in the document that it is in."""
    related = (
        [_related(context, place, snapshot) for place in diagnostic.related] if context.shows_related_places else []
    )
    return types.Diagnostic(
        _location(context, diagnostic.span, snapshot).range,
        diagnostic.message,
        SEVERITIES[diagnostic.severity],
        diagnostic.code,
        types.CodeDescription(href(diagnostic.code)),
        source,
        related_information=related or None,
    )


def _location(context: ServerContext, span: Span, snapshot: Snapshot) -> types.Location:
    part = snapshot.part_at(span.line)
    return types.Location(part.uri, context.converter(snapshot, part).range(span))


def _related(context: ServerContext, place: RelatedPlace, snapshot: Snapshot) -> types.DiagnosticRelatedInformation:
    if place.path is None or place.path == snapshot.path:
        location = _location(context, place.span, snapshot)
    else:
        # another file's text is not at hand, so its columns count as they do in plain ASCII
        uri = from_fs_path(os.path.abspath(place.path)) or snapshot.uri
        span = place.span
        start = types.Position(span.line - 1, span.column - 1)
        location = types.Location(uri, types.Range(start, types.Position(span.end_line - 1, span.end_column - 1)))
    return types.DiagnosticRelatedInformation(location, place.message)
