"""Notebooks for the tests, as Jupyter writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PROSE = None


def notebook_json(*sources: str | None) -> str:
    """The JSON of a notebook; a source of None is a cell of prose."""
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# A title"]}
        if source is None
        else {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": source.splitlines(keepends=True),
        }
        for source in sources
    ]
    document = {
        "cells": cells,
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def write_notebook(path: Path, *sources: str | None) -> Path:
    """A notebook in a file."""
    path.write_text(notebook_json(*sources), encoding="utf-8")
    return path
