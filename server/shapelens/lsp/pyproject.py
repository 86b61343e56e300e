"""`[tool.shapelens]` of a folder's pyproject.toml."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shapelens.lsp.settings import Source

FILE_NAME = "pyproject.toml"


def read_project_table(folder: Path) -> tuple[Source, list[str]]:
    """The table of a folder, and what kept it from being read; empty where there is no such file or table."""
    path = folder / FILE_NAME
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [f"{path}: could not be read: {error.strerror}."]
    toml = _toml_reader()
    if toml is None:
        return {}, []
    try:
        table: Any = toml.loads(text.decode("utf-8-sig")).get("tool", {}).get("shapelens", {})
    except (ValueError, AttributeError) as error:
        return {}, [f"{path}: could not be read: {error}."]
    return (table, []) if isinstance(table, Mapping) else ({}, [f"{path}: `tool.shapelens` must be a table."])


def _toml_reader() -> Any | None:
    """`tomllib`, which Python has since 3.11, or the package that it came from."""
    for module in ("tomllib", "tomli"):
        try:
            return importlib.import_module(module)
        except ImportError:
            continue
    return None
