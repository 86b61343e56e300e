"""The guide cannot lie: every expectation on its pages is met by ShapeLens, and by real Keras."""

from __future__ import annotations

import ast
import sys

import pytest
from tests.docs.blocks import GUIDE, Block, blocks, read_block
from tests.docs.real_keras import shapes_by_line

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine.module_search import search_for
from shapelens.shapes.formatting import format_structure

BLOCKS = list(blocks())


def test_the_guide_has_programs_and_every_page_is_listed() -> None:
    assert len(BLOCKS) >= 30
    assert all(block.shapes or block.reported for block in BLOCKS)
    contents = (GUIDE / "README.md").read_text(encoding="utf-8")
    for page in GUIDE.glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in contents


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_shapelens_gives_what_the_page_says(block: Block) -> None:
    assert observed(block) == (block.shapes, {line: code for line, (code, _) in block.reported.items()})
    messages = {found.span.line: found.message for found in diagnose(analyze(block.program))}
    for line, (_, part) in block.reported.items():
        assert part in messages[line]


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.runs], ids=lambda block: block.name)
def test_keras_gives_what_the_page_says(block: Block) -> None:
    seen, raised = shapes_by_line(block.program)
    assert (raised is not None) == bool(block.raises), raised
    last = min(block.raises, default=len(block.program))
    for line, expected in block.shapes.items():
        if line < last and "?" not in expected:
            shapes = [as_keras(text) for text in expected.split(" | ")]
            assert list(dict.fromkeys(map(str, seen[line]))) == list(map(str, shapes)), f"line {line}"


def test_an_expectation_cannot_meet_itself() -> None:
    block = read_block("pin", "x = unheard_of()  # shape: (None, 3)\n", [])
    assert block.program == "x = unheard_of()\n"
    assert observed(block)[0] != block.shapes
    wrong = read_block("wrong", "from keras import Input\nx = Input((3,))  # shape: (None, 4)\n", [])
    assert observed(wrong)[0] == {2: "(None, 3)"}
    unexpected = read_block("error", "from keras import layers\nlayers.Dense(unit=3)\n", [])
    assert observed(unexpected)[1] == {2: "SL301"}


def observed(block: Block) -> tuple[dict[int, str], dict[int, str]]:
    """What ShapeLens says of the lines with an expectation, and every error and warning."""
    analysis = analyze(block.program, search=search_for("guide.py", sys.executable))
    shapes: dict[int, str] = {}
    for line in block.shapes:
        sites = [site for site in analysis.sites if site.span.end_line == line]
        if sites:
            site = max(sites, key=lambda site: (site.span.end_column, -site.span.column))
            shapes[line] = " | ".join(format_structure(output) for output in site.outputs)
    grave = [found for found in diagnose(analysis) if found.severity in ("error", "warning")]
    return shapes, {found.span.line: found.code for found in grave}


def as_keras(text: str) -> object:
    """`(None, 3)` as a tuple, several tensors as a list of them."""
    value = ast.literal_eval(text)
    return list(value) if isinstance(value, list) else value
