"""Lenses: one line per model, of what is known."""

from __future__ import annotations

from dataclasses import replace

from tests.editor.builders import sequential, span, tensor

from shapelens.editor.lenses import lenses
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis, ModelSummary
from shapelens.shapes.unknown import Unknown

SKIP = """
from keras import Input, Model, layers
x = Input((SIZE, 8))
y = layers.UpSampling1D(2)(layers.MaxPooling1D(2)(x))
model = Model(x, layers.Concatenate()([x, y]))
"""
MODEL = ModelSummary("net", "functional", span(7), tensor(128, 128, 3), tensor(10), (), 196170, 196170)


def title(model: ModelSummary) -> str:
    (lens,) = lenses(Analysis("m.py", models=(model,)))
    assert lens.span == model.span
    assert lens.model == "net"
    return lens.title


def test_what_goes_in_and_out_and_the_parameters() -> None:
    assert title(MODEL) == "128×128×3 → 10 · 196,170 params"


def test_several_inputs() -> None:
    assert title(replace(MODEL, inputs=(tensor(8), tensor(4, 4)))) == "[8, 4×4] → 10 · 196,170 params"


def test_only_what_is_known_is_said() -> None:
    assert title(replace(MODEL, inputs=None, params=Unknown("`units` is not known"))) == "? → 10"
    assert title(replace(MODEL, inputs=None, outputs=None, params=0)) == "net: not built yet"


def test_lenses_stand_in_order_of_place() -> None:
    model = sequential("Dense(3)", inputs=tensor(2)).models[0]
    found = lenses(Analysis("m.py", models=(MODEL, model)))
    assert [lens.title for lens in found] == ["2 → 3 · 9 params", "128×128×3 → 10 · 196,170 params"]


def test_the_sizes_that_a_model_takes_are_its_tooltip() -> None:
    (lens,) = lenses(analyze(SKIP.replace("SIZE", "None")))
    assert lens.title == "None×8 → None×16 · 0 params"
    assert lens.tooltip == "T must be even; nearest to 225: 224 or 226."
    (lens,) = lenses(analyze(SKIP.replace("SIZE", "64")))
    assert lens.tooltip == ""
