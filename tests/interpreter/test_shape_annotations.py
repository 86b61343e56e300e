"""Shapes that a program declares, against what is known of them."""

from __future__ import annotations

import itertools

import pytest

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze

SHAPES = ((10, 4), (10, 5), (None, 4), (None, 5), (4,), (10, 4, 1), (None, None))
HEAD = "from unheard_of import load\nimport numpy as np\nfrom keras import Input\n"


def contradict(declared: tuple[int | None, ...], known: tuple[int | None, ...]) -> bool:
    pairs = zip(declared, known, strict=False)
    return len(declared) != len(known) or any(None not in pair and pair[0] != pair[1] for pair in pairs)


def codes(text: str) -> list[tuple[str, int]]:
    return [(found.code, found.span.line) for found in diagnose(analyze(HEAD + text, strict=True))]


@pytest.mark.parametrize(("declared", "known"), list(itertools.product(SHAPES, SHAPES)))
@pytest.mark.parametrize("form", ["{} = {}{}\n", "{}: object = {}{}\n", "def f(\n    {},{}\n):\n    pass\nf({})\n"])
def test_a_declaration_that_contradicts_what_is_known_is_reported(
    form: str, declared: tuple[int | None, ...], known: tuple[int | None, ...]
) -> None:
    made = f"Input({known[1:]})" if known[0] is None else f"np.zeros({known})"
    comment = f"  # shape: {declared}"
    parts = ("x", comment, made) if form.startswith("def") else ("x", made, comment)
    expected = [("SL903", 5 if form.startswith("def") else 4)] if contradict(declared, known) else []
    assert codes(form.format(*parts)) == expected


def test_a_declaration_tells_the_sizes_that_are_not_known() -> None:
    text = "x = np.zeros((load(), 4))  # shape: (7, 4)\ny = np.ones((7, 4)) @ x\nz = np.ones((8, 4)).T @ x\n"
    assert codes(text.replace("np.ones((7, 4)) @ x", "np.ones((4, 7)) @ x")) == [("SL203", 6)]
    assert codes("x = load()  # shape: (7, 4)\ny = np.ones((3, 5)) @ x\n") == [("SL203", 5)]


@pytest.mark.parametrize("comment", ["# shape: (3,) (4,)", "# shape: (3,), (4,)", "# shape: wide", "# the shape: no"])
def test_what_does_not_say_one_shape_declares_none(comment: str) -> None:
    assert codes(f"x = np.zeros((9, 9))  {comment}\n") == []
