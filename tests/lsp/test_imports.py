"""A file that imports another one of the project shows what that says now, saved or not."""

from __future__ import annotations

from pathlib import Path

from tests.lsp.harness import editor

MODEL = """\
from keras import Input, layers
from parts import WIDTH
x = layers.Dense(WIDTH)(Input((2,)))
"""


async def test_an_edit_of_an_open_module_shows_in_what_imports_it(tmp_path: Path) -> None:
    parts, main = tmp_path / "parts.py", tmp_path / "main.py"
    parts.write_text("WIDTH = 8\n", encoding="utf-8")
    main.write_text(MODEL, encoding="utf-8")
    async with editor(folder=tmp_path) as ed:
        ed.open(MODEL, main.as_uri())
        assert "→ (None, 8)" in await ed.labels(main.as_uri())
        ed.open("WIDTH = 8\n", parts.as_uri())
        ed.replace("WIDTH = 9\n", parts.as_uri())
        await ed.until(lambda: "hints" in ed.refreshes)
        assert "→ (None, 9)" in await ed.labels(main.as_uri())
        ed.close(parts.as_uri())
        assert "→ (None, 8)" in await ed.labels(main.as_uri())


async def test_a_saved_module_shows_in_what_imports_it(tmp_path: Path) -> None:
    parts, main = tmp_path / "parts.py", tmp_path / "main.py"
    parts.write_text("WIDTH = 8\n", encoding="utf-8")
    async with editor(folder=tmp_path) as ed:
        ed.open(MODEL, main.as_uri())
        assert "→ (None, 8)" in await ed.labels(main.as_uri())
        parts.write_text("WIDTH = 5\n", encoding="utf-8")
        ed.save(parts.as_uri())
        assert "→ (None, 5)" in await ed.labels(main.as_uri())
