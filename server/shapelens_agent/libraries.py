"""The installed libraries that a program imports, imported before the last walls stand, as Keras is.

Some load their native parts by `ctypes`, or ask the machine by a program, which the walls refuse. What lies beside the
program is none of them: it is imported by the program itself, behind all walls.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.machinery
import os
import sys
from typing import Iterator, List

INSTALLED = ("site-packages", "dist-packages")


def import_libraries(text: str, path: str) -> None:
    """Import what the file at `path` imports of installed packages; what fails is left to the program."""
    folder = os.path.dirname(path)
    for name in dict.fromkeys(imported_names(text)):
        root = name.partition(".")[0]
        if root not in sys.modules and not is_beside(folder, root) and is_installed(root):
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def imported_names(text: str) -> Iterator[str]:
    """The modules that a file imports when it is run, in functions none."""
    waiting: List[ast.AST] = list(ast.parse(text).body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if not node.level and node.module:
                yield node.module
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            waiting.extend(
                child for child in ast.iter_child_nodes(node) if isinstance(child, (ast.stmt, ast.ExceptHandler))
            )


def is_beside(folder: str, root: str) -> bool:
    return any(os.path.lexists(os.path.join(folder, root + ending)) for ending in ("", ".py"))


def is_installed(root: str) -> bool:
    """Whether a name leads into the interpreter's installed packages."""
    found = [place for place in sys.path if os.path.basename(place) in INSTALLED]
    try:
        spec = importlib.machinery.PathFinder.find_spec(root, found)
    except Exception:
        return False
    return spec is not None and spec.origin is not None
