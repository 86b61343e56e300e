"""`textDocument/inlayHint`: the hints of the lines asked for, once edits pause; `resolve`: their hover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.editor.hints import Hint, HintOptions, display, hints
from shapelens.editor.hover import describe_site
from shapelens.editor.lines import shown_beside_lines
from shapelens.interpreter.analysis import Kind
from shapelens.lsp.conversion import Converter
from shapelens.settings.values import Settings
from shapelens.syntax.spans import Span

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer


async def inlay_hints(ls: ShapeLensServer, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    """The hints beside the lines of a range."""
    uri = params.text_document.uri
    found = await ls.session.analysis(uri, settled=True)
    if found is None:
        return None
    verdict = ls.session.verdict(found.snapshot)
    marks = verdict.marks if verdict is not None else None
    shown = shown_beside_lines(
        hints(found.analysis, _options(ls.session.settings(uri)), marks), found.analysis.trainings
    )
    part = found.snapshot.part_of(uri)
    if part is None:
        return None
    converter = ls.converter(found.snapshot, part)
    first, last = params.range.start.line + part.first_line, params.range.end.line + part.first_line
    last = min(last, part.last_line)
    return [_inlay_hint(hint, converter, uri) for hint in shown if first <= hint.span.end_line <= last]


async def resolve(ls: ShapeLensServer, hint: types.InlayHint) -> types.InlayHint:
    """Fill in the tooltip: the hover of the call, unless the text has changed under it."""
    if not isinstance(hint.data, Mapping):
        return hint
    found = await ls.session.analysis(str(hint.data["uri"]))
    if found is None:
        return hint
    span = Span(*hint.data["span"])
    site = next((site for site in found.analysis.sites if site.span == span), None)
    if site is not None:
        verdict = ls.session.verdict(found.snapshot)
        mark = verdict.marks.get(span) if verdict is not None else None
        text = describe_site(found.analysis, site, mark)
        hint.tooltip = types.MarkupContent(types.MarkupKind.Markdown, text)
    return hint


def _inlay_hint(hint: Hint, converter: Converter, uri: str) -> types.InlayHint:
    span = hint.span
    return types.InlayHint(
        position=converter.end_of_line(span.end_line),
        label=display(hint),
        padding_left=True,
        data={"uri": uri, "span": [span.line, span.column, span.end_line, span.end_column]},
    )


def _options(settings: Settings) -> HintOptions:
    switches: dict[Kind, bool] = {
        "layer": settings.hint_layers,
        "input": settings.hint_layers,
        "op": settings.hint_operations,
        "data": settings.hint_data,
        "model": settings.hint_models,
    }
    return HintOptions(settings.hint_format, frozenset(kind for kind, shown in switches.items() if shown))
