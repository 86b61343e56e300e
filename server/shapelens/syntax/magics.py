"""What IPython understands and Python does not, blanked in the source of a cell: the rest keeps its lines and columns.

A shell line (`!ls`), a line magic (`%matplotlib inline`) and a question (`model.fit?`) become the expression `0`; a
cell magic of another language takes its cell with it; the statement that `%time` measures stays.
"""

from __future__ import annotations

import re

from shapelens.syntax.chunks import end_of_statement

# a letter that looks like a `!` and that no program has for a name: what a shell gives is not known
UNKNOWN = "ǃ"

# these run the rest of their line, or of their cell, as Python
_MEASURING = frozenset({"time", "timeit"})
_OF_PYTHON = frozenset({"capture", "debug", "memit", "mprun", "prun", "time", "timeit", "wandb"})

_CELL_MAGIC = re.compile(r"\s*%%(\w*)")
_MAGIC_LINE = re.compile(r"[ \t]*(?P<sign>[!?]|%+(?P<name>\w*))")
_QUESTION = re.compile(r"[ \t]*[\w.*]+\?{1,2}[ \t]*$", re.MULTILINE)
_ASSIGNMENT = re.compile(r"[ \t]*[\w.,* \t\[\]]*[\w\]][ \t]*=[ \t]*(?P<sign>!|%(?P<name>\w+))")
_OPTIONS = re.compile(r"(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]*")
_COMPOUND = re.compile(r"(?:async|class|def|for|if|match|try|while|with)\b|[@#]|$", re.MULTILINE)
_INK = re.compile(r"[^\n]")
_LINE = re.compile(r"(?:[^\n]*\\\n)*[^\n]*")


def blank_magics(source: str) -> str:
    """The source of a cell (with `\\n` line ends) as Python, of the same length."""
    magic = _CELL_MAGIC.match(source)
    if magic is not None and magic.group(1) not in _OF_PYTHON:
        return _INK.sub(" ", source)
    if not any(sign in source for sign in "!%?"):
        return source
    pieces: list[str] = []
    position = 0
    while position < len(source):
        line = _LINE.match(source, position)
        assert line is not None
        blanked = _blanked(line.group())
        end = end_of_statement(source, position) if blanked is None else line.end()
        pieces.append(source[position:end] if blanked is None else blanked)
        position = end
    return "".join(pieces)


def _blanked(line: str) -> str | None:
    """A line of IPython's as Python; None where it is Python already."""
    magic = _MAGIC_LINE.match(line)
    if magic is not None:
        return _without_magic(line, magic, "0")
    if _QUESTION.match(line):
        return _nothing(line, len(line) - len(line.lstrip(" \t")), "0")
    magic = _ASSIGNMENT.match(line)
    return None if magic is None else _without_magic(line, magic, UNKNOWN)


def _without_magic(line: str, magic: re.Match[str], instead: str) -> str:
    """A line without its magic; what is measured stays, if it can stand behind a `;` or a `=`."""
    sign = magic.start("sign")
    if magic.group("name") in _MEASURING:
        options = _OPTIONS.match(line, magic.end())
        assert options is not None
        if not _COMPOUND.match(line, options.end()):
            before = "0;" if instead == "0" else ""
            return line[:sign] + before.ljust(options.end() - sign) + line[options.end() :]
    return _nothing(line, sign, instead)


def _nothing(line: str, start: int, instead: str) -> str:
    return line[:start] + instead + _INK.sub(" ", line[start + 1 :])
