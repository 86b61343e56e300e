"""Changes around one statement: another before or behind it, or none in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.source import Source, Tree
from shapelens.syntax.lower_expressions import dotted_name
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """The innermost statement around a place; `target` is the one name (`x`, `self.x`) that it assigns to."""

    source: Source
    span: Span
    target: str | None
    # several small statements may share one line, or stand behind the colon of an `if`
    starts_line: bool
    ends_line: bool
    is_compound: bool
    is_alone: bool

    def insert_before(self, text: str) -> tuple[Edit, ...]:
        """The statement `text` before this one, at the same depth."""
        start, _ = self.source.lines.bounds(self.span)
        if not self.starts_line:
            return (self.source.insertion(start, f"{text}; "),)
        indentation = self.source.indentation(start) or ""
        return (self.source.insertion(start, f"{text}{self.source.newline}{indentation}"),)

    def insert_behind(self, text: str) -> tuple[Edit, ...] | None:
        """The statement `text` behind this one, at the same depth."""
        if self.is_compound:
            return None
        start, end = self.source.lines.bounds(self.span)
        indentation = self.source.indentation(start)
        if indentation is None or not self.ends_line:
            return (self.source.insertion(end, f"; {text}"),)
        return (self.source.insertion(self.source.end_of_line(end), f"{self.source.newline}{indentation}{text}"),)

    def remove(self) -> tuple[Edit, ...] | None:
        """Without this statement; None where its line or its block would not be whole without it."""
        if self.is_compound or self.is_alone or not (self.starts_line and self.ends_line):
            return None
        return self.source.removal_of_lines(*self.source.lines.bounds(self.span))


def statement_at(source: Source, span: Span) -> Statement | None:
    """The innermost statement around a span."""
    tree = source.tree_at(span)
    if tree is None:
        return None
    compound: list[Span] = []
    for node in tree.around(span):
        if isinstance(node, cst.BaseSmallStatement):
            return _describe(source, tree, node)
        if isinstance(node, cst.BaseCompoundStatement) and not isinstance(tree.parent(node), cst.If):
            compound.append(tree.span(node))
    if not compound:
        return None
    return Statement(source, max(compound), None, starts_line=True, ends_line=True, is_compound=True, is_alone=False)


def values_of(source: Source, name: str) -> Iterator[Span]:
    """What is assigned to a name alone, `name = ...`, wherever that is, in order."""
    for tree in source.trees(containing=name):
        values = [tree.span(node.value) for node in tree.nodes(cst.Assign) if _target(node) == name]
        yield from sorted(values)


def _describe(source: Source, tree: Tree, node: cst.BaseSmallStatement) -> Statement:
    line = tree.parent(node)
    assert isinstance(line, (cst.SimpleStatementLine, cst.SimpleStatementSuite))
    own_line = isinstance(line, cst.SimpleStatementLine)
    block = tree.parent(line)
    siblings = getattr(block, "body", ())
    return Statement(
        source,
        tree.span(node),
        _target(node),
        starts_line=own_line and line.body[0] is node,
        ends_line=line.body[-1] is node,
        is_compound=False,
        is_alone=isinstance(block, cst.IndentedBlock) and len(siblings) == 1,
    )


def _target(node: cst.CSTNode) -> str | None:
    if not isinstance(node, cst.Assign) or len(node.targets) != 1:
        return None
    return dotted_name(node.targets[0].target) or None
