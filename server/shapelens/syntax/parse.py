"""Text to a lowered file: cut into chunks, parse each, lower it, and say which lines are not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias, Union

import libcst as cst

from shapelens.syntax import lowered as low
from shapelens.syntax.blocks import LONG, lower_block
from shapelens.syntax.caching import kept_by_text
from shapelens.syntax.cells import MARK
from shapelens.syntax.chunks import MAX_BRACKET_DEPTH, Chunk, normalize_newlines, recover, split
from shapelens.syntax.lower_statements import lower_body
from shapelens.syntax.oversize import fit, restore
from shapelens.syntax.positions import Positions
from shapelens.syntax.spans import Span
from shapelens.syntax.unread import unread_block
from shapelens.syntax.versions import unchanged_chunks


@dataclass(frozen=True, slots=True, eq=False)
class LoweredChunk:
    """The statements of a chunk; their lines count from `offset` (add it to a span's lines)."""

    offset: int
    statements: low.Block

    def moved(self, lines: int) -> LoweredChunk:
        """The same statements `lines` further down."""
        return LoweredChunk(self.offset + lines, self.statements)


# what came of each chunk: its statements, in pieces where it does not parse as a whole, among them those that do not
Pieces: TypeAlias = tuple[tuple[Union[LoweredChunk, Chunk], ...], ...]
Step: TypeAlias = Callable[[], None]
# lowered, a character takes some twenty bytes
_KEPT_CHARACTERS = 500_000


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class LoweredFile:
    """A file as the interpreter sees it.

    `evaluated` are the chunks, and of lines that do not parse what can be seen of their effects. `unread` are the spans
    of those lines, `oversize` of those that are too long or nested too deep to parse.
    `pieces` are what came of each chunk of the `cut`.
    """

    chunks: tuple[LoweredChunk, ...]
    evaluated: tuple[LoweredChunk, ...]
    unread: tuple[Span, ...] = ()
    oversize: tuple[Span, ...] = ()
    cut: tuple[Chunk, ...] = ()
    pieces: Pieces = ()


def parse(text: str) -> LoweredFile:
    """Lower a text. Never raises: what does not parse is in `unread`, and the rest stays understood."""
    return parse_chunks(split(normalize_newlines(text).removeprefix("\ufeff")))


def parse_chunks(cut: Sequence[Chunk], before: LoweredFile | None = None, step: Step = _nothing) -> LoweredFile:
    """Lower a text that was cut into its chunks; those that a file `before` has at its front or end are lowered.

    `step` is called before each of the others, and may raise.
    """
    known: Pieces = () if before is None else before.pieces
    old = () if before is None else before.cut
    front, end = unchanged_chunks(old, cut)
    lowered: list[tuple[LoweredChunk | Chunk, ...]] = []
    for chunk in cut[front : len(cut) - end]:
        step()
        lowered.append(tuple(lower_chunk(chunk)))
    behind = known[len(known) - end :]
    lines = cut[-end].first_line - old[-end].first_line if end else 0
    if lines:
        behind = tuple([tuple([piece.moved(lines) for piece in pieces]) for pieces in behind])
    pieces = (*known[:front], *lowered, *behind)
    parts = tuple(chain.from_iterable(pieces))
    if Chunk not in set(map(type, parts)):
        whole: tuple[LoweredChunk, ...] = parts  # type: ignore[assignment]
        return LoweredFile(whole, whole, cut=tuple(cut), pieces=pieces)
    chunks = tuple([part for part in parts if type(part) is LoweredChunk])
    evaluated = tuple([part for part in map(_as_lowered, parts) if part is not None])
    unread: list[Span] = []
    oversize: list[Span] = []
    for part in parts:
        if isinstance(part, Chunk):
            (oversize if is_oversize(part) else unread).append(_extent(part))
    return LoweredFile(chunks, evaluated, tuple(unread), tuple(oversize), tuple(cut), pieces)


def lower_chunk(chunk: Chunk) -> Iterator[LoweredChunk | Chunk]:
    """A chunk lowered; in pieces where it does not parse as a whole, with those that do not either."""
    statements = _lower(chunk)
    pieces = recover(chunk) if statements is None else []
    if len(pieces) < 2:
        yield from _lowered(chunk, statements)
        return
    for piece in pieces:
        yield from _lowered(piece, _lower(piece))


def _lower(chunk: Chunk) -> low.Block | None:
    """The statements of a chunk; blank lines and comments behind them leave those the very same."""
    end = _end_of_code(chunk.text)
    statements = lower_text(chunk.text[:end], chunk.depth) if end < len(chunk.text) else None
    return lower_text(chunk.text, chunk.depth) if statements is None else statements


def _end_of_code(text: str) -> int:
    """Where the blank lines and those of comments at the end of a text begin."""
    end = len(text)
    while end:
        start = text.rfind("\n", 0, end - 1) + 1
        line = text[start:end].strip()
        if line and not line.startswith("#"):
            break
        end = start
    return end


def _lowered(chunk: Chunk, statements: low.Block | None) -> Iterator[LoweredChunk | Chunk]:
    if statements is None:
        yield chunk
    elif statements:
        yield LoweredChunk(chunk.first_line - 1, statements)


def _as_lowered(part: LoweredChunk | Chunk) -> LoweredChunk | None:
    """A chunk as it is evaluated: of one that does not parse, what can be seen of its effects."""
    if isinstance(part, LoweredChunk):
        return part
    block = unread_block(part.text)
    return None if block is None else LoweredChunk(part.first_line - 1, block)


def is_oversize(chunk: Chunk) -> bool:
    """Whether a chunk is too long, or nested too deep, to be parsed."""
    return chunk.depth > MAX_BRACKET_DEPTH or fit(chunk.text) is None


@kept_by_text(_KEPT_CHARACTERS)
def lower_text(text: str, depth: int = 0) -> low.Block | None:
    """The statements of one chunk's text, or None where it does not parse; cached by the text itself."""
    fitted = fit(text) if depth <= MAX_BRACKET_DEPTH else None
    if fitted is None:
        return None
    try:
        if fitted.is_whole and len(text) > LONG:
            return lower_block(fitted.text).statements
        module = cst.parse_module(fitted.text)
        return restore(lower_body(Positions(module), module.body), fitted)
    except (cst.ParserSyntaxError, cst.CSTValidationError, SyntaxError, ValueError, RecursionError, KeyError):
        # KeyError: a node kind that the lowering does not know, from a grammar newer than it
        return None


def _extent(chunk: Chunk) -> Span:
    """The lines of a chunk from its first to its last that holds anything but the mark of a cell."""
    lines = chunk.text.split("\n")
    written = [index for index, line in enumerate(lines) if line.strip() and not line.startswith(MARK)]
    first, last = (written[0], written[-1]) if written else (0, 0)
    return Span(chunk.first_line + first, 1, chunk.first_line + last, len(lines[last]) + 1)
