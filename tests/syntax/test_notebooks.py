"""Notebooks: from JSON to one program, its places, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shapelens.syntax.cells import Cell, Cells, cells_of, join_cells, split_at_marks
from shapelens.syntax.notebooks import (
    CodeCell,
    NotANotebook,
    edited_cells,
    program_text,
    read_notebook,
    write_notebook,
    written_text,
)
from shapelens.syntax.parse import parse
from shapelens.syntax.spans import Span


def notebook(*cells: dict[str, Any], metadata: dict[str, Any] | None = None) -> str:
    return json.dumps({"cells": cells, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5})


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None, **more}


PROSE = {"cell_type": "markdown", "metadata": {}, "source": ["# A title\n", "x = 1"]}


def test_cells_are_numbered_among_all_and_only_code_is_read() -> None:
    text = notebook(PROSE, code(["x = 1\n", "y = 2"]), PROSE, {"cell_type": "raw", "source": "raw"}, code("z = 3"))
    assert read_notebook(text) == (CodeCell(2, "x = 1\ny = 2"), CodeCell(5, "z = 3"))


def test_older_formats_have_worksheets_and_inputs() -> None:
    cells = [
        {"cell_type": "heading", "source": "A title"},
        {"cell_type": "code", "language": "python", "input": ["x = 1\n", "y = 2"]},
        {"cell_type": "code", "language": "ruby", "input": "puts 1"},
        {"cell_type": "code", "input": "z = 3"},
    ]
    text = json.dumps({"worksheets": [{"cells": cells[:2]}, {"cells": cells[2:]}], "metadata": {}, "nbformat": 3})
    assert read_notebook(text) == (CodeCell(2, "x = 1\ny = 2"), CodeCell(4, "z = 3"))


def test_a_cell_of_another_language_is_left_out() -> None:
    sql = code("SELECT 1", metadata={"vscode": {"languageId": "sql"}})
    assert read_notebook(notebook(sql, code("x = 1"))) == (CodeCell(2, "x = 1"),)


@pytest.mark.parametrize(
    "cell", [None, 3, [], {}, {"cell_type": "code"}, {"cell_type": "code", "source": 3}, code(["x", 3, None])]
)
def test_odd_cells_are_read_as_far_as_they_go(cell: Any) -> None:
    found = read_notebook(json.dumps({"cells": [cell, code("y = 1")]}))
    assert found[-1] == CodeCell(2, "y = 1")
    assert [each.source for each in found[:-1]] in ([], [""], ["x"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "this is no notebook: it is not JSON (line 1, column 1: expecting value)"),
        ('{"cells": [\n}', "this is no notebook: it is not JSON (line 2, column 1: expecting value)"),
        ("x = 1\n", "this is no notebook: it is not JSON (line 1, column 1: expecting value)"),
        ("[" * 100_000, "this is no notebook: its JSON cannot be read"),
        ("9" * 10_000, "this is no notebook: its JSON cannot be read"),
        ("[]", "this is no notebook: its JSON is no object"),
        ("null", "this is no notebook: its JSON is no object"),
        ("{}", "this is no notebook: it has no cells"),
        ('{"cells": {}}', "this is no notebook: it has no cells"),
        (notebook(metadata={"kernelspec": {"language": "R"}}), "this notebook is written in R, not in Python"),
        (notebook(metadata={"language_info": {"name": "julia"}}), "this notebook is written in julia, not in Python"),
    ],
)
def test_what_is_no_notebook_says_why(text: str, reason: str) -> None:
    with pytest.raises(NotANotebook) as raised:
        read_notebook(text)
    assert str(raised.value) == reason


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"kernelspec": None, "language_info": []},
        {"kernelspec": {"language": "", "name": "x"}},
        {"kernelspec": {"language": "python"}},
        {"language_info": {"name": "ipython"}},
    ],
)
def test_a_notebook_that_does_not_say_its_language_is_in_python(metadata: dict[str, Any]) -> None:
    assert read_notebook("\ufeff" + notebook(code("x = 1"), metadata=metadata)) == (CodeCell(1, "x = 1"),)


CELLS = (CodeCell(2, "import keras\n%time x = f(1)"), CodeCell(3, ""), CodeCell(7, "y = '''\n"), CodeCell(8, "z = 1\n"))


def test_the_program_has_its_places_in_the_cells() -> None:
    program = program_text(CELLS)
    cells = cells_of(program)
    assert cells.cells == (Cell(2, 2, 3), Cell(3, 5, 5), Cell(7, 7, 8), Cell(8, 10, 11))
    lines = program.split("\n")
    for cell in CELLS:
        first = next(each.first_line for each in cells.cells if each.number == cell.number)
        assert cells.place(first) == (cell.number, 1)
        if "%" not in cell.source:
            assert "\n".join(lines[first - 1 :]).startswith(cell.source)
    assert cells.within(Span(3, 7, 3, 15)) == Span(2, 7, 2, 15)
    # what stands before a cell belongs to it
    assert cells.within(Span(4, 1, 4, 1)) == Span(1, 1, 1, 1)
    assert cells.place(1) == (2, 1)


def test_a_cell_that_is_no_python_hurts_no_other() -> None:
    cells = (CodeCell(1, "x = f(\n'''"), CodeCell(2, "def g():\n    '''Doc.'''\n"), CodeCell(3, ")"))
    file = parse(program_text(cells))
    assert [chunk.statements[0].span.shifted(chunk.offset).line for chunk in file.chunks] == [5]
    assert [span.line for span in file.unread] == [2, 3, 9]


def test_a_plain_text_has_no_cells() -> None:
    cells = cells_of("x = 1\n# %% a cell of another kind\n")
    assert not cells
    assert cells.place(2) == (None, 2)
    assert cells.within(Span(2, 1, 2, 4)) == Span(2, 1, 2, 4)
    assert cells.at(1) is None


@given(st.lists(st.text(alphabet="ab\n\r#'", max_size=8), max_size=5))
def test_every_line_belongs_to_its_cell(sources: list[str]) -> None:
    text = join_cells(enumerate(sources, start=1))
    cells = cells_of(text)
    parts = split_at_marks(text)
    assert "".join(parts) == text
    assert [cell.number for cell in cells.cells] == list(range(1, len(sources) + 1))
    for cell, source in zip(cells.cells, sources, strict=True):
        count = len(source.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        # two line ends that meet at the end of a cell may become one
        assert cell.last_line - cell.first_line + 1 in (count, count - source.endswith("\r"))
        assert cells.at(cell.last_line) == cell


def test_no_cells_no_places() -> None:
    assert program_text(()) == ""
    assert cells_of("") == Cells()


def test_an_edit_leaves_what_ipython_understands() -> None:
    program = (
        program_text(CELLS)
        .replace("x = f(1)", "x = f(1, 2)")
        .replace("import keras\n", "import keras, os\nimport re\n")
    )
    assert edited_cells(CELLS, program) == (CodeCell(2, "import keras, os\nimport re\n%time x = f(1, 2)"), *CELLS[1:])
    assert edited_cells(CELLS, program_text(CELLS)) == CELLS


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_only_what_was_edited_is_written(indent: int | None) -> None:
    document = json.loads(notebook(PROSE, code(["x = 1\n", "é = 2"]), code("y = 1"), code("z = 1\r\n")))
    text = json.dumps(document, indent=indent, ensure_ascii=False) + "\n"
    cells = read_notebook(text)
    assert write_notebook(text, cells) == text
    changed = write_notebook(text, [CodeCell(cells[0].number, "x = 3\né = 2"), CodeCell(3, "y = 3"), cells[2]])
    document["cells"][1]["source"], document["cells"][2]["source"] = ["x = 3\n", "é = 2"], "y = 3"
    assert changed == json.dumps(document, indent=indent, ensure_ascii=False) + "\n"


def test_the_written_text_is_line_by_line_that_of_the_program() -> None:
    written, program = written_text(CELLS).split("\n"), program_text(CELLS).split("\n")
    assert [len(line) for line in written] == [len(line) for line in program]
