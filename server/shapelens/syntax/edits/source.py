"""A text, and the concrete syntax of the parts of it that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

import libcst as cst

from shapelens.syntax.chunks import Chunk, normalize_newlines, recover, split
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.lines import LINE_BREAK, Lines
from shapelens.syntax.lower_expressions import span_of
from shapelens.syntax.oversize import fit
from shapelens.syntax.parse import lower_text
from shapelens.syntax.positions import Positions
from shapelens.syntax.spans import Span

Node = TypeVar("Node", bound=cst.CSTNode)


class Tree:
    """One chunk's concrete syntax; its nodes have spans in lines of the file."""

    def __init__(self, module: cst.Module, offset: int) -> None:
        self.module = module
        self._positions = Positions(module)
        self._offset = offset

    @cached_property
    def _parents(self) -> dict[cst.CSTNode, cst.CSTNode]:
        return {child: node for node in self._nodes for child in node.children}

    @cached_property
    def _nodes(self) -> list[cst.CSTNode]:
        found: list[cst.CSTNode] = [self.module]
        for node in found:
            found += node.children
        return found

    def span(self, node: cst.CSTNode) -> Span:
        """Where a node stands."""
        return span_of(self._positions, node).shifted(self._offset)

    def nodes(self, kind: type[Node]) -> Iterator[Node]:
        """The nodes of a kind, in no order to rely on."""
        return (node for node in self._nodes if isinstance(node, kind))

    def find(self, kind: type[Node], span: Span) -> Node | None:
        """The node of a kind that takes up exactly `span`."""
        return next((node for node in self.nodes(kind) if self.span(node) == span), None)

    def around(self, span: Span) -> Iterator[cst.CSTNode]:
        """The nodes that hold `span`, in no order to rely on."""
        return (node for node in self._nodes if self.span(node).contains(span))

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return self._parents.get(node)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around a node, from the nearest on."""
        current = self.parent(node)
        while current is not None:
            yield current
            current = self.parent(current)


class Source:
    """A text with its lines, and its chunks read when they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        found = LINE_BREAK.search(text)
        self.newline = found.group() if found else "\n"
        self._trees: dict[Chunk, Tree | None] = {}

    @cached_property
    def _chunks(self) -> list[Chunk]:
        return split(normalize_newlines(self.text).removeprefix("\ufeff"))

    def slice(self, span: Span) -> str:
        """The text of a span."""
        start, end = self.lines.bounds(span)
        return self.text[start:end]

    def line(self, number: int) -> str:
        """A line without its end."""
        return self.text[self.lines.starts[number - 1] : self.lines.ends[number - 1]]

    def indentation(self, offset: int) -> str | None:
        """What stands before an offset on its line, where that is white space alone."""
        line, _ = self.lines.place(offset)
        before = self.text[self.lines.starts[line - 1] : offset]
        return None if before.strip() else before

    def rest_of_line(self, offset: int) -> str:
        """What stands on the line from an offset on."""
        return self.text[offset : self.end_of_line(offset)]

    def end_of_line(self, offset: int) -> int:
        line, _ = self.lines.place(offset)
        return self.lines.ends[line - 1]

    def start_of_next_line(self, offset: int) -> int:
        line, _ = self.lines.place(offset)
        return self.lines.starts[line] if line < len(self.lines.starts) else len(self.text)

    def edit(self, start: int, end: int, text: str) -> Edit:
        """The edit between two offsets."""
        return Edit(self.lines.span(start, end), text)

    def insertion(self, offset: int, text: str) -> Edit:
        return self.edit(offset, offset, text)

    def removal_of_lines(self, start: int, end: int) -> tuple[Edit, ...] | None:
        """Take away what has its lines for itself, and the lines with it; a comment behind it stays."""
        indentation, rest = self.indentation(start), self.rest_of_line(end)
        comment = rest.lstrip()
        if indentation is None or (comment and not comment.startswith("#")):
            return None
        if comment:
            return (self.edit(start, end + len(rest) - len(comment), ""),)
        return (self.edit(start - len(indentation), self.start_of_next_line(end), ""),)

    def replacement(self, span: Span, text: str) -> tuple[Edit, ...]:
        """Another text for a span."""
        return (Edit(span, text),)

    def wrapping(self, span: Span, before: str, after: str) -> tuple[Edit, ...]:
        """Something before and something behind what stands at a span: `to_categorical(` y `, 10)`."""
        start, end = self.lines.bounds(span)
        return self.insertion(start, before), self.insertion(end, after)

    def tree_at(self, span: Span) -> Tree | None:
        """The syntax around a span; None where it does not parse."""
        for tree in self.trees(span.line, span.end_line):
            return tree
        return None

    def trees(self, first: int = 1, last: int | None = None, containing: str = "") -> Iterator[Tree]:
        """The syntax of the parts that reach from line `first` or before to `last` or behind; of every part by
        default, and of those alone whose text contains `containing`."""
        for chunk in self._chunks:
            if last is not None and not (chunk.first_line <= first and last <= _last_line(chunk)):
                continue
            if containing and containing not in chunk.text:
                continue
            tree = self._tree(chunk)
            if tree is not None:
                yield tree
                continue
            for piece in recover(chunk):
                covers = last is None or (piece.first_line <= first and last <= _last_line(piece))
                tree = self._tree(piece) if covers else None
                if tree is not None:
                    yield tree

    def _tree(self, chunk: Chunk) -> Tree | None:
        if chunk not in self._trees:
            self._trees[chunk] = _read(chunk)
        return self._trees[chunk]


def _read(chunk: Chunk) -> Tree | None:
    fitted = fit(chunk.text)
    # what is parsed in another form than it has is left alone
    if fitted is None or not fitted.is_whole or lower_text(chunk.text, chunk.depth) is None:
        return None
    return Tree(cst.parse_module(chunk.text), chunk.first_line - 1)


def _last_line(chunk: Chunk) -> int:
    return chunk.first_line + chunk.text.removesuffix("\n").count("\n")
