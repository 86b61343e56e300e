"""The programs on the pages of the guide, with what they say that each line gives.

A line ends in `# shape: (None, 10)` for what its outermost call gives, and in `# error: [SL201] "part of the message"`
for a fault on it, `# warning: ...` for one that Keras runs. They are taken out before the program is analysed: a
`# shape:` behind an assignment would be a pin, and true by itself. Where a page is about pins (`python pins`) they
stay, and `# gives:` says what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
_BLOCK = re.compile(r"^```python([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_EXPECTATION = r"\s*# (?P<kind>{}): (?P<text>.*)$"
_ERROR = re.compile(r'\[(?P<code>SL\d{3})\](?: "(?P<part>.*)")?$')


@dataclass(frozen=True, slots=True)
class Block:
    """One program: `shapes` and what is `reported` by line, `raises` where Keras does, `runs` where it can be tried."""

    name: str
    program: str
    shapes: dict[int, str] = field(default_factory=dict)
    reported: dict[int, tuple[str, str]] = field(default_factory=dict)
    raises: tuple[int, ...] = ()
    runs: bool = True


def blocks() -> Iterator[Block]:
    """Every program of the guide."""
    for page in sorted(GUIDE.glob("*.md")):
        for number, match in enumerate(_BLOCK.finditer(page.read_text(encoding="utf-8")), start=1):
            yield read_block(f"{page.stem} {number}", match.group(2), match.group(1).split())


def read_block(name: str, text: str, words: list[str]) -> Block:
    """A block by its text and the words behind `python`."""
    expectation = re.compile(_EXPECTATION.format("gives|error|warning" if "pins" in words else "shape|error|warning"))
    shapes: dict[int, str] = {}
    reported: dict[int, tuple[str, str]] = {}
    raises: list[int] = []
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = expectation.search(line)
        lines.append(line if found is None else line[: found.start()])
        if found is None:
            continue
        if found.group("kind") not in ("error", "warning"):
            shapes[number] = found.group("text")
            continue
        error = _ERROR.match(found.group("text"))
        assert error is not None, f"{name}, line {number}: what does {found.group('text')} expect?"
        reported[number] = (error.group("code"), error.group("part") or "")
        if found.group("kind") == "error":
            raises.append(number)
    return Block(name, "\n".join(lines), shapes, reported, tuple(raises), "fragment" not in words)
