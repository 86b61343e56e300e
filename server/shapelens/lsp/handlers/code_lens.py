"""`textDocument/codeLens`: over each model what goes in and out of it, and the check in TensorFlow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.editor.lenses import Lens, lenses
from shapelens.lsp.commands import RUN_SHAPE_CHECK, check_arguments
from shapelens.lsp.documents import Memo

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


async def code_lens(context: ServerContext, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    """Two lenses per model: one to read, one to press."""
    uri = params.text_document.uri
    found = await context.session.analysis(uri, settled=True)
    if found is None:
        return None
    part = found.snapshot.part_of(uri)
    if part is None:
        return None
    converter = context.converter(found.snapshot, part)
    shown: list[types.CodeLens] = []
    for lens in lenses(found.analysis):
        if not part.holds(lens.span.line):
            continue
        place = converter.range(lens.span)
        # a command without a name is text: there is nothing to press
        shown.append(types.CodeLens(place, types.Command(lens.title, "", lens.tooltip or None)))
        shown.append(types.CodeLens(place, _run(part, lens)))
    return shown


def _run(part: Memo, lens: Lens) -> types.Command:
    arguments = check_arguments(part.uri, lens.model, lens.span.line - part.first_line)
    return types.Command("Run shape check", RUN_SHAPE_CHECK, arguments=[arguments])
