"""Fixes over the protocol: quick fixes, the comment that ignores, and never for a version that is gone."""

from __future__ import annotations

import asyncio

from lsprotocol import types
from tests.lsp.harness import MODEL_B, URI, Editor, capabilities, editor, shared_loop

BROKEN = MODEL_B.replace("strides=2", "stride=2")
AUTOMATIC = types.CodeActionTriggerKind.Automatic


def edited(text: str, action: types.CodeAction, version: int | None = 1) -> str:
    """The text after an action; it must be for this version of the document."""
    assert action.edit is not None
    [change] = action.edit.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == (URI, version)
    return make(text, [edit for edit in change.edits if isinstance(edit, types.TextEdit)])


def make(text: str, edits: list[types.TextEdit]) -> str:
    """Make edits as a client does: from the last to the first, in lines of ASCII."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start = starts[edit.range.start.line] + edit.range.start.character
        end = starts[edit.range.end.line] + edit.range.end.character
        text = text[:start] + edit.new_text + text[end:]
    return text


@shared_loop
async def test_a_quick_fix_comes_with_its_edit(ed: Editor) -> None:
    ed.open(BROKEN)
    fix, remove, ignore = await ed.actions(6, 20, only=["quickfix"])
    assert (fix.title, fix.kind, fix.is_preferred) == ("Change to `strides`", "quickfix", True)
    [diagnostic] = fix.diagnostics or ()
    assert diagnostic.code == "SL301"
    assert edited(BROKEN, fix) == MODEL_B
    assert (remove.title, remove.is_preferred) == ("Remove `stride`", None)
    assert (ignore.title, ignore.is_preferred) == ("Ignore SL301 on this line", None)
    assert edited(BROKEN, ignore) == BROKEN.replace(
        "Conv2D(64, 5, stride=2),", "Conv2D(64, 5, stride=2),  # shapelens: ignore[SL301]"
    )


@shared_loop
async def test_a_light_bulb_shows_the_fixes_alone(ed: Editor) -> None:
    ed.open(BROKEN)
    titles = [action.title for action in await ed.actions(6, 20, trigger_kind=AUTOMATIC)]
    assert titles == ["Change to `strides`", "Remove `stride`", "Ignore SL301 on this line"]
    assert await ed.actions(5, 6, trigger_kind=AUTOMATIC) == []


@shared_loop
async def test_an_ignored_line_has_no_fix(ed: Editor) -> None:
    ed.open(BROKEN)
    *_, ignore = await ed.actions(6, 20, only=["quickfix"])
    ed.replace(edited(BROKEN, ignore))
    assert await ed.actions(6, 20, only=["quickfix"]) == []


@shared_loop
async def test_an_old_version_gets_no_edits(ed: Editor) -> None:
    """An edit that comes while fixes are worked out: the answer is for the new text."""
    ed.open(BROKEN)
    asked = asyncio.ensure_future(ed.actions(7, 20, only=["quickfix"]))
    ed.edit((0, 0), (0, 0), "# a line more\n")
    fix, *_ = await asked
    assert edited("# a line more\n" + BROKEN, fix, version=2) == "# a line more\n" + MODEL_B


async def test_a_client_that_knows_no_versions() -> None:
    plain = capabilities()
    assert plain.workspace is not None
    plain.workspace.workspace_edit = None
    async with editor(client_capabilities=plain) as ed:
        ed.open(BROKEN)
        fix, *_ = await ed.actions(6, 20, only=["quickfix"])
        assert fix.edit is not None
        assert fix.edit.changes is not None
        assert make(BROKEN, list(fix.edit.changes[URI])) == MODEL_B


OLD = (
    "from keras import Input, layers\n"
    "x = Input((20, 8))\n"
    "x = layers.CuDNNLSTM(16)(x)\n"
    "x = layers.Dropout(p=0.5)(x)\n"
    "x = layers.Dense(unit=3)(x)\n"
)
TODAY = OLD.replace("CuDNNLSTM", "LSTM").replace("p=0.5", "rate=0.5")
FIX_ALL = "source.fixAll.shapelens"
TO_KERAS_3 = f"{FIX_ALL}.keras3"


def resolving() -> types.ClientCapabilities:
    """A client that asks for the edits of an action when it is taken."""
    offered = capabilities()
    assert offered.text_document is not None
    support = types.ClientCodeActionResolveOptions(["edit"])
    offered.text_document.code_action = types.CodeActionClientCapabilities(resolve_support=support)
    return offered


@shared_loop
async def test_all_safe_fixes_at_once(ed: Editor) -> None:
    ed.open(OLD)
    for only in (["source.fixAll"], ["source"], [FIX_ALL]):
        [action] = await ed.actions(0, 0, only=only)
        assert (action.title, action.kind) == ("Fix all that ShapeLens can fix safely", FIX_ALL)
        assert edited(OLD, action) == TODAY
    assert await ed.actions(0, 0, only=["source.organizeImports"]) == []
    assert [action.kind for action in await ed.actions(0, 0)] == [FIX_ALL, TO_KERAS_3]
    assert await ed.actions(0, 0, trigger_kind=AUTOMATIC) == []


@shared_loop
async def test_the_migration_to_keras_3_is_made_where_it_is_asked_for_by_name(ed: Editor) -> None:
    head = "from keras.models import Sequential\n"
    text = f"from keras.layers.core import Dense\n{head}m = Sequential([Dense(3, input_dim=4)])\n"
    ed.open(text)
    [action] = await ed.actions(0, 0, only=[TO_KERAS_3])
    assert (action.title, action.kind) == ("Migrate from Keras 2 to Keras 3", TO_KERAS_3)
    today = f"from keras.layers import Dense, Input\n{head}m = Sequential([Input(shape=(4,)), Dense(3)])\n"
    assert edited(text, action) == today
    for only in (["source.fixAll"], ["source"], [FIX_ALL]):
        assert TO_KERAS_3 not in [action.kind for action in await ed.actions(0, 0, only=only)]
    ed.replace(today)
    assert await ed.actions(0, 0, only=[TO_KERAS_3]) == []


@shared_loop
async def test_where_nothing_is_safe_nothing_is_fixed_at_once(ed: Editor) -> None:
    ed.open(BROKEN)
    assert await ed.actions(0, 0, only=[FIX_ALL]) == []
    ed.replace(MODEL_B)
    assert await ed.actions(0, 0, only=[FIX_ALL]) == []


async def test_the_edits_of_fix_all_are_for_the_version_at_the_time_of_taking() -> None:
    async with editor(client_capabilities=resolving()) as ed:
        ed.open(OLD)
        [action] = await ed.actions(0, 0, only=[FIX_ALL])
        assert action.edit is None
        ed.edit((0, 0), (0, 0), "# a line more\n")
        resolved = await ed.client.code_action_resolve_async(action)
        assert edited("# a line more\n" + OLD, resolved, version=2) == "# a line more\n" + TODAY
        ed.close()
        assert (await ed.client.code_action_resolve_async(action)).edit is None
