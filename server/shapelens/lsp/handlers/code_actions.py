"""`textDocument/codeAction` and `codeAction/resolve`: fixes, all safe ones or those to Keras 3, comments, the check.

Fixes are analysed before they are offered, so they come with their edits; all safe ones together are worked out only
when the action is taken. The edits name the version they are for: a client makes them in no other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.editor.actions import shape_check_at, touched
from shapelens.lsp.commands import RUN_SHAPE_CHECK, SHOW_SLICE, check_arguments
from shapelens.lsp.documents import Memo, Snapshot
from shapelens.lsp.published_diagnostics import lsp_diagnostic

if TYPE_CHECKING:
    from shapelens.diagnostics.diagnostic import Diagnostic, Fix
    from shapelens.lsp.context import ServerContext
    from shapelens.lsp.session import Analysed
    from shapelens.syntax.edits.edit import Edit

FIX_ALL = "source.fixAll.shapelens"
# never a part of "fix all on save": only who names it means it
TO_KERAS_3 = f"{FIX_ALL}.keras3"


async def code_actions(context: ServerContext, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """The actions at a selection, of the kinds asked for."""
    uri, only = params.text_document.uri, params.context.only
    while (found := await context.session.diagnostics(uri)) is not None:
        analysed, diagnostics = found
        selection = context.converter(analysed.snapshot, analysed.snapshot.part_of(uri)).span(params.range)
        actions: list[types.CodeAction] = []
        if _is_wanted(types.CodeActionKind.QuickFix, only):
            actions += [action async for action in _quick_fixes(context, analysed, touched(diagnostics, selection))]
        # asked for by the user alone: a light bulb on every line of a model would say nothing
        automatic = params.context.trigger_kind == types.CodeActionTriggerKind.Automatic
        all_wanted = _is_wanted(FIX_ALL, only) and (only is not None or not automatic)
        if all_wanted and await context.session.has_safe_fixes(analysed, diagnostics):
            actions.append(await _all_at_once(context, uri, FIX_ALL))
        asked = TO_KERAS_3 in only if only is not None else not automatic
        if asked and await context.session.migrates(analysed):
            actions.append(await _all_at_once(context, uri, TO_KERAS_3))
        if not automatic and _is_wanted(types.CodeActionKind.Empty, only):
            actions += _shape_check(analysed, (selection.line, selection.column))
        if context.session.is_newest(analysed.snapshot):
            return actions
    return None


async def resolve(context: ServerContext, action: types.CodeAction) -> types.CodeAction:
    """Fill in the edits of what is made all at once: those for the newest version."""
    uri = action.data.get("uri") if isinstance(action.data, Mapping) else None
    migration = action.kind == TO_KERAS_3
    found = await context.session.fix_everything(uri, migration=migration) if isinstance(uri, str) else None
    if found is not None:
        analysed, edits = found
        action.edit = _workspace_edit(context, analysed.snapshot, edits)
    return action


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind is, or lies under, one of those asked for."""
    return only is None or any(not wanted or kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


async def _quick_fixes(
    context: ServerContext, analysed: Analysed, diagnostics: Iterable[Diagnostic]
) -> AsyncIterator[types.CodeAction]:
    comments: list[types.CodeAction] = []
    for diagnostic in diagnostics:
        preferred = True
        for fix in await context.session.fixes(analysed, diagnostic) or ():
            yield _quick_fix(context, analysed.snapshot, diagnostic, fix, preferred=preferred)
            preferred = False
        comment = await context.session.ignoring(analysed, diagnostic)
        if comment is not None:
            comments.append(_quick_fix(context, analysed.snapshot, diagnostic, comment))
    for action in comments:
        yield action


def _quick_fix(
    context: ServerContext, snapshot: Snapshot, diagnostic: Diagnostic, fix: Fix, *, preferred: bool = False
) -> types.CodeAction:
    return types.CodeAction(
        fix.title,
        types.CodeActionKind.QuickFix,
        [lsp_diagnostic(context, diagnostic, snapshot)],
        is_preferred=preferred or None,
        edit=_workspace_edit(context, snapshot, fix.edits),
    )


_TITLES = {FIX_ALL: "Fix all that ShapeLens can fix safely", TO_KERAS_3: "Migrate from Keras 2 to Keras 3"}


async def _all_at_once(context: ServerContext, uri: str, kind: str) -> types.CodeAction:
    action = types.CodeAction(_TITLES[kind], kind, data={"uri": uri})
    return action if context.resolves_code_actions else await resolve(context, action)


def _workspace_edit(context: ServerContext, snapshot: Snapshot, edits: Iterable[Edit]) -> types.WorkspaceEdit:
    changes: dict[Memo, list[types.TextEdit]] = {}
    for edit in edits:
        part = snapshot.part_at(edit.span.line)
        place = context.converter(snapshot, part).range(edit.span)
        changes.setdefault(part, []).append(types.TextEdit(place, edit.text))
    if not context.accepts_document_changes:
        return types.WorkspaceEdit({part.uri: made for part, made in changes.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(part.uri, part.version), [*made])
            for part, made in changes.items()
        ]
    )


def _shape_check(analysed: Analysed, place: tuple[int, int]) -> Iterator[types.CodeAction]:
    check = shape_check_at(analysed.analysis, *place)
    if check is None:
        return
    part = analysed.snapshot.part_at(check.line)
    arguments = check_arguments(part.uri, check.model, check.line - part.first_line)
    command = types.Command("Run shape check", RUN_SHAPE_CHECK, arguments=[arguments])
    title = "Run shape check" if check.model is None else f"Run shape check of `{check.model}`"
    # without a kind it stands in the menu of Ctrl+. itself; a `source` action would hide in a menu of its own
    yield types.CodeAction(title, types.CodeActionKind.Empty, command=command)
    shown = types.Command("Show what will run", SHOW_SLICE, arguments=[arguments])
    yield types.CodeAction("Show what a shape check will run", types.CodeActionKind.Empty, command=shown)
