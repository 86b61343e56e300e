"""`textDocument/codeAction`: the fixes of the diagnostics under the selection, and the check in TensorFlow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.editor.actions import QuickFix, quick_fixes, shape_check_at
from shapelens.lsp.commands import RUN_SHAPE_CHECK, check_arguments
from shapelens.lsp.conversion import Converter
from shapelens.lsp.handlers.diagnostics import lsp_diagnostic

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer
    from shapelens.lsp.session import Analysed


async def code_actions(ls: ShapeLensServer, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """The actions at a selection, of the kinds asked for."""
    uri = params.text_document.uri
    found = await ls.session.diagnostics(uri)
    if found is None:
        return None
    analysed, diagnostics = found
    converter = ls.converter(analysed.snapshot)
    actions: list[types.CodeAction] = []
    if _is_wanted(types.CodeActionKind.QuickFix, params.context.only):
        fixes = quick_fixes(diagnostics, converter.span(params.range))
        actions += [_quick_fix(ls, fix, analysed, converter) for fix in fixes]
    # asked for by a person alone: a light bulb on every line of a model would say nothing
    automatic = params.context.trigger_kind == types.CodeActionTriggerKind.Automatic
    if not automatic and _is_wanted(types.CodeActionKind.Empty, params.context.only):
        actions += _shape_check(analysed, converter.line_and_column(params.range.start))
    return actions


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind is, or lies under, one of those asked for."""
    return only is None or any(not wanted or kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _quick_fix(ls: ShapeLensServer, fix: QuickFix, analysed: Analysed, converter: Converter) -> types.CodeAction:
    snapshot = analysed.snapshot
    edits: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = [
        types.TextEdit(converter.range(edit.span), edit.text) for edit in fix.fix.edits
    ]
    document = types.OptionalVersionedTextDocumentIdentifier(snapshot.uri, snapshot.version)
    if ls.accepts_document_changes:
        edit = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, edits)])
    else:
        edit = types.WorkspaceEdit({snapshot.uri: [edit for edit in edits if isinstance(edit, types.TextEdit)]})
    return types.CodeAction(
        fix.fix.title,
        types.CodeActionKind.QuickFix,
        [lsp_diagnostic(ls, fix.diagnostic, analysed.snapshot, converter)],
        is_preferred=len(fix.diagnostic.fixes) == 1,
        edit=edit,
    )


def _shape_check(analysed: Analysed, place: tuple[int, int]) -> Iterator[types.CodeAction]:
    check = shape_check_at(analysed.analysis, *place)
    if check is None:
        return
    arguments = check_arguments(analysed.snapshot.uri, check.model, check.line - 1)
    command = types.Command("Run shape check", RUN_SHAPE_CHECK, arguments=[arguments])
    title = "Run shape check" if check.model is None else f"Run shape check of `{check.model}`"
    # without a kind it stands in the menu of Ctrl+. itself; a `source` action would hide in a menu of its own
    yield types.CodeAction(title, types.CodeActionKind.Empty, command=command)
