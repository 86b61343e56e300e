"""The reader of TOML: `tomllib`, which Python has since 3.11, or the package that it came from."""

from __future__ import annotations

import importlib
from typing import Any


def read_toml(text: bytes) -> dict[str, Any] | None:
    """The tables of a text; None where there is no reader. Raises `ValueError` where it is no TOML."""
    for module in ("tomllib", "tomli"):
        try:
            reader: Any = importlib.import_module(module)
        except ImportError:
            continue
        table: dict[str, Any] = reader.loads(text.decode("utf-8-sig"))
        return table
    return None
