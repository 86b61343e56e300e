"""Cut a text into top-level chunks: one statement at column 0 with everything indented under it.

The cut needs no parser. It follows strings, brackets, comments and line continuations, so that an edit touches one
chunk and a half-typed call breaks one chunk, not the file. `split` gives the strict cut; `recover` cuts a chunk that
does not parse again at every line that starts at column 0, brackets and quotes notwithstanding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelens.shapes.frozen import dataclass
from shapelens.syntax.cells import split_at_marks

# deeper nesting than this is not written by people, and a recursive parser cannot be trusted with it
MAX_BRACKET_DEPTH = 90

_TOKEN = re.compile(r"'''|\"\"\"|'|\"|#[^\n]*|[(\[{]|[)\]}]|\\\n|\n")
# unrolled: an alternative for every character would cost a frame of the matcher's memory each
_CLOSE = {
    quote * 3: re.compile(rf"[^\\{quote}]*(?:(?:\\.|{quote}(?!{quote}{quote}))[^\\{quote}]*)*{quote * 3}", re.DOTALL)
    for quote in ("'", '"')
} | {
    quote: re.compile(rf"[^\\\n{quote}]*(?:\\.[^\\\n{quote}]*)*(?:{quote}|(?=\n)|\Z)", re.DOTALL)
    for quote in ("'", '"')
}
CONTINUES = re.compile(r"(?:else|elif|except|finally)\b")
_CLOSES_BRACKET = re.compile(r"[)\]}]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text` from line `first_line` (from 1) of the file on; `depth` is its deepest bracket nesting."""

    first_line: int
    text: str
    depth: int = 0

    def moved(self, lines: int) -> Chunk:
        """The same text `lines` further down."""
        return Chunk(self.first_line + lines, self.text, self.depth)


def normalize_newlines(text: str) -> str:
    """The text with `\\n` for every line end; lines and columns stay as they are."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def split(text: str) -> list[Chunk]:
    """The top-level chunks of a text with `\\n` line ends, in order; together they are the whole text."""
    chunks: list[Chunk] = []
    line = 1
    # nothing reaches from one cell of a notebook into the next
    for part in split_at_marks(text):
        chunks += _split_part(part, line)
        line += part.count("\n")
    return chunks


def _split_part(text: str, line: int) -> list[Chunk]:
    chunks: list[Chunk] = []
    begun = None
    for place, depth in bounds(text, 0):
        if begun is not None:
            chunks.append(Chunk(line, text[begun:place], depth))
            line += text.count("\n", begun, place)
        # what stands before the first statement belongs to it
        begun = 0 if begun is None else place
    return chunks or ([Chunk(line, text)] if text else [])


def recover(chunk: Chunk) -> list[Chunk]:
    """The pieces of a chunk that does not parse: cut at every line that could start a statement at column 0."""
    pieces: list[Chunk] = []
    start, line = 0, chunk.first_line
    for offset in _physical_starts(chunk.text):
        if offset > start:
            pieces.append(Chunk(line, chunk.text[start:offset]))
            line += chunk.text.count("\n", start, offset)
            start = offset
    pieces.append(Chunk(line, chunk.text[start:]))
    return [Chunk(piece.first_line, piece.text, _bracket_depth(piece.text)) for piece in pieces]


def end_of_statement(text: str, start: int) -> int:
    """Behind the line end of the simple statement, or the head of the compound one, that begins at `start`."""
    position, depth = start, 0
    while (token := _TOKEN.search(text, position)) is not None:
        kind, position = token.group(), token.end()
        if kind in _CLOSE:
            end = _CLOSE[kind].match(text, position)
            position = end.end() if end else len(text)
        elif kind in "([{":
            depth += 1
        elif kind in ")]}":
            depth = max(0, depth - 1)
        elif kind == "\n" and not depth:
            return position
    return len(text)


def bounds(text: str, position: int) -> Iterator[tuple[int, int]]:
    """The offsets from `position` on where top-level statements start, and at last that of the end, each with the
    deepest bracket nesting of the statement before it."""
    deepest, decorated, found = 0, False, False
    for place, depth in logical_lines(text, position):
        deepest = max(deepest, depth)
        character = text[place : place + 1]
        if character and character not in " \t\f\n#":
            if not decorated and not CONTINUES.match(text, place):
                yield place, deepest
                deepest, found = 0, True
            decorated = character == "@"
    if found:
        yield len(text), deepest


def logical_lines(text: str, position: int) -> Iterator[tuple[int, int]]:
    """The offsets from `position` on where lines start that continue no other, and at last that of the end, each with
    the deepest bracket nesting since the one before it."""
    depth, deepest = 0, 0
    if position < len(text):
        yield position, 0
    while (token := _TOKEN.search(text, position)) is not None:
        kind, position = token.group(), token.end()
        if kind in _CLOSE:
            end = _CLOSE[kind].match(text, position)
            position = end.end() if end else len(text)
        elif kind in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif kind in ")]}":
            depth = max(0, depth - 1)
        elif kind == "\n" and not depth and position < len(text):
            yield position, deepest
            deepest = 0
    yield len(text), deepest


def _physical_starts(text: str) -> Iterator[int]:
    offset, decorated = 0, False
    for line in text.split("\n"):
        starts_here = bool(line) and line[0] not in " \t\f#"
        if starts_here and not CONTINUES.match(line) and not _CLOSES_BRACKET.match(line):
            if not decorated:
                yield offset
            decorated = line.startswith("@")
        offset += len(line) + 1


def _bracket_depth(text: str) -> int:
    return max((depth for _, depth in bounds(text, 0)), default=0)
