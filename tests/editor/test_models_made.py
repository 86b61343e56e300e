"""A hint where a model is made: what it gives, unless the line or the call shows that already."""

from __future__ import annotations

import textwrap

import pytest

from shapelens.editor.hints import HintOptions, hints
from shapelens.interpreter.analyze import analyze

HEAD = """
import keras
from keras import layers

def build(n):
    i = keras.Input((8,))
    o = layers.Dense(n)(i)
    return keras.Model(i, o)

i = keras.Input((14, 14, 2))
o = layers.Dense(3)(layers.Flatten()(i))
"""


def labels(source: str) -> list[tuple[str, str]]:
    """The kinds and labels of the hints behind the head, in order."""
    text = HEAD + textwrap.dedent(source)
    return [(hint.kind, hint.label) for hint in hints(analyze(text)) if hint.span.line > HEAD.count("\n")]


@pytest.mark.parametrize(
    ("made", "label"),
    [
        ("keras.Model(i, o)", "(None, 3)"),
        ("keras.Model([i], [o])", "(None, 3)"),
        ("keras.Model(i, [o, o])", "[(None, 3), (None, 3)]"),
        ("keras.models.clone_model(keras.Model(i, o))", "(None, 3)"),
        ("build(6)", "(None, 6)"),
        ("(lambda: build(7))()", "(None, 7)"),
        ("build(3) if unknown() else build(3)", "(None, 3)"),
    ],
)
def test_a_model_that_is_made_has_a_hint(made: str, label: str) -> None:
    assert labels(f"net = {made}\n") == [("model", label)]


def test_a_list_of_layers_that_stands_elsewhere() -> None:
    found = labels("stack = [keras.Input((4,)), layers.Dense(5)]\nnet = keras.Sequential(stack)\n")
    assert found[-1] == ("model", "(None, 5)")


def test_a_line_does_not_show_a_shape_twice() -> None:
    assert labels("net = keras.Model(i, layers.Dense(4)(o))\n") == [("layer", "(None, 4)")]
    assert labels("net = keras.Sequential([keras.Input((4,)), layers.Dense(5)])\n") == [
        ("input", "(None, 4)"),
        ("layer", "(None, 5)"),
    ]
    assert labels("net = keras.Sequential([\n    keras.Input((4,)),\n    layers.Dense(5),\n])\n") == [
        ("input", "(None, 4)"),
        ("layer", "(None, 5)"),
    ]


def test_every_version_of_a_builder_is_counted() -> None:
    (line,) = [hint for hint in hints(analyze(HEAD + "a, b = build(1), build(2)\n")) if hint.span.line == 8]
    assert (line.kind, line.label) == ("model", "(None, 1) +1")


def test_what_is_not_made_or_not_built_has_none() -> None:
    assert labels("net = keras.Model(i, o)\nsame = net\nother = [net][0]\n") == [("model", "(None, 3)")]
    assert labels("net = keras.Sequential()\nwaiting = keras.Sequential([layers.Dense(3)])\n") == []


def test_the_switch_of_models_is_its_switch() -> None:
    source = HEAD + "net = keras.Model(i, o)\n"
    kinds = {hint.kind for hint in hints(analyze(source), HintOptions(kinds=frozenset({"layer"})))}
    assert kinds == {"layer"}
