"""`textDocument/hover`: the call under the mouse in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.editor.hover import hover as describe

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


async def hover(context: ServerContext, params: types.HoverParams) -> types.Hover | None:
    """The hover of the innermost call at a position."""
    found = await context.session.shown_soon(params.text_document.uri, params.position.line)
    if found is None:
        return None
    part = found.snapshot.part_of(params.text_document.uri)
    if part is None:
        return None
    converter = context.converter(found.snapshot, part)
    check_result = context.session.check_result(found.snapshot)
    place = converter.line_and_column(params.position)
    described = describe(found.shown, *place, check_result.annotations if check_result is not None else None)
    if described is None:
        return None
    span, text = described
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), converter.range(span))
