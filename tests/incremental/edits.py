"""Sequences of edits as people make them: typing, deleting, pasting, moving lines, other numbers, and undo."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from tests.fuzz.mutate import FRAGMENTS, mutate

PIECES = (
    "layers.Dense(10)", "x = 3\n", "units = 5\n", "def f():\n    return 3\n", "class A:\n    pass\n", "import os\n",
    "from keras import layers\n", "model.summary()\n", "if flag:\n    x = 1\n", "# a remark\n", "\n", "é", "\t",
)  # fmt: skip


def type_anywhere(text: str, source: random.Random) -> str:
    place = source.randrange(len(text) + 1)
    return text[:place] + source.choice((*PIECES, *FRAGMENTS)) + text[place:]


def type_at_line(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(source.randrange(len(lines) + 1), source.choice(PIECES).rstrip("\n"))
    return "\n".join(lines)


def delete(text: str, source: random.Random) -> str:
    place = source.randrange(len(text) + 1)
    return text[:place] + text[place + source.randrange(1, 14) :]


def another_number(text: str, source: random.Random) -> str:
    numbers = list(re.finditer(r"\b\d+\b", text))
    if not numbers:
        return text + "\n"
    number = source.choice(numbers)
    return text[: number.start()] + str(source.choice((1, 2, 3, 8, 64, 100))) + text[number.end() :]


def move_line(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    moved = lines.pop(source.randrange(len(lines)))
    lines.insert(source.randrange(len(lines) + 1), moved)
    return "\n".join(lines)


def paste_lines(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    start = source.randrange(len(lines))
    copied = lines[start : start + source.randrange(1, 12)]
    place = source.randrange(len(lines) + 1)
    return "\n".join([*lines[:place], *copied, *lines[place:]])


EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    type_anywhere, type_at_line, delete, delete, another_number, another_number, another_number, move_line, paste_lines,
    mutate,
)  # fmt: skip


def versions(text: str, source: random.Random, count: int) -> Iterator[str]:
    """The text after each of `count` edits; now and then one goes back to an earlier version."""
    past = [text]
    for _ in range(count):
        if source.random() < 0.15 and len(past) > 1:
            text = source.choice(past[-4:])
        else:
            text = source.choice(EDITS)(text, source)
        past.append(text)
        yield text
