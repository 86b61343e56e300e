"""Text to a lowered file: cut into chunks, parse each, lower it, and say which lines are not understood."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from shapelens.syntax import lowered as low
from shapelens.syntax.chunks import MAX_BRACKET_DEPTH, Chunk, normalize_newlines, recover, split
from shapelens.syntax.lower_statements import lower_module
from shapelens.syntax.spans import Span

# a chunk larger than this is data, not code: parsing it would take longer than any answer is worth
MAX_CHUNK_LENGTH = 400_000


@dataclass(frozen=True, slots=True)
class LoweredChunk:
    """The statements of a chunk; their lines count from `offset` (add it to a span's lines)."""

    offset: int
    statements: low.Block


@dataclass(frozen=True, slots=True)
class LoweredFile:
    """A file as the interpreter sees it; `unread` are the spans of lines that are not understood."""

    chunks: tuple[LoweredChunk, ...]
    unread: tuple[Span, ...] = ()


def parse(text: str) -> LoweredFile:
    """Lower a text. Never raises: what does not parse is in `unread`, and the rest stays understood."""
    chunks: list[LoweredChunk] = []
    unread: list[Span] = []
    for chunk in split(normalize_newlines(text).removeprefix("\ufeff")):
        for part in lower_chunk(chunk):
            if isinstance(part, LoweredChunk):
                chunks.append(part)
            else:
                unread.append(part)
    return LoweredFile(tuple(chunks), tuple(unread))


def lower_chunk(chunk: Chunk) -> Iterator[LoweredChunk | Span]:
    """A chunk lowered; in pieces where it does not parse as a whole, with the spans of those that do not either."""
    statements = lower_text(chunk.text, chunk.depth)
    if statements is not None:
        if statements:
            yield LoweredChunk(chunk.first_line - 1, statements)
        return
    pieces = recover(chunk)
    if len(pieces) == 1:
        yield _extent(chunk)
        return
    for piece in pieces:
        statements = lower_text(piece.text, piece.depth)
        if statements is None:
            yield _extent(piece)
        elif statements:
            yield LoweredChunk(piece.first_line - 1, statements)


@functools.lru_cache(maxsize=4096)
def lower_text(text: str, depth: int = 0) -> low.Block | None:
    """The statements of one chunk's text, or None where it does not parse; cached by the text itself."""
    if depth > MAX_BRACKET_DEPTH or len(text) > MAX_CHUNK_LENGTH:
        return None
    try:
        return lower_module(cst.parse_module(text))
    except (cst.ParserSyntaxError, cst.CSTValidationError, SyntaxError, ValueError, RecursionError, KeyError):
        # KeyError: a node kind that the lowering does not know, from a grammar newer than it
        return None


def _extent(chunk: Chunk) -> Span:
    """The lines of a chunk from its first to its last that holds anything."""
    lines = chunk.text.split("\n")
    written = [index for index, line in enumerate(lines) if line.strip()]
    first, last = (written[0], written[-1]) if written else (0, 0)
    return Span(chunk.first_line + first, 1, chunk.first_line + last, len(lines[last]) + 1)
