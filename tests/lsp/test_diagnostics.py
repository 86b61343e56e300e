"""Published diagnostics: on open and on save, on every edit where the setting says so, versioned, cleared on close."""

from __future__ import annotations

from collections.abc import Sized
from functools import partial

from lsprotocol import types
from tests.lsp.harness import MODEL_B, URI, Editor, editor, shared_loop

BROKEN = MODEL_B.replace("Dense(10,", "Dense(10, filter=3,")
TOO_MANY_POOLS = MODEL_B.replace("    Flatten(),\n", "    MaxPool2D(4),\n" * 3 + "    Flatten(),\n")


@shared_loop
async def test_a_diagnostic_in_full(ed: Editor) -> None:
    ed.open(BROKEN)
    (found,) = await ed.diagnostics(1)
    assert found.code == "SL301"
    assert found.source == "ShapeLens"
    assert found.severity == types.DiagnosticSeverity.Error
    assert "filter" in found.message
    assert found.range == types.Range(types.Position(9, 14), types.Position(9, 22))
    assert found.code_description is not None
    assert found.code_description.href.endswith("/docs/diagnostics/SL301.md")


@shared_loop
async def test_one_mistake_is_one_diagnostic(ed: Editor) -> None:
    ed.open(TOO_MANY_POOLS)
    (found,) = await ed.diagnostics(1)
    assert found.code == "SL201"
    assert found.range.start.line == 9
    assert "⌊(3 − 4) / 4⌋ + 1 = 0" in found.message


@shared_loop
async def test_nothing_is_published_between_open_and_save(ed: Editor) -> None:
    ed.open(MODEL_B)
    assert await ed.diagnostics(1) == []
    ed.replace(BROKEN)
    assert await ed.hints()
    assert [it.version for it in ed.published] == [1]
    ed.save()
    assert [it.code for it in await ed.diagnostics(2)] == ["SL301"]
    ed.replace(MODEL_B)
    ed.save()
    assert await ed.diagnostics(3) == []


@shared_loop
async def test_closing_clears(ed: Editor) -> None:
    ed.open(BROKEN)
    await ed.diagnostics(1)
    ed.close()
    await ed.until(lambda: ed.published[-1].diagnostics == ())
    assert ed.published[-1].uri == URI


@shared_loop
async def test_an_edit_that_is_overtaken_is_not_published(ed: Editor) -> None:
    ed.open(MODEL_B)
    await ed.diagnostics(1)
    ed.replace(BROKEN)
    ed.save()
    ed.replace(MODEL_B)
    ed.save()
    await ed.diagnostics(3)
    assert [it.version for it in ed.published] == [1, 3]


@shared_loop
async def test_lines_that_do_not_parse_are_named_gently(ed: Editor) -> None:
    ed.open(MODEL_B + "\nx = Dense(\n\ny = 3\n")
    (found,) = await ed.diagnostics(1)
    assert found.code == "SL101"
    assert found.severity == types.DiagnosticSeverity.Information


@shared_loop
async def test_a_comment_silences_its_line(ed: Editor) -> None:
    ed.open(BROKEN.replace('activation="softmax"),', 'activation="softmax"),  # shapelens: ignore[SL301]'))
    assert await ed.diagnostics(1) == []


async def test_on_type_every_edit_counts() -> None:
    async with editor({"diagnostics": {"run": "onType"}}) as ed:
        ed.open(MODEL_B)
        assert await ed.diagnostics(1) == []
        ed.replace(BROKEN)
        assert len(await ed.diagnostics(2)) == 1


async def test_select_ignore_and_severity() -> None:
    text = (
        MODEL_B.replace("MaxPool2D(2),\n    Flatten", "MaxPool2D(2, strides=1),\n    Flatten") + "\nDense(3, unit=3)\n"
    )
    async with editor() as ed:
        ed.open(text)
        assert [it.code for it in await ed.diagnostics(1)] == ["SL701", "SL301"]
        for settings, expected in [
            ({"ignore": ["SL7"]}, [("SL301", types.DiagnosticSeverity.Error)]),
            ({"select": ["SL701"]}, [("SL701", types.DiagnosticSeverity.Information)]),
            (
                {"severity": {"SL301": "hint"}},
                [("SL701", types.DiagnosticSeverity.Information), ("SL301", types.DiagnosticSeverity.Hint)],
            ),
        ]:
            before = len(ed.published)
            ed.configure({"diagnostics": settings})
            await ed.until(partial(_is_longer, ed.published, before))
            assert [(it.code, it.severity) for it in ed.published[-1].diagnostics] == expected


def _is_longer(seen: Sized, before: int) -> bool:
    return len(seen) > before
