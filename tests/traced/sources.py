"""The files of a program, compiled so that its calls are watched and its statements marked."""

from __future__ import annotations

import ast
import importlib.machinery
import os
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from tests.traced.statements import Marker, Statements

from shapelens_agent.instrument import CallWatcher, Site, SourceLines, normalize


class Sources:
    """The watched files of a program: their call expressions, one numbering over all of them."""

    def __init__(self, main: Path) -> None:
        self.main = str(main)
        self.root = str(main.parent) + os.sep
        self.sites: list[Site] = []
        self.file_of: list[str] = []
        self.helpers: set[int] = set()
        self.names: set[str] = {self.main}
        self.statements = Statements()

    def compile(self, data: bytes, path: str) -> CodeType:
        """Compile one file with its calls watched and its statements marked."""
        tree, places = self._watch(data, path)
        Marker(self.statements, path, places).mark(tree.body)
        return compile(tree, path, "exec", dont_inherit=True)

    def pieces(self, data: bytes) -> list[list[ast.stmt]]:
        """The same of the main file, each statement with its marks by itself."""
        tree, places = self._watch(data, self.main)
        marker = Marker(self.statements, self.main, places)
        pieces = [[statement] for statement in tree.body]
        for piece in pieces:
            marker.mark(piece)
        return pieces

    def _watch(self, data: bytes, path: str) -> tuple[ast.Module, SourceLines]:
        text = normalize(data.decode("utf-8"))
        tree = ast.parse(text, path)
        own = own_functions(tree)
        places = SourceLines(text)
        watcher = CallWatcher(places)
        # one list for all files makes the index of a call unique among them
        watcher.sites = self.sites
        first = len(self.sites)
        callees = {position(node): called_name(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        watcher.visit(tree)
        self.file_of += [path] * (len(self.sites) - first)
        lines = text.split("\n")
        for index in range(first, len(self.sites)):
            site = self.sites[index]
            offset = len(lines[site.line - 1][: site.column - 1].encode("utf-8"))
            end = len(lines[site.end_line - 1][: site.end_column - 1].encode("utf-8"))
            if callees.get((site.line, offset, site.end_line, end)) in own:
                self.helpers.add(index)
        self.names.add(path)
        return tree, places


def position(node: ast.Call) -> tuple[int, int, int, int]:
    return node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0


def called_name(node: ast.Call) -> str:
    """The last name of what a call calls: `f` in `f(x)` and in `f(n)(x)`, `m` in `self.m(x)`."""
    if isinstance(node.func, ast.Call):
        return called_name(node.func)
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def own_functions(tree: ast.Module) -> set[str]:
    """The functions that a file defines: what they return is no operation of Keras."""
    return {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


class Watched(importlib.machinery.SourceFileLoader):
    """Loads a module of the program with its calls watched."""

    sources: Sources

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return self.sources.compile(self.get_data(path), path)


class Finder:
    """Finds the modules below the program's own folder."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return None
        if not str(spec.origin).startswith(self._sources.root):
            return None
        loader = Watched(name, str(spec.origin))
        loader.sources = self._sources
        spec.loader = loader
        return spec
