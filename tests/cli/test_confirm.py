"""`shapelens confirm` with the TensorFlow of the running interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.invocation import EXAMPLES, check_json, invoke, start, validate


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_every_example_agrees_with_tensorflow(path: Path) -> None:
    result = invoke("confirm", path, "--python", sys.executable, "--output-format", "json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    validate(document, "confirm")
    assert document["error"] is None
    assert document["backend"].startswith("tensorflow ")
    assert {call["status"] for call in document["calls"]} == {"agreed"}
    [file] = check_json(path)["files"]
    # arrays and operations have hints too; the check measures the calls of Keras objects
    hints = [hint for hint in file["hints"] if hint["kind"] in {"layer", "model", "input"}]
    measured = {(call["line"], call["column"]) for call in document["calls"]}
    made = [hint for hint in hints if (hint["line"], hint["column"]) not in measured]
    # where a model is made nothing is called
    assert all(hint["kind"] == "model" and hint["layer"] in {"Functional", "Sequential"} for hint in made)
    measurable = len(hints) - len(made)
    assert len(document["calls"]) == measurable
    [model] = document["models"]
    assert model["params"] == file["models"][0]["params"]
    assert (model["agreed"], model["differed"], model["filled"], model["not_run"]) == (measurable, 0, 0, 0)


def test_static_and_measured_shapes_stand_side_by_side() -> None:
    result = invoke("confirm", EXAMPLES / "unet.py", "--python", sys.executable, "--output-format", "json")
    first = json.loads(result.stdout)["calls"][0]
    assert first == {
        "line": 6,
        "column": 10,
        "layer": "Input",
        "static": [[None, 128, 128, 3]],
        "measured": [[2, 128, 128, 3]],
        "status": "agreed",
    }


def test_the_text_says_it_line_by_line(tmp_path: Path) -> None:
    # from another folder, with a file of its own beside it: as `python model.py` would find it
    (tmp_path / "sizes.py").write_text("UNITS = 7\n")
    (tmp_path / "model.py").write_text(
        "from keras import Input, Sequential, layers\n"
        "from sizes import UNITS\n"
        "net = Sequential([Input(shape=(3,)), layers.Dense(4), layers.Dense(UNITS)])\n"
    )
    result = invoke("confirm", tmp_path / "model.py", "--python", sys.executable)
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines() if line.startswith("3 ")]
    assert ["3", "Dense", "(None,", "4)", "(2,", "4)", "agrees"] in rows
    assert "net (line 3): 51 parameters" in result.stdout


def test_a_model_that_raises_exits_with_1_and_names_the_line() -> None:
    path = EXAMPLES / "broken" / "too_many_pools.py"
    result = invoke("confirm", path, "--python", sys.executable, "--output-format", "json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    validate(document, "confirm")
    assert document["error"]["line"] == 13
    assert "Computed output size would be zero or negative" in document["error"]["message"]


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An interpreter without TensorFlow."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return str(folder / "bin" / "python")


def test_without_tensorflow_it_says_what_to_install(bare_python: str) -> None:
    result = invoke("confirm", EXAMPLES / "cnn_a.py", "--python", bare_python)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"TensorFlow is not installed for {bare_python} (Python 3.")
    assert f"{bare_python} -m pip install tensorflow" in result.stderr


def test_json_where_it_could_not_be_run(bare_python: str) -> None:
    result = invoke("confirm", EXAMPLES / "cnn_a.py", "--python", bare_python, "--output-format", "json")
    assert result.exit_code == 2
    document = json.loads(result.stdout)
    validate(document, "confirm")
    assert document["error"]["kind"] == "no-tensorflow"
    assert {call["status"] for call in document["calls"]} == {"not_run"}


def test_an_interpreter_that_is_not_there(tmp_path: Path) -> None:
    result = invoke("confirm", EXAMPLES / "cnn_a.py", "--python", tmp_path / "python")
    assert result.exit_code == 2
    assert f"{tmp_path}/python cannot be started" in result.stderr


def test_a_deadline_ends_it(tmp_path: Path) -> None:
    path = tmp_path / "slow.py"
    path.write_text("import time\ntime.sleep(600)\n")
    result = invoke("confirm", path, "--python", sys.executable, "--timeout", "0.5")
    assert result.exit_code == 2
    assert "stopped after" in result.stderr


def test_a_missing_file(tmp_path: Path) -> None:
    result = invoke("confirm", tmp_path / "gone.py")
    assert result.exit_code == 2
    assert result.stderr == f"shapelens: {tmp_path}/gone.py: no such file or folder\n"


def test_the_check_runs_in_the_environment_of_the_program(bare_python: str, tmp_path: Path) -> None:
    (tmp_path / ".venv").symlink_to(Path(bare_python).parents[1])
    program = tmp_path / "model.py"
    program.write_text((EXAMPLES / "cnn_a.py").read_text(encoding="utf-8"), encoding="utf-8")
    result = invoke("confirm", program)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"TensorFlow is not installed for {tmp_path}/.venv/bin/python (Python 3.")


def test_nothing_is_written_but_the_answer() -> None:
    path = EXAMPLES / "text_lstm.py"
    outcome = start("confirm", path, "--python", sys.executable, "--output-format", "json")
    assert outcome.returncode == 0
    assert outcome.stderr == b""
    assert json.loads(outcome.stdout)["models"][0]["name"] == "classifier"
