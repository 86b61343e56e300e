"""`shapelens rules`: the catalogue, and what of a program it lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import ValidationError
from tests.cli.invocation import EXAMPLES, invoke, validate

from shapelens.layers.framework.registry import all_layers
from shapelens.layers.operations import all_operations

PROGRAM = """\
import tensorflow as tf
from keras import Input, layers, ops

x = Input((8,))
y = layers.Dense(4)(x)
for _ in range(3):
    y = layers.Convolve(y)
a = tf.math.confusion(x)
b = ops.relu(y) + tf.math.confusion(b) if y else tf.sparse.to_dense(a)
tf.keras.callbacks.Nothing(x)
c = x.trace_of(2)
"""


def test_every_layer_and_operation_is_listed() -> None:
    lines = invoke("rules").stdout.splitlines()
    for entry in all_layers():
        assert any(line.startswith(f"layer     rule      keras.layers.{entry.name}: ") for line in lines)
    assert len({line.partition(":")[0] for line in lines}) == len(lines)
    assert all(line.partition(": ")[2] for line in lines), "a rule without words"
    assert any(line.startswith("operation rule      keras.ops.matmul: ") for line in lines)


def test_json_says_the_same() -> None:
    document = json.loads(invoke("rules", "--output-format", "json").stdout)
    validate(document, "rules")
    by_name = {rule["name"]: rule for rule in document["rules"]}
    for entry in all_operations():
        for path in entry.paths:
            assert by_name[path]["status"] == ("unknown" if entry.unruled else "rule")
    assert by_name["tensorflow.map_fn"]["status"] == "evaluated"
    assert by_name["keras.layers.Dense"]["kind"] == "layer"


def test_what_a_program_lacks(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM)
    assert invoke("rules", "--missing", file).stdout == (
        f"keras.layers.Convolve: 1 call\n  {file}:7:9\n"
        f"tensor.trace_of: 1 call\n  {file}:11:5\n"
        f"tensorflow.math.confusion: 2 calls\n  {file}:8:5\n  {file}:9:19\n"
        f"tensorflow.sparse.to_dense: 1 call\n  {file}:9:50\n"
    )
    document = json.loads(invoke("rules", "--missing", "--output-format", "json", file).stdout)
    validate(document, "rules")
    assert [(entry["name"], entry["count"]) for entry in document["missing"]] == [
        ("keras.layers.Convolve", 1),
        ("tensor.trace_of", 1),
        ("tensorflow.math.confusion", 2),
        ("tensorflow.sparse.to_dense", 1),
    ]
    assert document["missing"][0]["calls"] == [{"path": str(file), "line": 7, "column": 9}]


def test_a_program_that_lacks_nothing() -> None:
    assert invoke("rules", "--missing", EXAMPLES / "cnn_a.py").stdout == "nothing: all that is used has a rule\n"


def test_nothing_lacking_has_the_same_form() -> None:
    document = json.loads(invoke("rules", "--missing", "--output-format", "json", EXAMPLES / "cnn_a.py").stdout)
    validate(document, "rules")
    assert document["missing"] == []


@pytest.mark.parametrize(
    "document",
    [
        {"version": 1},
        {"version": 1, "rules": [], "missing": []},
        {"version": 1, "rules": [{"kind": "layer", "name": "keras.layers.Dense", "rule": "", "status": "rule"}]},
    ],
)
def test_the_schema_refuses_another_form(document: object) -> None:
    with pytest.raises(ValidationError):
        validate(document, "rules")


@pytest.mark.parametrize("arguments", [["--missing"], ["program.py"]])
def test_paths_and_missing_go_together(arguments: list[str]) -> None:
    assert invoke("rules", *arguments).exit_code == 2


def test_a_path_that_cannot_be_read() -> None:
    assert invoke("rules", "--missing", "no_such_file.py").exit_code == 2
