"""`shapelens check` as text: the lines a person reads, the excerpt with its carets, the summary and the exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.invocation import EXAMPLES, invoke

CLEAN = "from keras import Input, layers\n\nx = layers.Conv2D(8, 3)(Input(shape=(32, 32, 3)))\n"
BROKEN = "from keras import Input, layers\n\nx = layers.Conv2D(8, 3)(Input(shape=(2, 32, 3)))\n"
DOUBTFUL = """import keras, numpy
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, activation="softmax")])
model.compile("sgd", "binary_crossentropy")
model.fit(numpy.zeros((4, 3)), numpy.zeros((4, 1)))
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clean_file_has_a_summary_alone(tmp_path: Path) -> None:
    result = invoke("check", write(tmp_path, "clean.py", CLEAN))
    assert result.exit_code == 0
    assert re.fullmatch(r"1 file, 2 hints, no problems \(\d+\.\d\d s\)\n", result.stdout)
    assert result.stderr == ""


def test_a_fault_is_shown_with_its_line_and_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "broken.py", BROKEN)
    result = invoke("check", path)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == (
        f"{path}:3:5: SL201 error: Conv2D does not fit: its kernel covers 3 and the input is 2 high: "
        '⌊(2 − 3) / 1⌋ + 1 = 0. Use a smaller kernel, padding="same", or fewer strides or pools before it.'
    )
    assert lines[1:3] == [
        "3 | x = layers.Conv2D(8, 3)(Input(shape=(2, 32, 3)))",
        "  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ]
    assert lines[-1].startswith("1 file, 1 hint, 1 error (")


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("\tlayers.Conv2D(filter=8, kernel_size=3)\n", "filter=8"),
        ('    "模型😀"; layers.Conv2D(filter=8, kernel_size=3)\n', "filter=8"),
        ('    "é"; layers.Conv2D(filter=8,\tkernel_size=3)\n', "filter=8"),
    ],
    ids=["a tab", "characters two columns wide", "a combining accent"],
)
def test_the_carets_stand_under_the_place(tmp_path: Path, line: str, marked: str) -> None:
    path = write(tmp_path, "wide.py", f"from keras import layers\nif True:\n{line}")
    _, excerpt, carets, *_ = invoke("check", path).stdout.splitlines()
    columns = [column for column, character in enumerate(on_a_terminal(carets)) if character == "^"]
    assert "".join(on_a_terminal(excerpt)[column] for column in columns) == marked


def on_a_terminal(text: str) -> list[str]:
    """What stands in each column: a wide character in two, a combining one in that of the one before."""
    columns: list[str] = []
    for character in text:
        if character == "\u0301":
            columns[-1] += character
        else:
            columns += [character, ""] if character in "模型😀" else [character]
    return columns


def test_a_call_over_several_lines_is_marked_to_the_end_of_its_first(tmp_path: Path) -> None:
    path = write(tmp_path, "long.py", "from keras import Input, layers\nx = layers.Conv2D(8,\n  9)(Input((4, 4, 3)))\n")
    lines = invoke("check", path).stdout.splitlines()
    assert lines[1:3] == ["2 | x = layers.Conv2D(8,", "  |     ^^^^^^^^^^^^^^^^"]


def test_related_places_are_named(tmp_path: Path) -> None:
    program = (
        "from keras import Input, layers\n"
        "encode = layers.Conv2D(16, 3)\n"
        "photo = encode(Input(shape=(64, 64, 3)))\n"
        "sketch = encode(Input(shape=(64, 64, 1)))\n"
    )
    path = write(tmp_path, "shared.py", program)
    assert f"  = {path}:2:10: the Conv2D layer is made here" in invoke("check", path).stdout.splitlines()


def test_folders_are_searched_and_other_peoples_code_is_not(tmp_path: Path) -> None:
    for name in ("a.py", "nets/b.py", "nets/.hidden.py", ".git/c.py", "node_modules/d.py", "nets/__pycache__/e.py"):
        write(tmp_path, name, CLEAN)
    write(tmp_path, "env/pyvenv.cfg", "home = /usr/bin\n")
    write(tmp_path, "env/lib/f.py", CLEAN)
    write(tmp_path, "notes.txt", "no Python here")
    assert invoke("check", tmp_path).stdout.startswith("2 files, 4 hints, no problems (")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "clean.py", CLEAN)
    assert invoke("check", path, tmp_path, path).stdout.startswith("1 file, 2 hints")


def test_standard_input_has_the_name_it_is_given() -> None:
    result = invoke("check", "-", "--stdin-filename", "nets/model.py", stdin=BROKEN)
    assert result.exit_code == 1
    assert result.stdout.startswith("nets/model.py:3:5: SL201 error: ")
    assert invoke("check", "-", stdin=BROKEN).stdout.startswith("<stdin>:3:5: SL201 error: ")


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--fail-on", "error"), 0), (("--fail-on", "warning"), 1)])
def test_warnings_count_where_they_are_asked_to(tmp_path: Path, options: tuple[str, ...], code: int) -> None:
    result = invoke("check", write(tmp_path, "doubtful.py", DOUBTFUL), *options)
    assert result.exit_code == code
    assert "1 warning" in result.stdout


def test_a_note_never_fails() -> None:
    result = invoke("check", EXAMPLES / "cnn_c.py", "--fail-on", "warning")
    assert result.exit_code == 0
    assert "1 note" in result.stdout


def test_several_processes_say_the_same_in_the_same_order(tmp_path: Path) -> None:
    for number in range(24):
        text = (CLEAN, BROKEN, DOUBTFUL)[number % 3].replace("8, 3)", f"{number + 1}, 3)")
        write(tmp_path, f"file_{number:02}.py", text)
    write(tmp_path, "latin.py", "x = 1\n").write_bytes(b"x = '\xe9'\n")
    one, two = (invoke("check", "--output-format", "json", "--jobs", jobs, tmp_path) for jobs in ("1", "2"))
    found = json.loads(one.stdout)
    assert len(found["files"]) == 24
    assert found["summary"]["errors"] == 8
    assert found["files"] == json.loads(two.stdout)["files"]
    assert one.stderr == two.stderr
    assert one.exit_code == two.exit_code == 1
