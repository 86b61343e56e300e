"""Where modules are looked for: the project's own folders first, then the packages of the user's interpreter.

Everything here reads the file system; nothing is imported or run.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shapelens.environments.keras_versions import UNKNOWN_KERAS, KerasInUse, keras_in_use
from shapelens.environments.packages import installed_packages

# so many characters of files are kept
_MOST_KEPT = 8_000_000
# a file that was written no longer ago may be written again and have the same stamp
_SETTLED_AFTER = 2_000_000_000


class _Texts:
    """What was read, by path, with the stamp that the file had: it is read again where it has another."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, ...], str | None]] = {}
        self._characters = 0

    def read(self, path: str) -> str | None:
        status = os.stat(path)
        stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        text = _decoded(path)
        if time.time_ns() - status.st_mtime_ns > _SETTLED_AFTER:
            self._characters += len(text or "")
            if self._characters > _MOST_KEPT:
                self._known, self._characters = {}, len(text or "")
            self._known[path] = stamp, text
        return text


_TEXTS = _Texts()


def read_file(path: str) -> str | None:
    """The text of a file; None where it cannot be read."""
    try:
        return _TEXTS.read(path)
    except OSError:
        return None


def _decoded(path: str) -> str | None:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None


@dataclass(frozen=True, slots=True)
class SearchPath:
    """`project` folders hold code of the user, `installed` ones packages; `package` is a folder of the user that is
    looked in last. `read` gives a file's text, or None (an editor reads its open documents first). `keras` says which
    Keras the programs there are for."""

    project: tuple[str, ...] = ()
    installed: tuple[str, ...] = ()
    package: tuple[str, ...] = ()
    read: Callable[[str], str | None] = read_file
    keras: KerasInUse = UNKNOWN_KERAS


@dataclass(frozen=True, slots=True)
class Found:
    """The file of a module; `installed` says that it is no code of the user."""

    path: str
    is_package: bool
    installed: bool


def find_module(search: SearchPath, name: str) -> Found | None:
    """The file of the module with a dotted name."""
    top, _, inner = name.partition(".")
    below = os.path.join(*name.split("."))
    for installed, roots in ((False, search.project), (True, search.installed), (False, search.package)):
        for root in roots:
            if inner and not os.path.isdir(os.path.join(root, top)):
                continue
            base = os.path.join(root, below)
            for path, is_package in ((os.path.join(base, "__init__.py"), True), (base + ".py", False)):
                if os.path.isfile(path):
                    return Found(path, is_package, installed)
    return None


def project_folders(path: str) -> tuple[str, ...]:
    """The folders from which a file imports: its own, the one that holds its top package, and the project's root."""
    folder, package = os.path.dirname(os.path.abspath(path)), top_package(path)
    folders = [folder, folder if package is None else os.path.dirname(package)]
    # the root may be a package itself: it is run from there all the same
    root: str | None = package or folder
    while root is not None and not _is_root(root):
        root = None if os.path.dirname(root) == root else os.path.dirname(root)
    if root is not None:
        folders += [root, os.path.join(root, "src")]
    return tuple(dict.fromkeys(folders))


def top_package(path: str) -> str | None:
    """The outermost folder above a file that is a package like all those between; None for a script."""
    folder, package = os.path.dirname(os.path.abspath(path)), None
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, package = os.path.dirname(folder), folder
    return package


def _is_root(folder: str) -> bool:
    marks = ("pyproject.toml", "setup.py", "setup.cfg", ".git")
    return any(os.path.exists(os.path.join(folder, mark)) for mark in marks)


def package_of(path: str) -> str:
    """The dotted name of the package that a file belongs to; empty for a script."""
    folder = os.path.dirname(os.path.abspath(path))
    parts: list[str] = []
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, name = os.path.split(folder)
        parts.insert(0, name)
    return ".".join(parts)


def search_for(path: str, interpreter: str, read: Callable[[str], str | None] = read_file) -> SearchPath:
    """Where the imports of the file at `path` are looked for, with the packages of `interpreter`."""
    return project_search(path, installed_packages(interpreter), read)


def project_search(path: str, installed: tuple[str, ...], read: Callable[[str], str | None] = read_file) -> SearchPath:
    """Where the imports of the file at `path` are looked for, with the packages of some folders."""
    package = top_package(path)
    keras = keras_in_use(os.path.dirname(os.path.abspath(path)), installed)
    return SearchPath(project_folders(path), installed, () if package is None else (package,), read, keras)
