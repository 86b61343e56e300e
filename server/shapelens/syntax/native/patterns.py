"""`match` patterns of Python's parser to lowered ones."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from shapelens.syntax import lowered as low
from shapelens.syntax.native.expressions import lower_all, lower_expression
from shapelens.syntax.native.places import Places


def lower_pattern(places: Places, node: ast.pattern) -> low.Pattern:
    """The lowered form of a pattern."""
    return _LOWER[node.__class__](places, node)


def _all(places: Places, nodes: list[ast.pattern]) -> tuple[low.Pattern, ...]:
    return tuple(lower_pattern(places, node) for node in nodes)


def _value(places: Places, node: Any) -> low.Pattern:
    return low.ValuePattern(lower_expression(places, node.value))


def _singleton(places: Places, node: Any) -> low.Pattern:
    return low.ValuePattern(low.Constant(places.span(node), node.value))


def _capture(places: Places, node: Any) -> low.Pattern:
    return low.CapturePattern(lower_pattern(places, node.pattern) if node.pattern else None, node.name)


def _star(_places: Places, node: Any) -> low.Pattern:
    return low.CapturePattern(None, node.name)


def _alternatives(places: Places, node: Any) -> low.Pattern:
    return low.AlternativesPattern(_all(places, node.patterns))


def _sequence(places: Places, node: Any) -> low.Pattern:
    stars = [index for index, item in enumerate(node.patterns) if isinstance(item, ast.MatchStar)]
    return low.SequencePattern(_all(places, node.patterns), stars[0] if stars else None)


def _mapping(places: Places, node: Any) -> low.Pattern:
    items = zip(lower_all(places, node.keys), _all(places, node.patterns), strict=True)
    return low.MappingPattern(tuple(items), node.rest)


def _class(places: Places, node: Any) -> low.Pattern:
    keywords = tuple(zip(node.kwd_attrs, _all(places, node.kwd_patterns), strict=True))
    return low.ClassPattern(lower_expression(places, node.cls), _all(places, node.patterns), keywords)


_LOWER: dict[type, Callable[[Places, Any], low.Pattern]] = {
    ast.MatchValue: _value,
    ast.MatchSingleton: _singleton,
    ast.MatchAs: _capture,
    ast.MatchStar: _star,
    ast.MatchOr: _alternatives,
    ast.MatchSequence: _sequence,
    ast.MatchMapping: _mapping,
    ast.MatchClass: _class,
}
