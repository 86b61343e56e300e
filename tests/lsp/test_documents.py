"""Text and places: the protocol's lines, three position encodings, and edits that land where they belong."""

from __future__ import annotations

import random

import pytest
from lsprotocol import types

from shapelens.lsp.conversion import Converter, in_our_order
from shapelens.lsp.documents import SourceDocument, SourceWorkspace
from shapelens.lsp.line_index import LineIndex, code_points, units
from shapelens.syntax.spans import Span

ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\r\nb\rc\n\nd", ["a", "b", "c", "", "d"]),
        # only these three end a line for the protocol, and for Python
        ("a\x0cb\x0bc\x1cd\u2028e\x85f", ["a\x0cb\x0bc\x1cd\u2028e\x85f"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    assert LineIndex(text).lines() == lines


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_units_count_as_the_codec_does(encoding: str) -> None:
    codec, width = ENCODINGS[encoding]
    line = "é = '🙂模型' # \t→ Conv2D"
    for column in range(len(line) + 1):
        offset = units(line, column, encoding)
        assert offset == len(line[:column].encode(codec)) // width
        assert code_points(line, offset, encoding) == column
    assert code_points(line, 10_000, encoding) == len(line)


def test_an_offset_inside_a_character_counts_it_not() -> None:
    assert code_points("🙂x", 1, "utf-16") == 0
    assert code_points("🙂x", 3, "utf-8") == 0


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_places_go_there_and_back(encoding: str) -> None:
    text = "模型 = Dense(3)\r\n\t🙂x = Dense(4)\n"
    converter = Converter(LineIndex(text), encoding)
    for span in (Span(1, 6, 1, 14), Span(2, 2, 2, 15), Span(1, 1, 3, 1)):
        assert converter.span(converter.range(span)) == span
    assert converter.line_and_column(converter.end_of_line(1)) == (1, 14)


def test_places_outside_are_brought_back() -> None:
    converter = Converter(LineIndex("ab\ncd"), "utf-16")
    assert converter.line_and_column(types.Position(9, 9)) == (2, 3)
    assert converter.line_and_column(types.Position(0, 9)) == (1, 3)
    assert converter.position(9, 9) == types.Position(1, 2)


def test_the_encoding_that_needs_no_counting_comes_first() -> None:
    assert in_our_order(["utf-16", "utf-8", "utf-32"]) == ["utf-32", "utf-8", "utf-16"]
    assert in_our_order(["utf-16"]) == ["utf-16"]
    assert in_our_order(["latin-1", "utf-8"]) == ["utf-8", "latin-1"]


def document(text: str, encoding: str) -> SourceDocument:
    workspace = SourceWorkspace(None, position_encoding=encoding)
    workspace.put_text_document(types.TextDocumentItem("file:///m.py", "python", 1, text))
    opened = workspace.get_text_document("file:///m.py")
    assert isinstance(opened, SourceDocument)
    return opened


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_random_edits_land_where_the_client_made_them(encoding: str) -> None:
    """The client's own arithmetic, in code points, is the judge."""
    chance = random.Random(7)
    pieces = ["a", "\n", "\r\n", "🙂", "模", "\x0c", "é", "\t", "Dense(3)", ""]
    for _ in range(200):
        text = "".join(chance.choices(pieces, k=12))
        opened = document(text, encoding)
        for _ in range(5):
            start, end = sorted(chance.choices(range(len(text) + 1), k=2))
            insert = "".join(chance.choices(pieces, k=2))
            index = LineIndex(text)
            places = [_position(index, offset, encoding) for offset in (start, end)]
            opened.apply_change(types.TextDocumentContentChangePartial(types.Range(*places), insert))
            text = text[: _effective(index, start)] + insert + text[_effective(index, end) :]
            assert opened.source == text


def test_an_edit_beyond_the_end_of_a_line_or_of_the_text() -> None:
    opened = document("ab\ncd", "utf-16")
    far = types.Position(0, 99)
    opened.apply_change(types.TextDocumentContentChangePartial(types.Range(far, far), "X"))
    assert opened.source == "abX\ncd"
    beyond = types.Position(99, 0)
    opened.apply_change(types.TextDocumentContentChangePartial(types.Range(beyond, beyond), "Y"))
    assert opened.source == "abX\ncdY"


def test_the_index_and_the_snapshot_belong_to_one_version() -> None:
    opened = document("ab", "utf-16")
    before = opened.snapshot
    assert opened.index is before.index
    opened.apply_change(types.TextDocumentContentChangeWholeDocument("xy\nz"))
    assert before.text == "ab"
    assert opened.snapshot.text == "xy\nz"
    assert opened.snapshot.digest != before.digest
    opened.apply_change(types.TextDocumentContentChangeWholeDocument("ab"))
    assert opened.snapshot.digest == before.digest


def _line_of(index: LineIndex, offset: int) -> tuple[int, int]:
    """The line that holds an offset, and the column there; between CR and LF it is the end of the line."""
    starts = [index.offset(types.Position(line, 0), "utf-32") for line in range(len(index))]
    line = max(number for number, start in enumerate(starts) if start <= offset)
    return line, min(offset - starts[line], len(index.line(line)))


def _position(index: LineIndex, offset: int, encoding: str) -> types.Position:
    line, column = _line_of(index, offset)
    return types.Position(line, units(index.line(line), column, encoding))


def _effective(index: LineIndex, offset: int) -> int:
    line, column = _line_of(index, offset)
    return index.offset(types.Position(line, column), "utf-32")
