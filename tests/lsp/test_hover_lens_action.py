"""Hover, lenses and actions over the protocol, and the quiet status."""

from __future__ import annotations

from lsprotocol import types
from tests.lsp.harness import MODEL_B, URI, Editor, editor, shared_loop

RUN = "shapelens.runShapeCheck"


@shared_loop
async def test_the_hover_says_how_a_size_came_about(ed: Editor) -> None:
    ed.open(MODEL_B)
    found = await ed.hover(6, 6)
    assert found is not None
    assert found.range == types.Range(types.Position(6, 4), types.Position(6, 28))
    text = await ed.hover_text(6, 6)
    for part in (
        "**Conv2D**",
        "`(None, 30, 30, 64)` float32",
        "- height: ⌊(64 − 5) / 2⌋ + 1 = 30",
        "51,264 parameters",
        "kernel `(5, 5, 32, 64)`: 51,200",
        "46,080,000 multiply-adds",
        "225.0 KiB of activations",
        "receptive field 12 × 12",
    ):
        assert part in text


@shared_loop
async def test_no_hover_outside_of_calls(ed: Editor) -> None:
    ed.open(MODEL_B)
    assert await ed.hover(0, 6) is None
    assert await ed.hover(500, 0) is None


@shared_loop
async def test_a_lens_to_read_and_a_lens_to_press(ed: Editor) -> None:
    ed.open(MODEL_B)
    read, press = await ed.lenses()
    assert read.command is not None
    assert press.command is not None
    assert (read.command.title, read.command.command) == ("128×128×3 → 10 · 196,170 params", "")
    assert (press.command.title, press.command.command) == ("Run shape check", RUN)
    assert list(press.command.arguments or ()) == [{"uri": URI, "model": "model", "line": 3}]
    assert {read.range.start.line, press.range.start.line} == {3}


def of_the_check(actions: list[types.CodeAction]) -> list[types.CodeAction]:
    """Without the migration, which is offered for the whole file (`input_shape=`)."""
    return [action for action in actions if action.kind != "source.fixAll.shapelens.keras3"]


@shared_loop
async def test_the_check_is_offered_where_a_model_or_a_call_is(ed: Editor) -> None:
    ed.open(MODEL_B + "\nfrom keras import Input\nx = Input((3,))\n")
    action, show = of_the_check(await ed.actions(6, 6))
    assert action.title == "Run shape check of `model`"
    assert action.command is not None
    assert (action.command.command, list(action.command.arguments or ())) == (
        RUN,
        [{"uri": URI, "model": "model", "line": 6}],
    )
    assert show.command is not None
    assert (show.command.command, show.command.arguments) == ("shapelens.showSlice", action.command.arguments)
    action, _ = of_the_check(await ed.actions(13, 0))
    assert action.title == "Run shape check"
    assert of_the_check(await ed.actions(1, 0)) == []


@shared_loop
async def test_the_check_keeps_out_of_the_way(ed: Editor) -> None:
    """It lights no bulb by itself, and is no quick fix."""
    ed.open(MODEL_B)
    assert await ed.actions(6, 6, trigger_kind=types.CodeActionTriggerKind.Automatic) == []
    assert len(of_the_check(await ed.actions(6, 6, trigger_kind=types.CodeActionTriggerKind.Invoked))) == 2
    assert await ed.actions(6, 6, only=["quickfix"]) == []
    assert await ed.actions(6, 6, only=["source"]) == []
    assert len(await ed.actions(6, 6, only=[""])) == 2


@shared_loop
async def test_the_status_counts_what_is_known(ed: Editor) -> None:
    ed.open(MODEL_B)
    await ed.until(lambda: bool(ed.statuses))
    assert ed.statuses == [
        {"text": "ShapeLens", "detail": "model.py: 6 of 6 calls known", "severity": "info", "busy": False}
    ]


async def test_a_hover_elsewhere_is_answered_while_typing_goes_on() -> None:
    long = "".join(f"y{n} = keras.layers.Dense({n + 1})(keras.Input((4,)))\n" for n in range(600))
    text = "import keras\nx = keras.layers.Dense(3)(keras.Input((4,)))\nunits = 1\n" + long
    async with editor() as ed:
        ed.open(text)
        await ed.hints()
        answers: list[str] = []
        for number in range(12):
            # an edit that changes the names of all layers below
            ed.edit((2, 0), (2, 0), "keras.layers.Dense(2)\n" if number % 2 else "keras.layers.Conv1D(2, 2)\n")
            hovered = await ed.hover(1, 20)
            answers.append(str(hovered and hovered.contents))
        assert all("Dense" in answer and "(None, 3)" in answer for answer in answers)
