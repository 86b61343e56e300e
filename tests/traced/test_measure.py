"""Measuring: a file read by itself claims nothing about callers in other files, read from the main file it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.traced.corpus import find_programs, program_name
from tests.traced.measure import Measured, measure
from tests.traced.report import figures, format_table
from tests.traced.truth import Traced, TracedCall

from shapelens.shapes.formatting import JsonShape

MAIN = "import keras\nfrom unit import unit\nunit(keras.Input((5,)), 3)\n"
UNIT = "from keras import layers\n\n\ndef unit(x, n=2):\n    return layers.Dense(n)(x)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "main.py").write_text(MAIN, encoding="utf-8")
    (tmp_path / "unit.py").write_text(UNIT, encoding="utf-8")
    return tmp_path


def traced(project: Path, dense: list[JsonShape], error: str | None = None) -> Traced:
    calls = (
        TracedCall(str(project / "main.py"), 3, 6, 3, 23, "input", "InputLayer", ([None, 5],), (), ()),
        TracedCall(str(project / "unit.py"), 5, 12, 5, 30, "layer", "Dense", (dense,), (), ()),
    )
    return Traced(project / "main.py", error, 0.1, calls)


def verdicts(measured: Measured) -> list[str]:
    return [item.verdict for item in measured.calls]


def test_a_helper_read_by_itself_is_unknown_not_wrong(project: Path) -> None:
    assert verdicts(measure(traced(project, [None, 3]))) == ["right", "unknown"]


def test_a_helper_read_from_the_main_file_is_known(project: Path) -> None:
    assert verdicts(measure(traced(project, [None, 3]), from_main=True)) == ["right", "right"]
    assert verdicts(measure(traced(project, [None, 4]), from_main=True)) == ["right", "wrong"]


def test_the_figures_add_up(project: Path) -> None:
    measured = [measure(traced(project, [None, 3])), measure(traced(project, [None, 3]), from_main=True)]
    total = figures(measured)
    assert (total.calls, total.known, total.right, total.known_share) == (4, 3, 3, 0.75)
    assert "3 of 4 calls known (75.0%), 3 of them right" in format_table([("a", measured[0]), ("b", measured[1])])


def test_a_folder_with_a_main_file_is_one_program(tmp_path: Path) -> None:
    for name in ("single.py", "notes.txt", "project/main.py", "project/unit.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [program_name(program) for program in find_programs([tmp_path])] == ["project", "single"]
