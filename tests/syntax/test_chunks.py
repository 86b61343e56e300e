"""Cutting a text into top-level chunks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shapelens.syntax.chunks import Chunk, recover, split


def cut(text: str) -> list[str]:
    chunks = split(text)
    assert "".join(chunk.text for chunk in chunks) == text
    assert [chunk.first_line for chunk in chunks] == [
        1 + text[: text.index(chunk.text)].count("\n") if text.count(chunk.text) == 1 else chunk.first_line
        for chunk in chunks
    ]
    return [chunk.text for chunk in chunks]


@pytest.mark.parametrize(
    ("text", "chunks"),
    [
        ("", []),
        ("# only a comment\n", ["# only a comment\n"]),
        ("a = 1\nb = 2\n", ["a = 1\n", "b = 2\n"]),
        ("\n\n# first\na = 1\n\n# second\nb = 2", ["\n\n# first\na = 1\n\n# second\n", "b = 2"]),
        ("a = [\n1,\n2,\n]\nb = 2\n", ["a = [\n1,\n2,\n]\n", "b = 2\n"]),
        ('a = """\nb = 1\n"""\nc = 2\n', ['a = """\nb = 1\n"""\n', "c = 2\n"]),
        ("a = 'it''s' # '\nb = \"\\\"\"\nc = 1\n", ["a = 'it''s' # '\n", 'b = "\\""\n', "c = 1\n"]),
        ("if a:\n    b\nelif c:\n    d\nelse:\n    e\nf\n", ["if a:\n    b\nelif c:\n    d\nelse:\n    e\n", "f\n"]),
        ("try:\n    a\nexcept E:\n    b\nfinally:\n    c\n", ["try:\n    a\nexcept E:\n    b\nfinally:\n    c\n"]),
        ("@d\n# why\n@e(\n1)\ndef f():\n    pass\ng\n", ["@d\n# why\n@e(\n1)\ndef f():\n    pass\n", "g\n"]),
        ("a = 1 + \\\n2\nb = 3\n", ["a = 1 + \\\n2\n", "b = 3\n"]),
        ("def f():\n\treturn 1\n\n\tx\nclass A: pass\n", ["def f():\n\treturn 1\n\n\tx\n", "class A: pass\n"]),
        ("a = 1; b = 2\nc\n", ["a = 1; b = 2\n", "c\n"]),
    ],
)
def test_cuts(text: str, chunks: list[str]) -> None:
    assert cut(text) == chunks


def test_recovery_cuts_at_every_line_that_may_start_a_statement() -> None:
    chunk = Chunk(10, "model.add(Conv2D(32,\nmodel.add(Dense(5))\ndef f():\n    pass\n)\n")
    assert [(piece.first_line, piece.text) for piece in recover(chunk)] == [
        (10, "model.add(Conv2D(32,\n"),
        (11, "model.add(Dense(5))\n"),
        (12, "def f():\n    pass\n)\n"),
    ]


@given(st.text(alphabet="ab=()[]{}'\"#\\ \n\t@:,else", max_size=80))
def test_chunks_are_always_the_whole_text(text: str) -> None:
    chunks = split(text)
    assert "".join(chunk.text for chunk in chunks) == text
    line = 1
    for chunk in chunks:
        assert chunk.first_line == line
        line += chunk.text.count("\n")
        pieces = recover(chunk)
        assert "".join(piece.text for piece in pieces) == chunk.text
