"""While a call is half typed, hints stay on the lines that are as they were."""

from __future__ import annotations

import pytest

from shapelens.editor.carrying import carry_line, carry_over
from shapelens.editor.hints import hints
from shapelens.interpreter.analyze import analyze

GOOD = """\
from keras import Input, Model, Sequential, layers

def block(x, units):
    x = layers.Dense(units)(x)
    return layers.Dropout(0.5)(x)

inputs = Input((4,))
x = block(inputs, 8)
model = Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(8, 3),
    layers.Flatten(),
    layers.Dense(10),
])
outputs = layers.Dense(3)(x)
"""


def _shown(text: str) -> dict[int, str]:
    now = analyze(text)
    carried = carry_over(analyze(GOOD), GOOD.split("\n"), now, text.split("\n"))
    return {hint.span.end_line: hint.label for hint in hints(carried)}


def _lines_with_hints() -> set[int]:
    return {hint.span.end_line for hint in hints(analyze(GOOD))}


@pytest.mark.parametrize(
    ("written", "typed", "line"),
    [
        ("layers.Conv2D(8, 3)", "layers.Conv2D(8, ", 11),
        ("layers.Dense(units)(x)", "layers.Dense(units)(", 4),
        ("layers.Flatten(),", "layers.Flatten(), layers.De(", 12),
    ],
)
def test_only_the_edited_line_loses_its_hint(written: str, typed: str, line: int) -> None:
    text = GOOD.replace(written, typed)
    assert analyze(text).unread
    assert set(_shown(text)) >= _lines_with_hints() - {line}


def test_lines_move_with_what_is_typed_above_them() -> None:
    text = GOOD.replace("    layers.Flatten(),", "    layers.Dense(\n    layers.Flatten(),")
    assert analyze(text).unread
    assert _shown(text)[14] == "(None, 10)"
    assert _shown(text)[16] == "(None, 3)"


def test_what_is_known_now_counts_more() -> None:
    text = GOOD.replace("Input((4,))", "Input((5,))").replace("layers.Conv2D(8, 3)", "layers.Conv2D(8, ")
    assert _shown(text)[7] == "(None, 5)"


@pytest.mark.parametrize(
    ("written", "typed", "line", "shown"),
    [
        ("inputs, 8", "inputs, 80", 4, "(None, 8)"),
        ("inputs, 8", "inputs, 80\n# two\n# more", 14, "(None, 14400)"),
        ("inputs, 8", "inputs, 80\n# two\n# more", 15, "(None, 10)"),
        # the call goes on over the edit
        ("layers.Flatten(),", "layers.Flatten(),  # here", 9, None),
        ("inputs, 8", "inputs, 80", 2, None),
    ],
)
def test_a_line_before_its_version_is_analysed(written: str, typed: str, line: int, shown: str | None) -> None:
    text = GOOD.replace("(28, 28, 1)", "(42, 42, 1)").replace("Conv2D(8, 3)", "Conv2D(9, 3)")
    edited = text.replace(written, typed)
    known = carry_line(analyze(text), text.split("\n"), edited.split("\n"), line)
    assert known is not None
    # of a model around the line the end is known as well
    found = [hint.label for hint in hints(known) if hint.span.end_line == line]
    assert found == ([shown] if shown else [])


def test_of_an_edited_line_nothing_is_known_before_it_is_analysed() -> None:
    edited = GOOD.replace("inputs, 8", "inputs, 80\n")
    before = analyze(GOOD)
    known = [carry_line(before, GOOD.split("\n"), edited.split("\n"), line) for line in (7, 8, 9, 10)]
    assert [each is None for each in known] == [False, True, True, False]
