"""Settings: checked one by one, defaults for what is not valid, the editor over the project where it says something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shapelens.settings.pyproject import read_project_table
from shapelens.settings.values import DEFAULTS, KNOWN, combine, read

VALID: dict[str, Any] = {
    "inlayHints.layers": False,
    "inlayHints.operations": False,
    "inlayHints.data": False,
    "inlayHints.models": False,
    "inlayHints.format": "axes",
    "inlayHints.debounceMs": 0,
    "diagnostics.run": "onType",
    "diagnostics.select": ["SL2"],
    "diagnostics.ignore": ["SL7"],
    "diagnostics.severity": {"SL301": "hint"},
    "check.interpreter": "/usr/bin/python3",
    "check.timeoutSeconds": 2.5,
    "check.memoryLimitMb": 4096,
    "check.keepReadyMinutes": 0.5,
    "analysis.stepBudget": 5000,
}
INVALID: dict[str, list[Any]] = {
    "inlayHints.layers": ["yes", 1],
    "inlayHints.format": ["pretty", 3, ["keras"]],
    "inlayHints.debounceMs": ["fast", -1, 1.5, True],
    "diagnostics.run": ["always"],
    "diagnostics.select": ["SL2", [1]],
    "diagnostics.severity": [["SL2"], {"SL2": "loud"}],
    "check.interpreter": [3],
    "check.timeoutSeconds": [0, "long"],
    "check.memoryLimitMb": [0],
    "check.keepReadyMinutes": [-1, 1441],
    "analysis.stepBudget": [0],
}


def nested(name: str, value: Any) -> dict[str, Any]:
    area, key = name.split(".")
    return {area: {key: value}}


def test_every_setting_can_be_set() -> None:
    assert VALID.keys() == KNOWN.keys()
    for name, value in VALID.items():
        field = KNOWN[name][0]
        values, complaints = read(nested(name, value), "Settings")
        assert complaints == []
        assert getattr(combine({}, values), field) != getattr(DEFAULTS, field), name


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_value_falls_back_and_is_named(name: str) -> None:
    for value in INVALID[name]:
        values, (complaint,) = read(nested(name, value), "Settings")
        assert combine({}, values) == DEFAULTS
        assert complaint.startswith(f"Settings: `shapelens.{name}` must be ")
        assert complaint.endswith(f"not {value!r}; its default is used.")


def test_an_unknown_setting_is_named() -> None:
    assert read({"inlayHints": {"colour": "red"}}, "Settings")[1] == [
        "Settings: shapelens has no setting `inlayHints.colour`."
    ]


def test_null_and_the_extensions_own_settings_say_nothing() -> None:
    source = {"check": {"memoryLimitMb": None}, "server": {"interpreter": "x"}, "trace": {"server": "off"}}
    assert read(source, "Settings") == ({}, [])


def test_the_editor_stands_over_the_project_where_it_says_something() -> None:
    project, _ = read({"inlayHints": {"format": "axes", "layers": False}}, "pyproject.toml")
    # editors send the settings too that nobody has set
    editor, _ = read({"inlayHints": {"format": "compact", "layers": True, "data": True}}, "Settings")
    settings = combine(project, editor)
    assert settings.hint_format == "compact"
    assert settings.hint_layers is False
    assert settings.hint_data is True


def test_the_project_table(tmp_path: Path) -> None:
    assert read_project_table(tmp_path) == ({}, [])
    file = tmp_path / "pyproject.toml"
    file.write_text('[tool.shapelens.inlay-hints]\nformat = "axes"\ndebounce_ms = 0\n', "utf-8-sig")
    table, complaints = read_project_table(tmp_path)
    values, more = read(table, str(file))
    assert complaints == more == []
    assert values == {"hint_format": "axes", "debounce_ms": 0}


@pytest.mark.parametrize("text", ["[tool.shapelens\n", "[tool]\nshapelens = 3\n", "tool = 3\n"])
def test_a_project_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    table, (complaint,) = read_project_table(tmp_path)
    assert table == {}
    assert str(tmp_path / "pyproject.toml") in complaint


def test_a_project_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"\xff\xfe\x00")
    assert len(read_project_table(tmp_path)[1]) == 1
