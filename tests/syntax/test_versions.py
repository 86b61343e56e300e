"""The chunks of the next version are those of the whole text, whatever the edit touched."""

from __future__ import annotations

import random

import pytest
from tests.fuzz.mutate import programs
from tests.incremental.edits import versions

from shapelens.syntax.chunks import normalize_newlines, split
from shapelens.syntax.versions import Cut, cut

# one edit each that changes where statements begin or end far from it
EDITS = [
    ("a = 1\nb = 2\nc = 3\n", 'a = """1\nb = 2\nc = 3\n'),
    ('a = """1\nb = 2\nc = 3\n', "a = 1\nb = 2\nc = 3\n"),
    ("if a:\n    b\nels\nc = 3\n", "if a:\n    b\nelse:\nc = 3\n"),
    ("if a:\n    b\nelse:\n    c\nd\n", "if a:\n    b\nels:\n    c\nd\n"),
    ("x = 1\n@wraps\ndef f():\n    pass\ny\n", "x = 1\nwraps\ndef f():\n    pass\ny\n"),
    ("f(1)\ng(2)\nh(3)\n", "f(1\ng(2)\nh(3)\n"),
    ("f(1\ng(2)\nh(3)\n", "f(1)\ng(2)\nh(3)\n"),
    ("a = 1\nb = 2\n", "a = 1 \\\nb = 2\n"),
    ("# only\n# remarks\n", "# only\nx\n# remarks\n"),
    ("a\nb\nc\n", ""),
    ("", "a\nb\n"),
    ("a\nb\nc\n", "a\nc\n"),
    ("a; b\nc\n", "a\n; b\nc\n"),
    ("\ta = 1\nb\n", "a = 1\nb\n"),
    ("a\r\nb\r\n", "a\r\nx\r\nb\r\n"),
    ("a\n\ndef f():\n    x\n\n    y\nb\n", "a\n\ndef f():\n    x\n\ny\nb\n"),
]


def _whole(text: str) -> tuple[object, ...]:
    return tuple(split(normalize_newlines(text).removeprefix("\ufeff")))


@pytest.mark.parametrize(("before", "after"), EDITS)
def test_an_edit_that_moves_the_bounds(before: str, after: str) -> None:
    for tail in ("", "\n" + programs()[0]):
        assert cut(after + tail, cut(before + tail)).chunks == _whole(after + tail)


@pytest.mark.parametrize("seed", range(60))
def test_any_edits(seed: int) -> None:
    source = random.Random(seed)
    text = source.choice(programs()) + "\n" + source.choice(programs())
    last: Cut = cut(text)
    for version in versions(text, source, 40):
        last = cut(version, last)
        assert last.chunks == _whole(version)


def test_what_an_edit_has_not_touched_is_the_same_object() -> None:
    text = "".join(f"name{number} = {number}\n" for number in range(100))
    before = cut(text)
    after = cut(text.replace("name50 = 50", "name50 = 51"), before)
    again = [number for number, chunk in enumerate(after.chunks) if chunk is not before.chunks[number]]
    assert again == [49, 50]
