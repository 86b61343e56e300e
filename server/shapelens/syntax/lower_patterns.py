"""LibCST `match` patterns to lowered ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import libcst as cst

from shapelens.syntax import lowered as low
from shapelens.syntax.lower_expressions import lower_expression
from shapelens.syntax.positions import Positions


def lower_pattern(positions: Positions, node: cst.CSTNode) -> low.Pattern:
    """The lowered form of a pattern."""
    return _LOWER[type(node)](positions, node)


def _value(positions: Positions, node: Any) -> low.Pattern:
    return low.ValuePattern(lower_expression(positions, node.value))


def _capture(positions: Positions, node: Any) -> low.Pattern:
    inner = lower_pattern(positions, node.pattern) if node.pattern else None
    return low.CapturePattern(inner, node.name.value if node.name else None)


def _alternatives(positions: Positions, node: Any) -> low.Pattern:
    return low.AlternativesPattern(tuple(lower_pattern(positions, item.pattern) for item in node.patterns))


def _sequence(positions: Positions, node: Any) -> low.Pattern:
    patterns: list[low.Pattern] = []
    star: int | None = None
    for index, item in enumerate(node.patterns):
        if isinstance(item, cst.MatchStar):
            star = index
            patterns.append(low.CapturePattern(None, item.name.value if item.name else None))
        else:
            patterns.append(lower_pattern(positions, item.value))
    return low.SequencePattern(tuple(patterns), star)


def _mapping(positions: Positions, node: Any) -> low.Pattern:
    items = tuple(
        (lower_expression(positions, item.key), lower_pattern(positions, item.pattern)) for item in node.elements
    )
    return low.MappingPattern(items, node.rest.value if node.rest else None)


def _class(positions: Positions, node: Any) -> low.Pattern:
    keywords = tuple((item.key.value, lower_pattern(positions, item.pattern)) for item in node.kwds)
    patterns = tuple(lower_pattern(positions, item.value) for item in node.patterns)
    return low.ClassPattern(lower_expression(positions, node.cls), patterns, keywords)


_LOWER: dict[type, Callable[[Positions, Any], low.Pattern]] = {
    cst.MatchValue: _value,
    cst.MatchSingleton: _value,
    cst.MatchAs: _capture,
    cst.MatchOr: _alternatives,
    cst.MatchList: _sequence,
    cst.MatchTuple: _sequence,
    cst.MatchMapping: _mapping,
    cst.MatchClass: _class,
}
