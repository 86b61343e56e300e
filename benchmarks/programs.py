"""Programs of a given length in mixed styles, the same ones every time, and edits of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from benchmarks.blocks import BLOCKS, HEAD, SHARED

LENGTHS = (200, 1_000, 5_000, 10_000)
SHARED_NAME = "shared_blocks.py"
_SHORTEST = min(piece.count("\n") for piece in BLOCKS)

# inside of every function `build_<n>`
_LOCAL = re.compile(r"(?<=hidden = layers\.Dense\()\d+(?=, activation)")
_CONSTANT = re.compile(r"(?<=^WIDTH = )\d+$", re.MULTILINE)
_SHARED = re.compile(r"(?<=^SCALE = )\d+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """A number in a text: its line and columns, from 0."""

    line: int
    start: int
    end: int


def program(lines: int, number: int = 0) -> str:
    """A program of at most `lines` lines and hardly less; another `number` gives one with other names and sizes."""
    text = Template(HEAD).substitute(n=number)
    for count in range(lines):
        piece = _piece(number * 1_000 + count)
        left = lines - text.count("\n") - 2
        if left < _SHORTEST:
            break
        if piece.count("\n") <= left:
            text += "\n\n" + piece
    return text


def _piece(count: int) -> str:
    sizes = {"a": 8 + 4 * (count % 7), "b": 16 + 8 * (count % 5)}
    return Template(BLOCKS[count % len(BLOCKS)]).substitute(n=count, **sizes)


def write_project(folder: Path, lines: int, number: int = 0) -> Path:
    """A program in a folder, beside the module that it imports."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SHARED_NAME).write_text(SHARED, encoding="utf-8")
    path = folder / f"experiments_{lines}_{number}.py"
    path.write_text(program(lines, number), encoding="utf-8")
    return path


def local_places(text: str) -> list[Place]:
    """A number in the body of each builder function."""
    return list(_places(_LOCAL, text))


def constant_place(text: str) -> Place:
    """The constant that every piece uses."""
    return next(_places(_CONSTANT, text))


def shared_with(scale: int) -> str:
    """The imported module with another number in it."""
    return _SHARED.sub(str(scale), SHARED)


def _places(pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    for match in pattern.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        yield Place(text.count("\n", 0, match.start()), match.start() - line_start, match.end() - line_start)
