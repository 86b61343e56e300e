"""Hover: the rule with its numbers, weights, costs, why a size is unknown, and every path that led to a call."""

from __future__ import annotations

from tests.editor.builders import observe, site, span, tensor

from shapelens.editor.annotations import Annotation
from shapelens.editor.hover import hover
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis, Frame, Observation
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.cells import join_cells

IMPORTS = "from keras import Input, Model, Sequential, layers, ops; from keras.layers import *\n"
MODEL_B = analyze(
    IMPORTS.replace("\n", "; model = Sequential([Input((128, 128, 3)),\n")
    + "    Conv2D(32, 3, padding='same'),\n"
    + "    MaxPooling2D(2),\n"
    + "    Conv2D(64, 5, strides=2),\n"
    + "    MaxPooling2D(2),\n"
    + "])\n"
)


def text_at(analysis: Analysis, line: int, column: int = 6) -> str:
    found = hover(analysis, line, column)
    assert found is not None
    return found[1]


def test_the_whole_hover_of_a_convolution() -> None:
    assert text_at(MODEL_B, 4) == (
        "**Conv2D** → `(None, 30, 30, 64)` float32\n\n"
        "A window of `kernel_size` slides over height and width; each filter gives one channel.\n\n"
        "- batch: None\n"
        "- height: ⌊(64 − 5) / 2⌋ + 1 = 30\n"
        "- width: ⌊(64 − 5) / 2⌋ + 1 = 30\n"
        "- channels: 64\n\n"
        "Layer `conv2d_1`, input `(None, 64, 64, 32)`\n\n"
        "51,264 parameters\n"
        "- kernel `(5, 5, 32, 64)`: 51,200\n"
        "- bias `(64,)`: 64\n\n"
        "One sample: 46,080,000 multiply-adds · 225.0 KiB of activations · receptive field 12 × 12"
    )


def test_the_receptive_field_grows_along_a_sequential_model() -> None:
    fields = [text_at(MODEL_B, line).rpartition("receptive field ")[2] for line in (2, 3, 4, 5)]
    assert fields == ["3 × 3", "4 × 4", "12 × 12", "16 × 16"]


def fields(*lines: str) -> list[str]:
    """The receptive field on each line of a program, empty where there is none."""
    analysis = analyze(IMPORTS + "\n".join(lines))
    texts = [hover(analysis, number, line.index("= ") + 3) for number, line in enumerate(lines, start=2)]
    return ["" if text is None else text[1].partition("receptive field ")[2].partition("\n")[0] for text in texts]


def test_the_receptive_field_along_the_longest_path_of_a_graph() -> None:
    assert fields(
        "x = Input((64, 64, 3))",
        "a = Conv2D(8, 3, strides=2, padding='same')(x)",
        "b = ReLU()(BatchNormalization()(Conv2D(4, 5, padding='same')(a)))",
        "c = Conv2D(4, (1, 7), padding='same')(a)",
        "d = Concatenate()([b, c])",
        "e = Conv2D(8, 3)(ops.relu(d) + a)",
    ) == ["", "3 × 3", "", "3 × 15", "", "15 × 19"]


def test_the_receptive_field_goes_through_models_and_classes_of_the_program() -> None:
    assert fields(
        "x = Input((64, 8))",
        "model = Sequential([Input((64, 8)), Conv1D(8, 3), MaxPooling1D(2)])",
        "y = Conv1D(8, 3, dilation_rate=2)(model(x))",
    ) == ["", "", "12"]


def test_the_receptive_field_is_left_out_where_it_is_not_one_window() -> None:
    assert fields(
        "x = Input((None, 8))",
        "a = Conv1D(8, 3)(Dense(8)(x))",
        "b = Conv1D(8, 3)(LSTM(8, return_sequences=True)(a))",
        "c = Conv1D(8, 3)(Concatenate(axis=1)([a, a]))",
        "d = Conv1D(8, 3)(Add()([a, UpSampling1D(2)(MaxPooling1D(2)(a))]))",
        "e = Conv1D(8, 3)(LayerNormalization()(a))",
    ) == ["", "3", "", "", "", "5"]


def test_an_open_size_shows_its_expression() -> None:
    call = observe("Conv2D(8, 3, strides=2, padding='same')", Tensor((axis("batch"), axis("H"), 32, 3)))
    text = text_at(Analysis("m.py", (site(1, call),)), 1)
    assert "- height: ⌈H / 2⌉ = None (ceil(H/2))" in text
    assert "- batch: None\n" in text


def test_why_a_size_is_unknown() -> None:
    output = Tensor((axis("batch"), Unknown("`len(vocab)` is read from a file", 12)))
    text = text_at(Analysis("m.py", (site(1, Observation("Embedding", None, output)),)), 1)
    assert "Unknown (`?`): `len(vocab)` is read from a file (line 12)" in text


def test_every_call_with_the_path_that_led_to_it() -> None:
    calls = [
        Observation(
            "Dense", None, tensor(units), result=observe(f"Dense({units})", tensor(2)).result, path=(frame, inner)
        )
        for units in (8, 16)
        for frame, inner in [(Frame("block", span(units)), Frame("dense", span(3)))]
    ]
    text = text_at(Analysis("m.py", (site(1, *calls),)), 1)
    assert "Runs 2 times:\n" in text
    assert "- `(None, 8)` → `block` (line 8) → `dense` (line 3), 24 parameters" in text
    assert "- `(None, 16)` → `block` (line 16) → `dense` (line 3), 48 parameters" in text


def test_a_call_run_a_hundred_times_stays_readable() -> None:
    calls = [observe("Dense(4)", tensor(size)) for size in range(1, 101)]
    text = text_at(Analysis("m.py", (site(1, *calls),)), 1)
    assert "Runs 100 times:" in text
    assert text.count("- `(None, 4)`") == 12
    assert "- and 88 more" in text


def test_the_innermost_call_answers() -> None:
    inner = site(1, observe("Dense(4)", tensor(2)), column=14, end_column=29)
    outer = site(1, observe("Dense(5)", tensor(4)), column=5, end_column=30)
    analysis = Analysis("m.py", (outer, inner))
    assert "(None, 5)" in text_at(analysis, 1, 6)
    assert "(None, 4)" in text_at(analysis, 1, 20)
    assert hover(analysis, 1, 2) is None
    assert hover(analysis, 2, 6) is None


def test_the_verdict_of_a_check() -> None:
    analysis = Analysis("m.py", (site(1, observe("Dense(3)", tensor(2))),))
    found = hover(analysis, 1, 6, {span(1): Annotation("differed", (Tensor((2, 4)),))})
    assert found is not None
    assert found[1].endswith("✗ TensorFlow differs: `(2, 4)` on a batch of 2")


def test_an_input_says_which_sizes_it_takes() -> None:
    program = (
        "from keras import Input, layers\n"
        "x = Input((None, None, 3))\n"
        "y = layers.UpSampling2D((2, 4))(layers.MaxPooling2D((2, 4))(x))\n"
        "z = layers.Concatenate()([x, y])\n"
    )
    text = text_at(analyze(program), 2)
    assert text.endswith(
        "\n\nH must be even; nearest to 225: 224 or 226. W must be a multiple of 4; nearest to 250: 248 or 252. "
        "What is joined on line 4 fits only then."
    )
    assert "must be" not in text_at(analyze(program.replace("None, None", "32, 32")), 2)


def test_lines_of_a_notebook_are_those_of_its_cells() -> None:
    text = join_cells(
        [
            (2, "from keras import Input, layers\n\ndef block(x):\n    return layers.Dense(int(input()))(x)"),
            (5, "\nx = block(Input((8,)))"),
        ]
    )
    described = hover(analyze(text), 5, 20)
    assert described is not None
    assert "→ `block` (line 2 of cell 5)" in described[1]
    assert "(line 4 of cell 2)" in described[1]


def test_an_operation_and_an_input_show_the_expressions_of_their_open_sizes() -> None:
    analysis = analyze(IMPORTS + "x = Input((None, 32, 3))\ny = x[:, ::2]\nz = ops.relu(Input((4,)))\n")
    assert "\n- batch: None\n- height: None (H)\n- width: 32\n- channels: 3\n" in text_at(analysis, 2)
    assert "\n- height: None (ceil(H/2))\n" in text_at(analysis, 3)
    # nothing is open in it but the batch
    assert "- features" not in text_at(analysis, 4)
