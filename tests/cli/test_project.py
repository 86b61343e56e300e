"""`[tool.shapelens]` of the nearest pyproject.toml, and the options of `check` over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.invocation import invoke

# two errors (SL301, SL601), one note (SL701)
PROGRAM = (
    "from keras import Input, layers\n"
    "x = Input(shape=(16, 16, 3))\n"
    "y = layers.MaxPooling2D(2, strides=1)(x)\n"
    "layers.Dense(unit=3)\n"
    "layers.LSTM(4, batch_input_shape=(8, 5, 3))\n"
)
ALL = ["SL301", "SL601", "SL701"]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "project" / "nets" / "model.py"
    path.parent.mkdir(parents=True)
    path.write_text(PROGRAM)
    return path


def configure(folder: Path, text: str) -> Path:
    path = folder / "pyproject.toml"
    path.write_text(text)
    return path


def codes(result: Result) -> list[str]:
    return sorted(line.split()[1] for line in result.stdout.splitlines() if ": SL" in line)


def test_without_settings_everything_is_reported(program: Path) -> None:
    result = invoke("check", program)
    assert (codes(result), result.exit_code) == (ALL, 1)


@pytest.mark.parametrize(
    ("table", "reported"),
    [
        ('ignore = ["SL3"]', ["SL701"]),
        ('select = ["SL3"]', ["SL301", "SL601"]),
        ('select = ["SL301"]\nignore = ["SL3"]', ["SL301"]),
    ],
)
def test_the_project_says_what_is_reported(program: Path, table: str, reported: list[str]) -> None:
    configure(program.parents[1], f"[tool.shapelens.diagnostics]\n{table}\n")
    assert codes(invoke("check", program)) == reported


def test_the_severity_decides_the_exit_code(program: Path) -> None:
    configure(program.parents[1], '[tool.shapelens.diagnostics]\nseverity = {SL301 = "warning", SL701 = "error"}\n')
    result = invoke("check", program)
    assert "SL301 warning: " in result.stdout
    assert "SL701 error: " in result.stdout
    assert result.exit_code == 1


def test_the_nearest_table_counts(program: Path) -> None:
    configure(program.parents[1], '[tool.shapelens.diagnostics]\nignore = ["SL3"]\n')
    # a pyproject.toml that says nothing of ShapeLens hides none further up
    nearest = configure(program.parent, "[project]\nname = 'nets'\n")
    assert codes(invoke("check", program)) == ["SL701"]
    nearest.write_text('[tool.shapelens.diagnostics]\nignore = ["SL7"]\n')
    assert codes(invoke("check", program)) == ["SL301", "SL601"]


def test_each_file_has_the_settings_of_its_project(program: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "model.py"
    other.parent.mkdir()
    other.write_text(PROGRAM)
    configure(other.parent, '[tool.shapelens.diagnostics]\nselect = ["SL7"]\n')
    assert codes(invoke("check", tmp_path)) == sorted([*ALL, "SL701"])


def test_options_stand_over_the_project(program: Path) -> None:
    configure(program.parents[1], '[tool.shapelens.diagnostics]\nselect = ["SL3"]\nignore = ["SL301"]\n')
    assert codes(invoke("check", program)) == ["SL601"]
    assert codes(invoke("check", program, "--select", "SL7,sl301")) == ["SL301", "SL701"]
    assert codes(invoke("check", program, "--ignore", "SL305", "--ignore", "SL7")) == ["SL301"]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_does_not_exist_is_bad_usage(program: Path, option: str) -> None:
    result = invoke("check", program, option, "SL2,E501")
    assert result.exit_code == 2
    assert "there is no code E501" in result.stderr


def test_standard_input_belongs_where_its_name_says(program: Path) -> None:
    configure(program.parents[1], '[tool.shapelens.diagnostics]\nselect = ["SL601"]\n')
    assert codes(invoke("check", "-", "--stdin-filename", program, stdin=PROGRAM)) == ["SL601"]


def test_settings_that_are_not_valid_are_named_once(program: Path) -> None:
    (program.parent / "second.py").write_text("x = 1\n")
    file = configure(program.parents[1], '[tool.shapelens]\nwidth = 3\n[tool.shapelens.diagnostics]\nselect = "SL3"\n')
    result = invoke("check", program.parent)
    assert codes(result) == ALL
    assert result.stderr.splitlines() == [
        f"shapelens: {file}: shapelens has no setting `width`.",
        f"shapelens: {file}: `shapelens.diagnostics.select` must be a list of codes, not 'SL3'; its default is used.",
    ]


def test_a_project_file_that_is_broken_is_named(program: Path) -> None:
    file = configure(program.parents[1], "[tool.shapelens\n")
    result = invoke("check", program)
    assert codes(result) == ALL
    assert result.stderr.startswith(f"shapelens: {file}: could not be read: ")


def test_the_step_budget_of_the_project_holds(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    tree = "tree = []\nfor _ in range(9): tree = [tree, tree]\nsize = len(str(tree))\n"
    path.write_text(f"from keras import layers\n{tree}layers.Dense(unit=size)\n")
    assert codes(invoke("check", path)) == ["SL301"]
    configure(tmp_path, "[tool.shapelens.analysis]\nstep-budget = 1000\n")
    result = invoke("check", path)
    assert codes(result) == ["SL102", "SL301"]
    assert "the budget of 1,000 steps" in result.stdout
