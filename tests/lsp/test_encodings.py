"""Characters beyond ASCII before a call on its line: hints, hovers, problems and edits in all three encodings."""

from __future__ import annotations

import pytest
from tests.lsp.harness import capabilities, editor

LINE = "'🙂模型é'; y = layers.Dense(4, unit=3)(x)  # 🙂"
TEXT = f"from keras import layers\nx = layers.Input((8,))\n{LINE}\n"
WIDTH = {
    "utf-8": lambda text: len(text.encode()),
    "utf-16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf-32": len,
}


@pytest.mark.parametrize("encoding", WIDTH)
async def test_places_are_right(encoding: str) -> None:
    width = WIDTH[encoding]

    def place(part: str) -> int:
        return width(LINE[: LINE.index(part)])

    async with editor(client_capabilities=capabilities(encoding)) as ed:
        ed.open(TEXT)
        (problem,) = await ed.diagnostics(1)
        assert (problem.range.start.line, problem.range.start.character) == (2, place("unit=3"))
        # the wrong word goes, the right one comes: the edit has to land between the same characters
        ed.edit((2, place("unit=3")), (2, place(")(x)")), "use_bias=False")
        ed.edit((2, place("模")), (2, place("型")), "🙂é")
        hint = (await ed.hints())[-1]
        changed = LINE.replace("unit=3", "use_bias=False").replace("模", "🙂é")
        assert (hint.label, hint.position.character) == ("→ (None, 4)", width(changed))
        found = await ed.hover(2, width(changed[: changed.index("Dense")]))
        assert found is not None
        assert found.range is not None
        assert found.range.start.character == width(changed[: changed.index("layers.")])
        assert found.range.end.character == width(changed[: changed.index("  #")])
