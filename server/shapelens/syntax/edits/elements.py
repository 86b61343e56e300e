"""Changes of a list of layers, as in `Sequential([...])`: an element more, or one fewer."""

from __future__ import annotations

import libcst as cst

from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.items import Items, items_of
from shapelens.syntax.edits.source import Source, Tree
from shapelens.syntax.spans import Span


def element_spans(source: Source, span: Span) -> tuple[Span, ...]:
    """Where the elements of the list or tuple at `span` stand; nothing where none is written there."""
    tree = source.tree_at(span)
    if tree is None:
        return ()
    display = tree.find(cst.List, span) or tree.find(cst.Tuple, span) or _in_brackets(tree, span)
    return () if display is None else tuple(tree.span(element) for element in display.elements)


def operand_spans(source: Source, span: Span) -> tuple[Span, ...]:
    """Where both sides of the operator at `span` stand: of `x + y`."""
    tree = source.tree_at(span)
    found = None if tree is None else tree.find(cst.BinaryOperation, span)
    return () if tree is None or found is None else (tree.span(found.left), tree.span(found.right))


def _in_brackets(tree: Tree, span: Span) -> cst.Tuple | None:
    """The tuple that takes up `span` with the brackets around it."""
    for node in tree.nodes(cst.Tuple):
        if node.lpar and node.rpar:
            first, last = tree.span(node.lpar[0]), tree.span(node.rpar[-1])
            if Span(first.line, first.column, last.end_line, last.end_column) == span:
                return node
    return None


def insert_element(source: Source, span: Span, text: str, *, behind: bool = False) -> tuple[Edit, ...] | None:
    """A new element before (or behind) the one at `span`; None where no element of a list stands there."""
    found = _find(source, span)
    if found is None:
        return None
    items, index = found
    return items.insert(index + int(behind), text)


def remove_element(source: Source, span: Span) -> tuple[Edit, ...] | None:
    """The list without the element at `span`."""
    found = _find(source, span)
    return None if found is None else found[0].remove(found[1])


def _find(source: Source, span: Span) -> tuple[Items, int] | None:
    tree = source.tree_at(span)
    if tree is None:
        return None
    displays: list[cst.List | cst.Tuple] = [*tree.nodes(cst.List), *tree.nodes(cst.Tuple)]
    for display in displays:
        for index, element in enumerate(display.elements):
            if isinstance(element, cst.Element) and tree.span(element.value) == span:
                return items_of(source, tree, _opening(source, tree, display), display.elements), index
    return None


def _opening(source: Source, tree: Tree, display: cst.List | cst.Tuple) -> int:
    """The offset behind the bracket, or of the first element of a tuple that has none."""
    if isinstance(display, cst.List):
        return source.lines.bounds(tree.span(display.lbracket))[1]
    if display.lpar:
        return source.lines.bounds(tree.span(display.lpar[-1]))[1]
    return source.lines.bounds(tree.span(display.elements[0]))[0]
