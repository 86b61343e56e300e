"""Comments at the end of a line, where one can stand."""

from __future__ import annotations

import re

import pytest

from shapelens.syntax.edits.comments import append_comment, change_comment
from shapelens.syntax.edits.edit import apply_edits
from shapelens.syntax.edits.source import Source


@pytest.mark.parametrize(
    ("text", "line", "after"),
    [
        ("a = 1\nb = 2\n", 1, "a = 1  # n\nb = 2\n"),
        ("a = 1  \nb = 2\n", 1, "a = 1  # n  \nb = 2\n"),
        ("a = 1\nb = 2", 2, "a = 1\nb = 2  # n"),
        ("a = f(  # one\n    2)\r\n", 1, "a = f(  # one  # n\n    2)\r\n"),
        ('a = "# no"\r\n', 1, 'a = "# no"  # n\r\n'),
        ("a = 1 + \\\n    2\n", 1, None),
        ("a = 1 + \\\n    2\n", 2, "a = 1 + \\\n    2  # n\n"),
        ('a = """one\ntwo"""\n', 1, None),
        ('a = """one\ntwo"""\n', 2, 'a = """one\ntwo"""  # n\n'),
        ('a = f"""{1}\ntwo"""\n', 1, None),
        ("def (:\n", 1, None),
    ],
)
def test_a_comment_more(text: str, line: int, after: str | None) -> None:
    edits = append_comment(Source(text), line, "# n")
    assert (None if edits is None else apply_edits(text, edits)) == after


def test_another_comment() -> None:
    text = "a = 1\nb = 2  # old[1] and why\n"
    edits = change_comment(Source(text), 2, re.compile(r"# old\[.*?\]"), "# new")
    assert edits is not None
    assert apply_edits(text, edits) == "a = 1\nb = 2  # new and why\n"
    assert change_comment(Source(text), 1, re.compile("# old"), "# new") is None
