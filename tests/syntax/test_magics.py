"""What IPython alone understands is blanked: same length, same lines, and Python."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shapelens.syntax.magics import UNKNOWN, blank_magics


@pytest.mark.parametrize(
    ("line", "blanked"),
    [
        ("%matplotlib inline", "0                 "),
        ("!pip install 'keras", "0                  "),
        ("!!ls", "0   "),
        ("  %load_ext tensorboard", "  0                    "),
        ("model.fit?", "0         "),
        ("model.fit??  ", "0            "),
        ("?model", "0     "),
        ("np.*load*?", "0         "),
        ("%", "0"),
        ("files = !ls *.png", f"files = {UNKNOWN}        "),
        ("a, b[0] = %sql SELECT 1", f"a, b[0] = {UNKNOWN}            "),
        ("%time y = f(x)", "0;    y = f(x)"),
        ("    %time y = f(x)", "    0;    y = f(x)"),
        ("%timeit -n 10 -r3 f(x)", "0;                f(x)"),
        ("y = %time f(x)", "y =       f(x)"),
        ("%time", "0    "),
        ("%time # nothing", "0              "),
        ("%time for x in y: f(x)", "0                     "),
        ("%run train.py", "0            "),
    ],
)
def test_a_line_of_ipython(line: str, blanked: str) -> None:
    assert blank_magics(line) == blanked


@pytest.mark.parametrize(
    "source",
    [
        "x = a % b",
        "x %= 3",
        "x = (a\n% b)",
        "x = a \\\n  % b",
        "x = '''\n%time f(x)\n!ls\nx?\n'''",
        "a != b",
        "x = a == b",
        "print('really?')",
        "# is it so?",
        "x = {\n'a': 1 if b else\n!c}",
    ],
)
def test_python_is_left_as_it_is(source: str) -> None:
    assert blank_magics(source) == source


@pytest.mark.parametrize("name", ["bash", "html", "writefile model.py", "javascript", "R", "sql", "unheard_of"])
def test_a_cell_of_another_language_is_blank(name: str) -> None:
    source = f"\n  \n%%{name}\nfor 'it\n  é = (\n"
    blanked = blank_magics(source)
    assert blanked.strip() == ""
    assert [len(line) for line in blanked.split("\n")] == [len(line) for line in source.split("\n")]


@pytest.mark.parametrize("head", ["%%time", "%%timeit -n 3", "%%capture output", "%%prun"])
def test_a_cell_that_is_measured_keeps_its_program(head: str) -> None:
    assert blank_magics(f"{head}\nx = f(1)\n%load_ext a\n") == f"{'0'.ljust(len(head))}\nx = f(1)\n0          \n"


def test_a_command_over_several_lines_is_blanked_whole() -> None:
    source = "!pip install \\\n    'keras \\\n    numpy\nx = 1"
    blanked = blank_magics(source)
    assert len(blanked) == len(source)
    assert blanked.replace(" ", "") == "0\n\n\nx=1"


def test_a_block_that_holds_a_command_alone_stays_a_block() -> None:
    source = "if colab:\n    !nvidia-smi\nelse:\n    %cd data\n"
    ast.parse(blank_magics(source))


@given(st.text(alphabet="ab %!?=\\\n'\"()#1.é😀", max_size=60))
def test_places_never_move(source: str) -> None:
    blanked = blank_magics(source)
    assert [len(line) for line in blanked.split("\n")] == [len(line) for line in source.split("\n")]
