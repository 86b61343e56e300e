"""Inlay hints over the protocol: the figures, ranges, edits and odd files."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from tests.lsp.harness import HINTS_B, MODEL_B, Editor, editor, shared_loop

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FIGURES = {
    "cnn_a.py": ["128, 128, 3", "126, 126, 32", "63, 63, 32", "61, 61, 64", "30, 30, 64", "57600", "10"],
    "cnn_b.py": ["128, 128, 32", "64, 64, 32", "30, 30, 64", "15, 15, 64", "14400", "10"],
    "cnn_c.py": ["128, 128, 3", "128, 128, 32", "64, 64, 32", "30, 30, 64", "29, 29, 64", "53824", "10"],
}


@shared_loop
@pytest.mark.parametrize("name", FIGURES)
async def test_the_figures_of_the_examples(ed: Editor, name: str) -> None:
    ed.open((EXAMPLES / name).read_text("utf-8"))
    assert await ed.labels() == [f"→ (None, {sizes})" for sizes in FIGURES[name]]


@shared_loop
async def test_hints_stand_at_the_end_of_the_line(ed: Editor) -> None:
    ed.open("from keras import layers\nx = layers.Input((8, 8, 3))  # an image\ny = layers.Conv2D(4, 3)(x)\n")
    found = await ed.hints()
    assert [(hint.position.line, hint.position.character) for hint in found] == [(1, 39), (2, 26)]
    assert all(hint.padding_left and hint.text_edits is None for hint in found)


@shared_loop
async def test_only_the_lines_asked_for(ed: Editor) -> None:
    ed.open(MODEL_B)
    assert [hint.label for hint in await ed.hints(lines=(5, 7))] == HINTS_B[1:4]
    assert await ed.hints(lines=(20, 30)) == []


@shared_loop
async def test_the_tooltip_is_filled_in_later(ed: Editor) -> None:
    ed.open(MODEL_B)
    hint = (await ed.hints())[2]
    assert hint.tooltip is None
    resolved = await ed.client.inlay_hint_resolve_async(hint)
    assert isinstance(resolved.tooltip, types.MarkupContent)
    assert "⌊(64 − 5) / 2⌋ + 1 = 30" in resolved.tooltip.value
    ed.replace("\n" + MODEL_B)
    hint.tooltip = None
    assert (await ed.client.inlay_hint_resolve_async(hint)).tooltip is None


@shared_loop
async def test_hints_follow_edits(ed: Editor) -> None:
    ed.open(MODEL_B)
    assert await ed.labels() == HINTS_B
    ed.edit((6, 11), (6, 13), "16")
    ed.edit((4, 0), (4, 0), "    # a comment\n")
    found = await ed.hints()
    assert [str(hint.label) for hint in found][2:4] == ["→ (None, 30, 30, 16)", "→ (None, 15, 15, 16)"]
    assert [hint.position.line for hint in found] == [5, 6, 7, 8, 9, 10]


@shared_loop
async def test_a_half_typed_line_leaves_the_other_hints(ed: Editor) -> None:
    ed.open(MODEL_B + "\nfrom keras import Input\nx = Input((3,))\n")
    ed.edit((12, 0), (12, 0), "y = Dense(\n")
    labels = await ed.labels()
    assert set(HINTS_B) <= set(labels)


@shared_loop
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
async def test_line_endings(ed: Editor, ending: str) -> None:
    ed.open(MODEL_B.replace("\n", ending))
    found = await ed.hints()
    assert [str(hint.label) for hint in found] == HINTS_B
    assert [hint.position.line for hint in found] == [4, 5, 6, 7, 8, 9]
    assert found[1].position.character == len("    MaxPool2D(2),")


@shared_loop
async def test_tabs_and_form_feeds(ed: Editor) -> None:
    ed.open("\x0cfrom keras import layers\n\x0c\nx = layers.Input((8,))\nif x is not None:\n\ty = layers.Dense(4)(x)\n")
    found = await ed.hints()
    assert [(hint.position.line, hint.position.character, hint.label) for hint in found] == [
        (2, 22, "→ (None, 8)"),
        (4, 23, "→ (None, 4)"),
    ]


@shared_loop
async def test_a_byte_order_mark(ed: Editor) -> None:
    ed.open("\ufefffrom keras import layers; x = layers.Input((8,))\ny = layers.Dense(4)(x)\n")
    found = await ed.hints()
    assert [(hint.position.line, hint.position.character, hint.label) for hint in found] == [
        (0, 49, "→ (None, 8)"),
        (1, 22, "→ (None, 4)"),
    ]


@shared_loop
@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "   ", "def", "'''", "\x00", "(" * 500, "\ud800 = 1"])
async def test_texts_that_hold_no_program(ed: Editor, text: str) -> None:
    ed.open(text)
    assert await ed.hints() == []
    assert await ed.hover(0, 0) is None
    assert await ed.lenses() == []
    ed.replace(MODEL_B)
    assert await ed.labels() == HINTS_B


@shared_loop
async def test_a_document_that_is_not_open_or_not_python(ed: Editor) -> None:
    assert await ed.hints("file:///project/other.py") == []
    ed.open(MODEL_B, "file:///project/notes.md", "markdown")
    assert await ed.hints("file:///project/notes.md") == []


@shared_loop
async def test_an_untitled_document(ed: Editor) -> None:
    ed.open(MODEL_B, "untitled:Untitled-1")
    assert await ed.labels("untitled:Untitled-1") == HINTS_B


async def test_hints_wait_for_the_pause_that_follows_an_edit() -> None:
    async with editor({"inlayHints": {"debounceMs": 400}}) as ed:
        ed.open(MODEL_B)
        assert await ed.labels() == HINTS_B
        loop = asyncio.get_running_loop()
        started = loop.time()
        ed.edit((6, 11), (6, 13), "16")
        first = asyncio.ensure_future(ed.labels())
        await asyncio.sleep(0.2)
        ed.edit((6, 11), (6, 13), "8")
        labels = await first
        # a second edit begins the pause anew, and the answer is for the newest version
        assert loop.time() - started >= 0.6
        assert labels[2] == "→ (None, 30, 30, 8)"
        assert await ed.hover_text(6, 6)
        assert await ed.labels() == labels


async def test_a_request_can_be_cancelled() -> None:
    async with editor({"inlayHints": {"debounceMs": 600_000}}) as ed:
        ed.open(MODEL_B)
        await ed.hints()
        ed.edit((6, 11), (6, 13), "16")
        place = types.Range(types.Position(0, 0), types.Position(20, 0))
        params = types.InlayHintParams(types.TextDocumentIdentifier("file:///project/model.py"), place)
        request = ed.begin("textDocument/inlayHint", params, "hints")
        await asyncio.sleep(0.1)
        ed.client.cancel_request(types.CancelParams("hints"))
        with pytest.raises(Exception, match="cancel"):
            await request


async def test_hints_stay_while_a_call_is_half_typed() -> None:
    async with editor() as ed:
        ed.open(MODEL_B)
        assert await ed.labels() == HINTS_B
        place = MODEL_B.split("\n").index("    Conv2D(64, 5, strides=2),")
        ed.edit((place, 0), (place, 100), "    Conv2D(64, ")
        assert await ed.labels() == [label for label in HINTS_B if label != "→ (None, 30, 30, 64)"]
        ed.edit((place, 0), (place, 100), "    Conv2D(32, 5, strides=2),")
        assert (await ed.labels())[2] == "→ (None, 30, 30, 32)"


async def test_the_lines_in_view_come_before_the_rest_of_a_file_that_is_opened() -> None:
    head = "import keras\nx = keras.layers.Dense(3)(keras.Input((4,)))\n"
    head += "def block(x):\n    return keras.layers.Dense(5)(x)\n"
    rest = "".join(f"y{n} = keras.layers.Dense({n + 1})(keras.Input((4,)))\n" for n in range(1500))
    async with editor() as ed:
        ed.open(head + rest + "block(x)\n")
        first = await ed.hints(lines=(0, 6))
        assert ed.published == []
        # nothing has called the function yet
        assert [hint.label for hint in first if hint.position.line in (1, 4, 5)] == [
            "→ (None, 3)",
            "→ (None, 1)",
            "→ (None, 2)",
        ]
        await ed.until(lambda: "hints" in ed.refreshes)
        whole = await ed.hints(lines=(0, 6))
        assert [hint.label for hint in whole] == [
            "→ (None, 3)",
            "→ (None, 5)",
            *(f"→ (None, {n})" for n in (1, 2, 3)),
        ]
        assert len(await ed.hints()) == 1502
        await ed.diagnostics(1)
