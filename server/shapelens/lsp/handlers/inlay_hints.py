"""`textDocument/inlayHint`: the hints of the lines asked for, once edits pause; `resolve`: their hover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from shapelens.editor.hints import Hint, HintOptions, display, hints
from shapelens.editor.hover import describe_site
from shapelens.editor.lines import shown_beside_lines
from shapelens.interpreter.domain.analysis import Kind
from shapelens.lsp.conversion import Converter, Json
from shapelens.lsp.guard import isolated
from shapelens.lsp.refresh import refresh, refreshes_hints
from shapelens.settings.values import Settings
from shapelens.syntax.spans import Span

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext
    from shapelens.lsp.session import Analysed


async def inlay_hints(context: ServerContext, params: types.InlayHintParams) -> Json | None:
    """The hints beside the lines of a range."""
    uri = params.text_document.uri
    found = await _beginning(context, uri, params.range.end.line) or await context.session.analysis(uri, settled=True)
    part = None if found is None else found.snapshot.part_of(uri)
    if found is None or part is None:
        return None
    check_result = context.session.check_result(found.snapshot)
    annotations = check_result.annotations if check_result is not None else None
    first, last = params.range.start.line + part.first_line, params.range.end.line + part.first_line
    lines = range(first, min(last, part.last_line) + 1)
    shown = hints(found.shown, _options(context.session.settings(uri)), annotations, lines)
    converter = context.converter(found.snapshot, part)
    return Json([_inlay_hint(hint, converter, uri) for hint in shown_beside_lines(shown, found.analysis.trainings)])


async def _beginning(context: ServerContext, uri: str, last: int) -> Analysed | None:
    """Of a document that has just been opened, what is known of the lines in view; the client asks again once the
    whole is."""
    if not refreshes_hints(context.client):
        return None
    found = await context.session.beginning(uri, last)
    if found is not None:
        context.session.background.start(
            ("whole", uri), isolated("the rest of a file", _refresh_when_whole(context, uri))
        )
    return found


async def _refresh_when_whole(context: ServerContext, uri: str) -> None:
    if await context.session.analysis(uri) is not None:
        refresh(context.client)


async def resolve(context: ServerContext, hint: types.InlayHint) -> types.InlayHint:
    """Fill in the tooltip: the hover of the call, unless the text has changed under it."""
    if not isinstance(hint.data, Mapping):
        return hint
    found = await context.session.analysis(str(hint.data["uri"]))
    if found is None:
        return hint
    span = Span(*hint.data["span"])
    site = next((site for site in found.shown.sites if site.span == span), None)
    if site is not None:
        check_result = context.session.check_result(found.snapshot)
        annotation = check_result.annotations.get(span) if check_result is not None else None
        text = describe_site(found.shown, site, annotation)
        hint.tooltip = types.MarkupContent(types.MarkupKind.Markdown, text)
    return hint


def _inlay_hint(hint: Hint, converter: Converter, uri: str) -> dict[str, Any]:
    """An `InlayHint` of the protocol."""
    span = hint.span
    return {
        "position": {"line": converter.line(span.end_line), "character": converter.width(span.end_line)},
        "label": display(hint),
        "paddingLeft": True,
        "data": {"uri": uri, "span": span.bounds},
    }


def _options(settings: Settings) -> HintOptions:
    switches: dict[Kind, bool] = {
        "layer": settings.hint_layers,
        "input": settings.hint_layers,
        "op": settings.hint_operations,
        "data": settings.hint_data,
        "model": settings.hint_models,
    }
    return HintOptions(settings.hint_format, frozenset(kind for kind, shown in switches.items() if shown))
