"""Edits applied, and places followed through them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shapelens.syntax.edits.edit import Edit, apply_edits, moved
from shapelens.syntax.lines import Lines
from shapelens.syntax.spans import Span

TEXT = "ab\ncd\r\nef\rgh"


def test_edits_are_made_at_once() -> None:
    edits = (Edit(Span(2, 1, 2, 3), "x\ny"), Edit(Span(1, 3, 1, 3), "!"), Edit(Span(4, 1, 4, 3), ""))
    assert apply_edits(TEXT, edits) == "ab!\nx\ny\r\nef\r"


def test_insertions_at_one_place_keep_their_order() -> None:
    place = Span(1, 2, 1, 2)
    assert apply_edits("ab", (Edit(place, "1"), Edit(place, "2"))) == "a12b"


def test_edits_that_overlap_are_not_made() -> None:
    assert apply_edits("abcd", (Edit(Span(1, 1, 1, 3), "x"), Edit(Span(1, 2, 1, 4), "y"))) is None


def test_a_byte_order_mark_is_before_the_first_column() -> None:
    assert apply_edits("\ufeffab", (Edit(Span(1, 1, 1, 2), "x"),)) == "\ufeffxb"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(Span(1, 1, 1, 1), "x\n"), (3, 2)),
        (Edit(Span(2, 1, 2, 1), "x"), (2, 3)),
        (Edit(Span(2, 2, 2, 2), "x"), (2, 3)),
        (Edit(Span(2, 2, 2, 3), "xyz"), (2, 2)),
        (Edit(Span(2, 1, 2, 3), "xyz"), (2, 1)),
        (Edit(Span(2, 3, 2, 3), "x"), (2, 2)),
        (Edit(Span(1, 1, 2, 1), ""), (1, 2)),
    ],
)
def test_a_place_moves_with_its_text(edit: Edit, expected: tuple[int, int]) -> None:
    after = apply_edits("ab\ncd\n", (edit,))
    assert after is not None
    assert moved("ab\ncd\n", after, (edit,), (2, 2)) == expected


@given(st.text(alphabet="ab\r\n é😀", max_size=30), st.data())
def test_places_and_offsets_agree(text: str, data: st.DataObject) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = lines.place(offset)
    inside_of_line_end = text[offset - 1 : offset + 1] == "\r\n"
    assert inside_of_line_end or lines.offset(line, column) == offset
