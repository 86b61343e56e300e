"""Places as one reads them: `model.py:21:5`, and in a notebook `model.ipynb:cell 3:5:1`."""

from __future__ import annotations

from shapelens.syntax.cells import Cells
from shapelens.syntax.spans import Span


def place_text(path: str, cells: Cells, span: Span) -> str:
    """Where a span begins."""
    number, line = cells.place(span.line)
    cell = "" if number is None else f"cell {number}:"
    return f"{path}:{cell}{line}:{cells.within(span).column}"
