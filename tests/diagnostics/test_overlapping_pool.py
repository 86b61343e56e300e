"""SL701: pools at stride 1 are named where the map was probably meant to shrink, and nowhere else."""

from __future__ import annotations

import pytest

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze

HEAD = "from keras import Input, layers\n"


@pytest.mark.parametrize(
    ("call", "shape", "sizes"),
    [
        ("MaxPooling2D(2, strides=1)", (30, 30, 64), "30 → 29"),
        ("AveragePooling2D((3, 3), (1, 1))", (30, 20, 64), "30 → 28 and 20 → 18"),
        ("MaxPooling1D(5, strides=1)", (100, 8), "100 → 96"),
        ("MaxPool2D((2, 1), strides=1)", (30, 30, 64), "30 → 29"),
    ],
)
def test_windows_that_overlap_are_named(call: str, shape: tuple[int, ...], sizes: str) -> None:
    [found] = diagnose(analyze(f"{HEAD}y = layers.{call}(Input(shape={shape}))\n"))
    assert (found.code, found.severity) == ("SL701", "information")
    assert f"the map hardly shrinks: {sizes}. That is legal." in found.message


@pytest.mark.parametrize(
    ("call", "shape"),
    [
        ("MaxPooling2D(2)", "(30, 30, 64)"),
        ("MaxPooling2D(3, strides=2)", "(30, 30, 64)"),
        ('MaxPooling2D(3, strides=1, padding="same")', "(30, 30, 64)"),
        ("MaxPooling2D(1, strides=1)", "(30, 30, 64)"),
        ("MaxPooling2D(2, strides=1)", "(None, None, 64)"),
        ("Conv2D(8, 3, strides=1)", "(30, 30, 64)"),
        ("GlobalMaxPooling2D()", "(30, 30, 64)"),
    ],
)
def test_nothing_is_said_of_the_others(call: str, shape: str) -> None:
    found = diagnose(analyze(f"{HEAD}y = layers.{call}(Input(shape={shape}))\n"))
    assert "SL701" not in [each.code for each in found]
