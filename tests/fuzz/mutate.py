"""Programs as they look while they are typed, pasted over, or broken: mutations of real ones."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRAGMENTS = (
    "(", ")", "[", "]", "{", "}", ",", ":", "=", '"""', "'", "\\", "\n", "    ", "#", "None", "-1", "0", "10**9", "*",
    "**", "lambda x: ", "for x in y:", "if x:", "else:", "while True:", "return", "yield", "await ", "self.", "@",
    "...", "x[::2]", "Dense(", "Input((None, None, 3))", "model.add(", "raise", "del x", "import os", "global x", "\t",
    "\x00", "é", "\U0001f600", "[0] * 10**9", "2 ** 10**9", "'x' * 10**9", "range(10**9)", "print(x", "super().",
    "match x:", "case _:", "class A(A):",
)  # fmt: skip


def programs() -> tuple[str, ...]:
    """The texts that are mutated: the examples and the traced programs."""
    files = sorted([*ROOT.glob("examples/**/*.py"), *ROOT.glob("tests/traced/programs/**/*.py")])
    return tuple(path.read_text(encoding="utf-8") for path in files)


def _cut(text: str, source: random.Random) -> str:
    return text[: source.randrange(len(text) + 1)]


def _drop(text: str, source: random.Random) -> str:
    start = source.randrange(len(text) + 1)
    return text[:start] + text[start + source.randrange(1, 80) :]


def _insert(text: str, source: random.Random) -> str:
    place = source.randrange(len(text) + 1)
    return text[:place] + source.choice(FRAGMENTS) + text[place:]


def _drop_line(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    del lines[source.randrange(len(lines))]
    return "\n".join(lines)


def _swap_lines(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    first, second = source.randrange(len(lines)), source.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def _indent(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    place = source.randrange(len(lines))
    lines[place] = source.choice(("    ", "\t", " ")) + lines[place]
    return "\n".join(lines)


def _swap_words(text: str, source: random.Random) -> str:
    """Put one name or number of the program in the place of another: what parses, and means something else."""
    words = list(re.finditer(r"\w+", text))
    if len(words) < 2:
        return text
    place, other = source.choice(words), source.choice(words)
    return text[: place.start()] + other.group() + text[place.end() :]


def _join(text: str, source: random.Random) -> str:
    return text[: source.randrange(len(text) + 1)] + text[source.randrange(len(text) + 1) :]


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _cut, _drop, _insert, _drop_line, _swap_lines, _indent, _swap_words, _swap_words, _swap_words, _join,
)  # fmt: skip


def mutate(text: str, source: random.Random) -> str:
    """One to four mutations of a text."""
    for _ in range(source.randrange(1, 5)):
        text = source.choice(MUTATIONS)(text, source)
    return text


MAGICS = (
    "%matplotlib inline", "!pip install 'keras", "%time x = f(x)", "model?", "%%bash\nls (", "x = !ls", "%", "!", "?",
    "%%", "%%time", "  %load_ext a", "%timeit -n 3 -r", "y = %sql SELECT '", "#\x1e3", "'''", "%%writefile a.py",
)  # fmt: skip


def cells(text: str, source: random.Random) -> list[str]:
    """A program cut into the cells of a notebook, with lines of IPython among them, and mutated cell by cell."""
    lines = text.split("\n")
    for _ in range(source.randrange(4)):
        lines.insert(source.randrange(len(lines) + 1), source.choice(MAGICS))
    cuts = sorted(source.randrange(len(lines) + 1) for _ in range(source.randrange(8)))
    found = ["\n".join(lines[start:end]) for start, end in pairwise([0, *cuts, len(lines)])]
    return [mutate(cell, source) if cell and not source.randrange(3) else cell for cell in found]
