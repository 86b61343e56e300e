"""From the paths on the command line to the texts of programs, and a clear line for what cannot be read."""

from __future__ import annotations

import codecs
import io
import os
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from shapelens.syntax.notebooks import CodeCell, NotANotebook, program_text, read_notebook, written_text

STANDARD_INPUT = "-"
NOTEBOOK = ".ipynb"
# folders that hold other people's code
_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})


@dataclass(frozen=True, slots=True)
class Notebook:
    """The JSON of a notebook, and its cells of Python."""

    json: str
    cells: tuple[CodeCell, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A program, the path it is reported under, and the encoding that it has there.

    `notebook` is what it was made of, where it is one.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    notebook: Notebook | None = None

    @property
    def written(self) -> str:
        """The text as the user wrote it, line by line that of the program."""
        return self.text if self.notebook is None else written_text(self.notebook.cells)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A path that gave no text, and why; `named` where the user asked for this very path."""

    path: str
    reason: str
    named: bool = True


def read_sources(paths: Iterable[str], stdin_filename: str | None = None) -> Iterator[Source | Unreadable]:
    """The texts of files, of the files of Python under folders, and of standard input (`-`); each file once."""
    seen: set[str] = set()
    for path in paths:
        if path == STANDARD_INPUT:
            yield _read(stdin_filename or "<stdin>", sys.stdin.buffer.read(), named=True)
            continue
        named = not os.path.isdir(path)
        files = [path] if named else list(_program_files(path))
        if not files:
            yield Unreadable(path, "no Python files and no notebooks in this folder")
        for file in files:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield read_file(file, named=named)


def read_file(path: str, *, named: bool = True) -> Source | Unreadable:
    """The text of one file."""
    if os.path.isdir(path):
        return Unreadable(path, "this is a folder; a Python file is needed", named)
    try:
        content = Path(path).read_bytes()
    except FileNotFoundError:
        return Unreadable(path, "no such file or folder", named)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Unreadable(path, reason.lower(), named)
    return _read(path, content, named)


def _read(path: str, content: bytes, named: bool) -> Source | Unreadable:
    if not path.endswith(NOTEBOOK):
        return _decode(path, content, named)
    encoding = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    source = _decoded(path, content, encoding, named)
    if isinstance(source, Unreadable):
        return source
    try:
        cells = read_notebook(source.text)
    except NotANotebook as error:
        return Unreadable(path, str(error), named)
    return replace(source, text=program_text(cells), notebook=Notebook(source.text, cells))


def _decode(path: str, content: bytes, named: bool) -> Source | Unreadable:
    """The text as Python reads it: UTF-8 unless a byte order mark or a coding comment (PEP 263) says otherwise."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    except SyntaxError as error:
        if error.msg.startswith("unknown encoding"):
            return Unreadable(path, f"{error.msg.partition(' for ')[0]}; save the file as UTF-8", named)
        # its first lines are no UTF-8 and name no other encoding: the decoder can say where
        encoding = "utf-8-sig"
    return _decoded(path, content, encoding, named)


def _decoded(path: str, content: bytes, encoding: str, named: bool) -> Source | Unreadable:
    try:
        return Source(path, content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        name = "UTF-8" if error.encoding.startswith("utf-8") else error.encoding
        return Unreadable(
            path, f"line {line} is not {name} (byte 0x{content[error.start]:02x}); save it as UTF-8", named
        )


def _program_files(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_skipped(root, name))
        for name in sorted(files):
            if name.endswith((".py", NOTEBOOK)) and not name.startswith("."):
                yield os.path.normpath(os.path.join(root, name))


def _is_skipped(root: str, name: str) -> bool:
    if name.startswith(".") or name in _SKIPPED:
        return True
    # a virtual environment under any name
    return os.path.exists(os.path.join(root, name, "pyvenv.cfg"))
