"""Jupyter notebooks (nbformat 2 to 4): from their JSON to cells, from cells to one program, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from shapelens.syntax.cells import MARK, MARK_LINE, join_cells, split_at_marks
from shapelens.syntax.chunks import normalize_newlines
from shapelens.syntax.lines import whole_lines
from shapelens.syntax.magics import UNKNOWN, blank_magics

_PYTHON = ("python", "ipython")


class NotANotebook(Exception):
    """A text that is no notebook of Python; its words say why."""


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A cell of Python: its number among all cells, from 1, and what is written in it."""

    number: int
    source: str


def read_notebook(text: str) -> tuple[CodeCell, ...]:
    """The cells of code in the JSON of a notebook; raises `NotANotebook`."""
    return tuple(
        CodeCell(number, normalize_newlines(source_of(cell)))
        for number, cell in enumerate(all_cells(parse_notebook(text)), start=1)
        if _is_python(cell)
    )


def written_text(cells: Iterable[CodeCell]) -> str:
    """The cells as one text, as they are written."""
    return join_cells((cell.number, cell.source) for cell in cells)


def program_text(cells: Iterable[CodeCell]) -> str:
    """The cells as one program, with what IPython alone understands blanked."""
    return join_cells((cell.number, blank_magics(cell.source)) for cell in cells)


def runnable_text(program: str) -> str:
    """A program as Python alone can run it: a shell gives nothing, and what IPython defines is there."""
    if not program.startswith(MARK):
        return program
    head = "from unittest.mock import MagicMock as get_ipython; display = print"
    return head + program.replace(f"{UNKNOWN} ", "()")[program.index("\n") :]


def edited_cells(cells: Iterable[CodeCell], program: str) -> tuple[CodeCell, ...]:
    """The cells after an edit of their program: lines that it left alone are as they were written."""
    parts = [MARK_LINE.sub("", part, count=1).removesuffix("\n") for part in split_at_marks(program)]
    return tuple(CodeCell(cell.number, _edited(cell.source, part)) for cell, part in zip(cells, parts, strict=True))


def _edited(source: str, program: str) -> str:
    written, old, new = source.split("\n"), blank_magics(source).split("\n"), program.split("\n")
    lines: list[str] = []
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += written[first:last]
        else:
            blanked = [pair for pair in zip(written[first:last], old[first:last], strict=True) if pair[0] != pair[1]]
            lines += [_with_magic(line, blanked) for line in new[new_first:new_last]]
    return "\n".join(lines)


def _with_magic(line: str, blanked: Iterable[tuple[str, str]]) -> str:
    """A line with what was blanked at its beginning (`%time `), where it has such a beginning."""
    for written, old in blanked:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(written), reversed(old), strict=True))
        length = len(written) - sum(1 for _ in alike)
        if line.startswith(old[:length]):
            return written[:length] + line[length:]
    return line


def write_notebook(text: str, cells: Iterable[CodeCell]) -> str:
    """The JSON of a notebook with other sources in some of its cells."""
    notebook, sources = parse_notebook(text), {cell.number: cell.source for cell in cells}
    for number, cell in enumerate(all_cells(notebook), start=1):
        source = sources.get(number)
        if source is not None and source != normalize_newlines(source_of(cell)):
            key = "source" if "source" in cell else "input"
            cell[key] = whole_lines(source) if isinstance(cell[key], list) else source
    indentation = re.search(r"\n([ \t]+)", text)
    end = "\n" if text.endswith("\n") else ""
    return json.dumps(notebook, ensure_ascii=False, indent=indentation.group(1) if indentation else None) + end


def parse_notebook(text: str) -> dict[str, Any]:
    """The JSON of a notebook of Python; raises `NotANotebook`."""
    try:
        notebook = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise NotANotebook(f"this is no notebook: it is not JSON ({place}: {error.msg.lower()})") from error
    except (ValueError, RecursionError) as error:
        raise NotANotebook("this is no notebook: its JSON cannot be read") from error
    if not isinstance(notebook, dict):
        raise NotANotebook("this is no notebook: its JSON is no object")
    if not any(isinstance(notebook.get(key), list) for key in ("cells", "worksheets")):
        raise NotANotebook("this is no notebook: it has no cells")
    language = _language(notebook.get("metadata"))
    if not language.lower().startswith(_PYTHON):
        raise NotANotebook(f"this notebook is written in {language}, not in Python")
    return notebook


def all_cells(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every cell of a notebook in order; until nbformat 3 they lay in worksheets."""
    sheets = [notebook] if isinstance(notebook.get("cells"), list) else notebook["worksheets"]
    for sheet in sheets:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        yield from (cell if isinstance(cell, dict) else {} for cell in (cells if isinstance(cells, list) else ()))


def source_of(cell: dict[str, Any]) -> str:
    """What is written in a cell: one text or a list of lines, called `input` until nbformat 3."""
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def _is_python(cell: dict[str, Any]) -> bool:
    """Whether a cell holds code, and of Python: editors let single cells have a language of their own."""
    language = cell.get("language") or _path(cell, "metadata", "vscode", "languageId") or "python"
    return cell.get("cell_type") == "code" and str(language).lower().startswith(_PYTHON)


def _language(metadata: Any) -> str:
    for key, name in (("kernelspec", "language"), ("language_info", "name")):
        language = _path(metadata, key, name)
        if isinstance(language, str) and language.strip():
            return language.strip()
    return "python"


def _path(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
