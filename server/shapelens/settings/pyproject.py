"""`[tool.shapelens]` of a folder's pyproject.toml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shapelens.settings.values import DEFAULTS, Settings, Source, Values, combine, read
from shapelens.toml import read_toml

FILE_NAME = "pyproject.toml"


def read_project_table(folder: Path) -> tuple[Source, list[str]]:
    """The table of a folder, and what kept it from being read; empty where there is no such file or table."""
    table, complaints = _find_table(folder / FILE_NAME)
    return table or {}, complaints


def settings_around(folder: Path) -> tuple[Settings, list[str]]:
    """What holds for the files in a folder, and what is wrong with it: the nearest table, there or further up."""
    file = folder / FILE_NAME
    table, complaints = _find_table(file)
    if table is not None:
        values, wrong = read(table, str(file))
        return combine(anchored(values, folder), {}), [*complaints, *wrong]
    further, more = settings_around(folder.parent) if folder.parent != folder else (DEFAULTS, [])
    return further, [*complaints, *more]


def anchored(values: Values, folder: Path) -> Values:
    """The values with the paths in them counted from a folder; a bare name is looked up on the path."""
    interpreter = str(values.get("check_interpreter", "")).strip()
    path = Path(interpreter)
    if len(path.parts) < 2 or path.is_absolute() or interpreter.startswith("~"):
        return values
    return {**values, "check_interpreter": str(folder / path)}


def _find_table(file: Path) -> tuple[Source | None, list[str]]:
    """The table of a file; None where it has none."""
    try:
        text = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, []
    except OSError as error:
        return None, [f"{file}: could not be read: {error.strerror}."]
    try:
        table: Any = (read_toml(text) or {}).get("tool", {}).get("shapelens")
    except (ValueError, AttributeError) as error:
        return None, [f"{file}: could not be read: {error}."]
    if table is None or isinstance(table, Mapping):
        return table, []
    return None, [f"{file}: `tool.shapelens` must be a table."]
