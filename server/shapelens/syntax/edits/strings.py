"""The places where a string is written in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from shapelens.syntax.edits.source import Source, Tree
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A string at a place; `prefix` and `quote` are how it is written."""

    span: Span
    prefix: str
    quote: str

    def write(self, text: str) -> str:
        """Another string, written in the same way."""
        return f"{self.prefix}{self.quote}{text}{self.quote}"


def paths_of(source: Source, path: str) -> Iterator[Literal]:
    """Where a path stands as it is, in order; what names a layer or a model is none."""
    return _literals(source, path, with_names=False)


def texts_of(source: Source, text: str) -> Iterator[Literal]:
    """Where a string stands as it is, in order."""
    return _literals(source, text, with_names=True)


def _literals(source: Source, text: str, *, with_names: bool) -> Iterator[Literal]:
    for tree in source.trees(containing=text):
        found = [node for node in tree.nodes(cst.SimpleString) if node.raw_value == text]
        for node in sorted(found, key=tree.span):
            if with_names or not _is_name(tree, node):
                yield Literal(tree.span(node), node.prefix, node.quote)


def _is_name(tree: Tree, node: cst.SimpleString) -> bool:
    parent = tree.parent(node)
    return isinstance(parent, cst.Arg) and parent.keyword is not None and parent.keyword.value == "name"
