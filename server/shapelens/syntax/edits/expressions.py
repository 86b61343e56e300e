"""Parts of expressions that a change needs: the operand on the left, what an attribute is asked of."""

from __future__ import annotations

import libcst as cst

from shapelens.syntax.edits.source import Source
from shapelens.syntax.spans import Span


def left_operand(source: Source, span: Span) -> Span | None:
    """What stands on the left of the operator of the expression at a span."""
    tree = source.tree_at(span)
    if tree is None:
        return None
    binary = tree.find(cst.BinaryOperation, span)
    if binary is not None:
        return tree.span(binary.left)
    compared = tree.find(cst.Comparison, span)
    return None if compared is None else tree.span(compared.left)


def attribute_owner(source: Source, span: Span) -> Span | None:
    """What the attribute at a span is asked of: `x` of `x.shape`."""
    tree = source.tree_at(span)
    found = None if tree is None else tree.find(cst.Attribute, span)
    return None if tree is None or found is None else tree.span(found.value)
