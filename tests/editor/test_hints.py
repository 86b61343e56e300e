"""Hints: one per call whose shape is known, short, in three formats, with switches per kind and with verdicts."""

from __future__ import annotations

import pytest
from tests.editor.builders import observe, sequential, site, span, tensor

from shapelens.editor.annotations import Annotation
from shapelens.editor.hints import HintOptions, display, hints
from shapelens.editor.lines import shown_beside_lines
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis, Observation
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import NamedTensors, Tensor
from shapelens.shapes.unknown import Unknown

UNKNOWN = Tensor(Unknown("`vocab` is read from a file", 12))
MODEL_B = sequential(
    "Conv2D(32, 3, padding='same')",
    "MaxPooling2D(2)",
    "Conv2D(64, 5, strides=2)",
    "MaxPooling2D(2)",
    inputs=tensor(128, 128, 3),
)


def test_every_call_has_its_shape_dtype_and_parameters() -> None:
    found = hints(MODEL_B)
    assert [(hint.span.line, hint.label, hint.params) for hint in found] == [
        (2, "(None, 128, 128, 32)", 896),
        (3, "(None, 64, 64, 32)", 0),
        (4, "(None, 30, 30, 64)", 51264),
        (5, "(None, 15, 15, 64)", 0),
    ]
    assert {(hint.kind, hint.dtype, hint.count) for hint in found} == {("layer", "float32", 1)}
    assert display(found[0]) == "→ (None, 128, 128, 32)"


def test_formats() -> None:
    assert hints(MODEL_B, HintOptions("compact"))[2].label == "30×30×64"
    assert hints(MODEL_B, HintOptions("axes"))[2].label == "(B None, H 30, W 30, C 64)"


@pytest.mark.parametrize(
    ("program", "label"),
    [
        ("import numpy as np\nnp.ones((3, 4))", "3×4"),
        ("import numpy as np\nnp.zeros(1000)", "1000"),
        ("import numpy as np\nnp.float32(np.zeros((256, 256, 3)))", "256×256×3"),
        ("import keras\nkeras.Input((None, None, 3))", "None×None×3"),
        ("import keras\nkeras.Input(batch_shape=(8, 5))", "8×5"),
        ("import keras\nx = keras.Input((4, 3))\nkeras.ops.transpose(x)", "3×4×None"),
        ("import keras\nx = keras.Input((4, 3))\nkeras.ops.mean(x)", "scalar"),
    ],
)
def test_compact_leaves_out_a_batch_axis_alone(program: str, label: str) -> None:
    assert hints(analyze(program, "m.py"), HintOptions("compact"))[-1].label == label


def test_axes_are_named_for_every_shape_on_a_line_or_for_none() -> None:
    program = """\
import keras
x = keras.layers.Dense(2)(keras.Input((3,)))
y = keras.layers.Dense(4)(x)
"""
    labels = [(hint.span.line, hint.label) for hint in hints(analyze(program, "m.py"), HintOptions("axes"))]
    assert labels == [(2, "(None, 2)"), (2, "(None, 3)"), (3, "(B None, F 4)")]


def test_the_axes_of_channels_first_stand_where_they_are() -> None:
    call = observe("Conv2D(8, 3, data_format='channels_first')", tensor(3, 32, 32))
    (hint,) = hints(Analysis("m.py", (site(1, call),)), HintOptions("axes"))
    assert hint.label == "(B None, C 8, H 30, W 30)"


def test_a_line_run_with_several_shapes_shows_the_first_and_a_count() -> None:
    observations = [observe("MaxPooling2D(2)", tensor(size, size, 4)) for size in (64, 32, 32, 16)]
    (hint,) = hints(Analysis("m.py", (site(1, *observations),)))
    assert hint.label == "(None, 32, 32, 4) +2"
    assert hint.count == 4
    assert len(hint.shapes) == 3


def test_shapes_that_read_alike_are_not_counted_twice() -> None:
    outputs = [Tensor((axis(name), 8)) for name in ("batch", "other")]
    observations = [Observation("Dense", None, output) for output in outputs]
    (hint,) = hints(Analysis("m.py", (site(1, *observations),)))
    assert hint.label == "(None, 8)"


def test_nothing_is_shown_of_what_is_wholly_unknown() -> None:
    unknown = Observation("Dense", None, UNKNOWN)
    assert hints(Analysis("m.py", (site(1, unknown),))) == ()
    (hint,) = hints(Analysis("m.py", (site(1, unknown, observe("Dense(3)", tensor(2))),)))
    assert hint.label == "(None, 3)"


def test_an_unknown_size_reads_as_a_question_mark() -> None:
    output = Tensor((axis("batch"), Unknown("`units` is not known"), 4))
    (hint,) = hints(Analysis("m.py", (site(1, Observation("Reshape", None, output)),)))
    assert hint.label == "(None, ?, 4)"


def test_several_tensors() -> None:
    several = Observation("LSTM", None, (tensor(10, 4), tensor(4), tensor(4)))
    named = Observation("Model", None, NamedTensors((("a", tensor(1, dtype="int64")), ("b", tensor(2)))))
    found = hints(Analysis("m.py", (site(1, several), site(2, named, kind="model"))))
    assert [hint.label for hint in found] == [
        "[(None, 10, 4), (None, 4), (None, 4)]",
        "{a: (None, 1), b: (None, 2)}",
    ]
    assert [hint.dtype for hint in found] == ["float32", "int64"]


def test_each_kind_has_its_switch() -> None:
    analysis = Analysis(
        "m.py",
        (
            site(1, Observation("Input", None, tensor(3)), kind="input"),
            site(2, observe("Dense(3)", tensor(3))),
            site(3, Observation("add", None, tensor(3)), kind="op"),
            site(4, Observation("model", None, tensor(3)), kind="model"),
            site(5, Observation("zeros", None, tensor(3)), kind="data"),
        ),
    )
    assert [hint.kind for hint in hints(analysis)] == ["input", "layer", "op", "model", "data"]
    for kind in ("input", "layer", "op", "model", "data"):
        (hint,) = hints(analysis, HintOptions(kinds=frozenset([kind])))
        assert hint.kind == kind


def test_verdicts_of_a_check() -> None:
    place = span(1)
    dense = Analysis("m.py", (site(1, observe("Dense(3)", tensor(2))),))
    unknown = Analysis("m.py", (site(1, Observation("Dense", None, UNKNOWN)),))
    measured = (Tensor((2, 3)),)

    def shown(analysis: Analysis, annotation: Annotation) -> list[str]:
        return [display(hint) for hint in hints(analysis, annotations={place: annotation})]

    assert shown(dense, Annotation("agreed", measured)) == ["→ (None, 3) ✓"]
    assert shown(dense, Annotation("differed", (Tensor((2, 4)),))) == ["→ (None, 3) ≠ (2, 4)"]
    assert shown(unknown, Annotation("filled", measured)) == ["→ (2, 3) measured"]


def test_a_check_fills_in_the_unknown_size_alone() -> None:
    output = Tensor((axis("batch"), Unknown("`units` is not known"), 4))
    analysis = Analysis("m.py", (site(1, Observation("Reshape", None, output)),))
    (hint,) = hints(analysis, annotations={span(1): Annotation("filled", (Tensor((2, 30, 4)),))})
    assert display(hint) == "→ (None, 30, 4) measured"


def test_a_call_that_only_the_check_knows_has_a_hint() -> None:
    annotations = {span(4): Annotation("filled", (Tensor((2, 30, 4)), Tensor((2, 15, 4))), "Conv1D")}
    (hint,) = hints(Analysis("m.py"), annotations=annotations)
    assert (hint.layer, display(hint)) == ("Conv1D", "→ (2, 30, 4) +1 measured")
    assert hints(Analysis("m.py"), HintOptions(kinds=frozenset(["op"])), annotations) == ()


def test_beside_a_line_stands_the_outermost_call() -> None:
    inner = site(1, observe("Dense(4)", tensor(2)), column=14, end_column=29)
    outer = site(1, observe("Dense(5)", tensor(4)), column=5, end_column=30)
    assert [hint.label for hint in shown_beside_lines(hints(Analysis("m.py", (inner, outer))))] == ["(None, 5)"]


def test_calls_side_by_side_and_calls_that_end_elsewhere_are_all_shown() -> None:
    beside = [site(1, observe("Dense(4)", tensor(2)), column=c, end_column=c + 5) for c in (10, 20)]
    over_two_lines = site(2, observe("Dense(5)", tensor(4)), column=5, end_line=3, end_column=10)
    inside = site(2, observe("Dense(6)", tensor(4)), column=10, end_column=20)
    shown = shown_beside_lines(hints(Analysis("m.py", (*beside, over_two_lines, inside))))
    assert [(hint.span.end_line, hint.label) for hint in shown] == [
        (1, "(None, 4)"),
        (1, "(None, 4)"),
        (2, "(None, 6)"),
        (3, "(None, 5)"),
    ]


def test_what_is_given_to_fit_is_not_shown_as_what_it_gives() -> None:
    text = (
        "import numpy as np\nfrom keras import Input, Sequential, layers\nfrom keras.utils import to_categorical\n"
        "model = Sequential([Input((8,)), layers.Dense(3)])\nmodel.compile(loss='mse')\n"
        "model.fit(np.zeros((6, 8)), to_categorical(np.arange(6) % 3, 3))\n"
        "model.fit(\n    np.zeros((6, 8)),\n    to_categorical(np.arange(6) % 3, 3))\n"
        "answer = model.predict(np.zeros((6, 8)))\n"
    )
    analysis = analyze(text)
    shown = shown_beside_lines(hints(analysis, HintOptions(kinds=frozenset({"data"}))), analysis.trainings)
    assert [(hint.span.end_line, hint.label) for hint in shown] == [(8, "(6, 8)"), (10, "(6, 3)")]
