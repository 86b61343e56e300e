"""Notebooks on the command line: one program in cells, every place with its cell."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.invocation import check_json, invoke, validate
from tests.cli.notebooks import PROSE, notebook_json, write_notebook

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.everything import Applied, FixedText
from shapelens.interpreter.domain.analysis import Analysis

CELLS = (
    PROSE,
    "%matplotlib inline\nfrom keras import Input, Model, layers",
    "%%bash\nls 'it is",
    'x = Input((28, 28, 1), name="模型")\n%time x = layers.Conv2D(32, 3)(x)',
    PROSE,
    "y = layers.Conv2D(8, 30)(x)\nshared = layers.Conv2D(4, 3)\nshared(x)\n",
    "def half(:\n  '''",
    "model = Model(x, layers.Dense(3)(x))\n!nvidia-smi\nshared(Input((9, 9, 1)))\n",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_notebook(tmp_path / "model.ipynb", *CELLS)


def places(items: list[dict[str, Any]]) -> list[tuple[int, int, int, int, int]]:
    return [(each["cell"], each["line"], each["column"], each["end_line"], each["end_column"]) for each in items]


def test_every_place_of_the_json_has_its_cell(path: Path) -> None:
    [file] = check_json(path)["files"]
    assert places(file["hints"]) == [
        (4, 1, 5, 1, 34),
        (4, 2, 11, 2, 34),
        (6, 3, 1, 3, 10),
        (8, 1, 18, 1, 36),
        (8, 3, 8, 3, 24),
    ]
    labels = [hint["label"] for hint in file["hints"]]
    assert labels[1:4] == ["(None, 26, 26, 32)", "(None, 24, 24, 4)", "(None, 26, 26, 3)"]
    found = file["diagnostics"]
    assert [(each["code"], *place) for each, place in zip(found, places(found), strict=True)] == [
        ("SL201", 6, 1, 5, 1, 28),
        ("SL101", 7, 1, 1, 2, 6),
        ("SL203", 8, 3, 1, 3, 25),
    ]
    assert file["diagnostics"][2]["related"] == [
        {"path": str(path), "cell": 6, "line": 2, "message": "the Conv2D layer is made here"}
    ]
    [model] = file["models"]
    assert (model["cell"], model["line"]) == (8, 1)
    assert {(layer["name"], layer["cell"], layer["line"]) for layer in model["layers"]} >= {("dense", 8, 1)}


def test_the_text_names_the_cell(path: Path) -> None:
    result = invoke("check", path)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{path}:cell 6:1:5: SL201 error: Conv2D does not fit: ")
    assert lines[1] == "1 | y = layers.Conv2D(8, 30)(x)"
    assert lines[4].startswith(f"{path}:cell 7:1:1: SL101 information: Lines 1 to 2 of cell 7 do not parse as Python")
    assert f"  = {path}:cell 6:2:10: the Conv2D layer is made here" in lines
    assert lines[-1].startswith("1 file, 5 hints, 2 errors, 1 note (")


def test_the_cells_are_annotated_as_they_are_written(path: Path) -> None:
    result = invoke("annotate", path)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:11] == [
        "# %% cell 2",
        "%matplotlib inline",
        "from keras import Input, Model, layers",
        "",
        "# %% cell 3",
        "%%bash",
        "ls 'it is",
        "",
        "# %% cell 4",
        'x = Input((28, 28, 1), name="模型")   → (None, 28, 28, 1)',
        "%time x = layers.Conv2D(32, 3)(x)     → (None, 26, 26, 32)",
    ]
    assert result.stderr.startswith(f"{path}:cell 6:1:5: SL201 error: ")
    document = json.loads(invoke("annotate", path, "--output-format", "json").stdout)
    validate(document, "check")
    assert document["files"][0]["hints"] == check_json(path)["files"][0]["hints"]


def test_github_and_sarif_name_the_cell_in_words(path: Path) -> None:
    first = invoke("check", path, "--output-format", "github").stdout.splitlines()[0]
    assert first.startswith(f"::error file={path},title=SL201 size-not-positive::cell 6, line 1: Conv2D does not fit")
    log = json.loads(invoke("check", path, "--output-format", "sarif").stdout)
    [location] = log["runs"][0]["results"][0]["locations"]
    assert location == {
        "physicalLocation": {"artifactLocation": {"uri": path.as_uri()}},
        "logicalLocations": [{"name": "cell 6, line 1"}],
    }


def test_a_comment_in_a_cell_silences_its_line(tmp_path: Path) -> None:
    ignored = "layers.Dense(unit=3)  # shapelens: ignore[SL301]"
    path = write_notebook(tmp_path / "a.ipynb", "from keras import layers", ignored)
    assert invoke("check", path).exit_code == 0


def test_folders_are_searched_and_checkpoints_are_not(tmp_path: Path) -> None:
    write_notebook(tmp_path / "a.ipynb", "from keras import Input\nInput((3,))")
    (tmp_path / "b.py").write_text("from keras import Input\nInput((4,))\n")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    write_notebook(tmp_path / ".ipynb_checkpoints" / "a-checkpoint.ipynb", "x = 1")
    assert invoke("check", tmp_path).stdout.startswith("2 files, 2 hints, no problems (")


def test_standard_input_may_be_a_notebook() -> None:
    text = notebook_json(PROSE, "from keras import layers\nlayers.Dense(unit=3)")
    result = invoke("check", "-", "--stdin-filename", "model.ipynb", stdin=text)
    assert result.stdout.startswith("model.ipynb:cell 2:2:14: SL301 error: ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{}", "this is no notebook: it has no cells"),
        (b"", "this is no notebook: it is not JSON (line 1, column 1: expecting value)"),
        (b'{"cells": [\xff]}', "line 1 is not UTF-8 (byte 0xff); save it as UTF-8"),
        (notebook_json().replace("python", "julia").encode(), "this notebook is written in julia, not in Python"),
    ],
)
def test_what_is_no_notebook_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "model.ipynb"
    path.write_bytes(content)
    result = invoke("check", path)
    assert (result.exit_code, result.stderr) == (2, f"shapelens: {path}: {reason}\n")
    assert result.stdout.startswith("0 files, 0 hints, no problems")
    assert invoke("annotate", path).exit_code == 2


def test_a_notebook_without_a_program_has_no_hints(tmp_path: Path) -> None:
    for sources in ((), (PROSE,), ("",), ("%%bash\nls",)):
        result = invoke("check", write_notebook(tmp_path / "model.ipynb", *sources))
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith("1 file, 0 hints, no problems (")
    assert invoke("annotate", write_notebook(tmp_path / "model.ipynb", "")).stdout == "# %% cell 1\n\n"


def test_fixes_are_written_into_the_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = (PROSE, "%matplotlib inline\nfrom keras import layers", "!ls\n%time layer = layers.Dense(unit=3)")
    path = write_notebook(tmp_path / "model.ipynb", *sources)

    def fix(text: str, analysis: Analysis, *_: object) -> FixedText:
        [diagnostic] = diagnose(analysis)
        return FixedText(text.replace("unit=", "units="), (Applied(diagnostic, Fix("Write `units`", ())),))

    monkeypatch.setattr("shapelens.cli.fixing.fix_everything", fix)
    result = invoke("check", "--fix", path)
    assert (result.exit_code, result.stderr) == (0, f"shapelens: {path}:cell 3:2:28: fixed SL301: Write `units`\n")
    assert path.read_text(encoding="utf-8") == notebook_json(*sources).replace("unit=", "units=")


def test_a_notebook_is_confirmed_cell_by_cell(tmp_path: Path) -> None:
    path = write_notebook(
        tmp_path / "model.ipynb",
        PROSE,
        "%matplotlib inline\nfrom keras import Input, Sequential, layers\nfiles = !ls\nget_ipython().system('ls')",
        "%%bash\nls",
        "net = Sequential([Input((3,)),\n    layers.Dense(4)])\ndisplay(files)",
    )
    result = invoke("confirm", path, "--python", sys.executable, "--output-format", "json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    validate(document, "confirm")
    assert document["error"] is None
    assert [(call["cell"], call["line"], call["status"]) for call in document["calls"]] == [
        (4, 1, "agreed"),
        (4, 2, "agreed"),
    ]
    [model] = document["models"]
    assert (model["name"], model["cell"], model["line"]) == ("net", 4, 1)
