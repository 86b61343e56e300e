"""The JSON of `check` and `annotate`, field by field."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.invocation import EXAMPLES, check_json, invoke, validate


def test_a_hint_in_full() -> None:
    path = EXAMPLES / "cnn_b.py"
    document = check_json(path)
    [file] = document["files"]
    assert file["path"] == str(path)
    assert file["hints"][0] == {
        "line": 7,
        "column": 5,
        "end_line": 7,
        "end_column": 61,
        "kind": "layer",
        "layer": "Conv2D",
        "shapes": [[None, 128, 128, 32]],
        "dtype": "float32",
        "count": 1,
        "params": 896,
        "label": "(None, 128, 128, 32)",
    }


def test_a_model_in_full() -> None:
    [file] = check_json(EXAMPLES / "cnn_b.py")["files"]
    [model] = file["models"]
    layers = model.pop("layers")
    assert model == {
        "name": "model",
        "line": 6,
        "inputs": [[None, 128, 128, 3]],
        "outputs": [[None, 10]],
        "params": 196170,
        "trainable_params": 196170,
    }
    assert layers[0] == {
        "name": "conv2d",
        "layer": "Conv2D",
        "line": 7,
        "output": [[None, 128, 128, 32]],
        "params": 896,
    }
    assert [layer["name"] for layer in layers[1:]] == [
        "max_pooling2d",
        "conv2d_1",
        "max_pooling2d_1",
        "flatten",
        "dense",
    ]


def test_a_diagnostic_in_full() -> None:
    [file] = check_json(EXAMPLES / "broken" / "wrong_keyword.py")["files"]
    assert file["diagnostics"] == [
        {
            "line": 8,
            "column": 12,
            "end_line": 8,
            "end_column": 21,
            "code": "SL301",
            "name": "unknown-argument",
            "severity": "error",
            "message": "Conv2D has no argument `filter`. Did you mean `filters`?",
            "related": [],
            "fixes": [
                {
                    "title": "Change to `filters`",
                    "edits": [{"line": 8, "column": 12, "end_line": 8, "end_column": 18, "text": "filters"}],
                }
            ],
        }
    ]


def test_a_related_place_has_its_path(tmp_path: Path) -> None:
    path = tmp_path / "shared.py"
    path.write_text(
        "from keras import Input, layers\n"
        "encode = layers.Conv2D(16, 3)\n"
        "photo = encode(Input(shape=(64, 64, 3)))\n"
        "sketch = encode(Input(shape=(64, 64, 1)))\n"
    )
    [file] = check_json(path)["files"]
    [diagnostic] = file["diagnostics"]
    assert diagnostic["related"] == [{"path": str(path), "line": 2, "message": "the Conv2D layer is made here"}]


def test_the_summary_counts(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(
        "from keras import Input, layers\n"
        "x = Input(shape=(8,))\n"
        "y = layers.Dense(unknown_units)(x)\n"
        "z = layers.Dense(3)(layers.NoSuchLayer()(x))\n"
        "layers.Dense(unit=3)\n"
        "layers.LSTM(4, batch_input_shape=(8, 5, 3))\n"
    )
    summary = check_json(path, EXAMPLES / "cnn_c.py")["summary"]
    assert (summary["files"], summary["errors"], summary["warnings"]) == (2, 2, 0)
    assert summary["hints"] == 10
    assert summary["unknown"] >= 1
    assert summary["seconds"] > 0


def test_open_and_unknown_sizes_and_expressions() -> None:
    program = (
        "from keras import Input, layers\n"
        "x = Input(shape=(None, None, 3))\n"
        "y = layers.Conv2D(8, 3, strides=2, padding='same')(x)\n"
        "z = layers.Dense(int(open('units.txt').read()))(y)\n"
    )
    [file] = check_json("-", stdin=program)["files"]
    first, second, third = (hint["shapes"][0] for hint in file["hints"])
    assert first == [None, None, None, 3]
    assert second[0] is None
    assert all(isinstance(size, str) and size != "?" for size in second[1:3])
    assert second[3] == 8
    assert third[3] == "?"


def test_columns_are_code_points() -> None:
    program = 'from keras import Input\nname = "模型😀"; x = Input(shape=(4,))\n'
    [file] = check_json("-", stdin=program)["files"]
    [hint] = file["hints"]
    assert program.splitlines()[1][hint["column"] - 1 : hint["end_column"] - 1] == "Input(shape=(4,))"


def test_several_tensors_are_a_list_of_shapes() -> None:
    program = (
        "from keras import Input, layers\n"
        "steps = Input(shape=(20, 8))\n"
        "out, state, carry = layers.LSTM(16, return_state=True)(steps)\n"
    )
    [file] = check_json("-", stdin=program)["files"]
    [_, lstm] = file["hints"]
    assert lstm["shapes"] == [[[None, 16], [None, 16], [None, 16]]]


def test_annotate_prints_the_same_document() -> None:
    path = EXAMPLES / "unet.py"
    annotated = json.loads(invoke("annotate", path, "--output-format", "json").stdout)
    validate(annotated, "check")
    assert annotated["files"] == check_json(path)["files"]
