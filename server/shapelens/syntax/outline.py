"""The outline of a file: its top-level chunks and what each declares, found without a parser where the text says so.

Of a library a program needs a few functions. The others are never lowered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shapelens.syntax.chunks import Chunk, normalize_newlines, split
from shapelens.syntax.parse import LoweredChunk, lower_chunk

_BLANK = re.compile(r"(?:[ \t\f]*(?:#[^\n]*)?\n)*")
_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)
# a table that begins on a line of its own
_TABLE = re.compile(r"(\w+)[ \t]*=[ \t]*[\[({][ \t]*\n")

_GLOBAL = re.compile(r"^[ \t]+global[ \t]+([\w, \t]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OutlinedChunk:
    """A chunk that is lowered when it is read; `name` is what it declares, None where only reading it tells."""

    chunk: Chunk
    name: str | None

    def read(self) -> tuple[LoweredChunk, ...]:
        """Its statements: one piece, or several where it does not parse as a whole."""
        return tuple(part for part in lower_chunk(self.chunk) if isinstance(part, LoweredChunk))

    def declares_global(self) -> tuple[str, ...]:
        """The names that a function in it declares `global`."""
        return tuple(name.strip() for names in _GLOBAL.findall(self.chunk.text) for name in names.split(","))


def outline(text: str) -> tuple[OutlinedChunk, ...]:
    """The chunks of a text, in order."""
    chunks = split(normalize_newlines(text).removeprefix("\ufeff"))
    return tuple(OutlinedChunk(chunk, _declared(chunk.text)) for chunk in chunks)


def _declared(text: str) -> str | None:
    blank = _BLANK.match(text)
    start = blank.end() if blank else 0
    found = _DEFINITION.search(text, start)
    if found is not None and (found.start() == start or text.startswith("@", start)):
        return found[1]
    found = _TABLE.match(text, start)
    return found[1] if found is not None else None
