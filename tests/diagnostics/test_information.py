"""SL703 and SL704: notes on what is legal, said only where it is true and may surprise."""

from __future__ import annotations

import pytest

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze

HEAD = "from keras import Input, layers\n"


def notes(call: str, shape: str, code: str) -> list[str]:
    found = diagnose(analyze(f"{HEAD}y = layers.{call}(Input(shape={shape}))\n"))
    return [each.message for each in found if each.code == code]


@pytest.mark.parametrize(
    ("call", "shape", "words"),
    [
        ("MaxPooling2D(2)", (15, 30, 3), "leaves out the last row: 15 → 7."),
        ("MaxPooling2D(2)", (15, 7, 3), "leaves out the last row and column: 15 → 7 and 7 → 3."),
        ("AveragePooling1D(4)", (30, 3), "leaves out the last 2 steps: 30 → 7."),
        ("MaxPooling2D(3, strides=2)", (16, 16, 1), "leaves out the last row and column: 16 → 7."),
    ],
)
def test_a_border_that_is_not_read_is_named(call: str, shape: tuple[int, ...], words: str) -> None:
    [message] = notes(call, str(shape), "SL703")
    assert words in message


@pytest.mark.parametrize(
    ("call", "shape"),
    [
        ("MaxPooling2D(2)", "(30, 30, 64)"),
        ('MaxPooling2D(2, padding="same")', "(29, 29, 64)"),
        ("MaxPooling2D(2)", "(None, None, 64)"),
        ("MaxPooling2D(3, strides=2)", "(31, 31, 64)"),
        ("Conv2D(8, 3, strides=2)", "(30, 30, 64)"),
        ("GlobalMaxPooling2D()", "(29, 29, 64)"),
        # one row of many
        ("MaxPooling2D(2)", "(29, 29, 64)"),
    ],
)
def test_nothing_is_said_of_windows_that_come_out_even_or_nearly_so(call: str, shape: str) -> None:
    assert notes(call, shape, "SL703") == []


def borders(layers: str, shape: str = "(61, 61, 3)", rest: str = "") -> list[int]:
    """The lines at which a model of such layers is said to leave a border out."""
    text = f"from keras import Input, Sequential, layers\nmodel = Sequential([Input({shape}),\n{layers}])\n{rest}"
    return [each.span.line for each in diagnose(analyze(text)) if each.code == "SL703"]


def test_one_row_is_told_of_where_a_decoder_misses_it() -> None:
    pool = "layers.MaxPooling2D(2),\n"
    assert borders(pool) == []
    assert borders(f"{pool}layers.UpSampling2D(2),\n") == [3]
    assert borders(f"{pool}layers.Conv2DTranspose(8, 2, strides=2),\n") == [3]


def test_a_model_is_told_of_its_largest_border_alone() -> None:
    assert borders("layers.MaxPooling2D(2),\n" * 3, "(30, 30, 3)") == [5]


def test_a_border_is_nothing_to_tell_of_beside_a_mistake() -> None:
    assert borders("layers.MaxPooling2D(2),\n", "(7, 7, 3)") == [3]
    assert borders("layers.MaxPooling2D(2),\n", "(7, 7, 3)", "layers.Dense(unit=3)\n") == []


@pytest.mark.parametrize("call", ["Conv2D(8, 3, 3)", "SeparableConv2D(8, 5, 5)", "Convolution2D(8, 3, 3)"])
def test_a_stride_that_reads_like_a_kernel_is_named(call: str) -> None:
    [message] = notes(call, "(32, 32, 3)", "SL704")
    assert "is `strides`" in message


@pytest.mark.parametrize(
    "call",
    [
        "Conv2D(8, (3, 3))",
        "Conv2D(8, 3, 2)",
        "Conv2D(8, 3, strides=3)",
        # patches that do not overlap are meant
        "Conv2D(8, 4, 4)",
        "Conv2D(8, 16, 16)",
        "Conv2D(8, 1, 1)",
        "MaxPooling2D(3, 3)",
    ],
)
def test_nothing_is_said_of_other_strides(call: str) -> None:
    assert notes(call, "(32, 32, 3)", "SL704") == []
