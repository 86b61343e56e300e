"""Statements of Python's parser to lowered ones."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any, Literal

from shapelens.syntax import lowered as low
from shapelens.syntax.native.expressions import (
    OPERATOR,
    lower_all,
    lower_arguments,
    lower_expression,
    lower_optional,
    lower_parameters,
)
from shapelens.syntax.native.patterns import lower_pattern
from shapelens.syntax.native.places import Places

_NAME = re.compile(r"(?:async(?:\s|\\\n)+)?(?:def|class)(?:\s|\\\n)+(\w+)")


def lower_body(places: Places, statements: list[ast.stmt]) -> low.Block:
    """The statements of a module or block."""
    result: list[low.Statement] = []
    for index, node in enumerate(statements):
        if isinstance(node, ast.Assign):
            targets, value = lower_all(places, node.targets), lower_expression(places, node.value)
            result.append(low.Assign(places.span(node), targets, value, _comment(places, statements, index)))
        elif isinstance(node, ast.AnnAssign):
            target, annotation = lower_all(places, (node.target, node.annotation))
            comment = _comment(places, statements, index)
            value_given = lower_optional(places, node.value)
            result.append(low.AnnotatedAssign(places.span(node), target, annotation, value_given, comment))
        elif (lower := _LOWER.get(node.__class__)) is not None:
            result.append(lower(places, node))
    return tuple(result)


def _comment(places: Places, statements: list[ast.stmt], index: int) -> str:
    """The comment behind the line of a statement, where the line is its own: none where it stands behind an `if x:`."""
    first = last = index
    while last + 1 < len(statements) and statements[last + 1].lineno == statements[last].end_lineno:
        last += 1
    comment = places.comment_behind(statements[last])
    if not comment:
        return ""
    while first and statements[first - 1].end_lineno == statements[first].lineno:
        first -= 1
    return comment if places.begins_line(statements[first]) else ""


def _expression(places: Places, node: Any) -> low.Statement:
    return low.ExpressionStatement(places.span(node), lower_expression(places, node.value))


def _augmented(places: Places, node: Any) -> low.Statement:
    target, value = lower_all(places, (node.target, node.value))
    return low.AugmentedAssign(places.span(node), target, OPERATOR[node.op.__class__], value)


def _delete(places: Places, node: Any) -> low.Statement:
    targets = lower_all(places, node.targets)
    if len(targets) == 1 and isinstance(targets[0], low.Display):
        targets = targets[0].elements
    return low.Delete(places.span(node), targets)


def _return(places: Places, node: Any) -> low.Statement:
    return low.Return(places.span(node), lower_optional(places, node.value))


def _raise(places: Places, node: Any) -> low.Statement:
    return low.Raise(places.span(node), lower_optional(places, node.exc))


def _assert(places: Places, node: Any) -> low.Statement:
    return low.Assert(places.span(node), lower_expression(places, node.test), lower_optional(places, node.msg))


def _jump(keyword: Literal["pass", "break", "continue"]) -> Callable[[Places, Any], low.Statement]:
    return lambda places, node: low.Jump(places.span(node), keyword)


def _scope(keyword: Literal["global", "nonlocal"]) -> Callable[[Places, Any], low.Statement]:
    return lambda places, node: low.ScopeDeclaration(places.span(node), keyword, tuple(node.names))


def _import(places: Places, node: Any) -> low.Statement:
    return low.Import(places.span(node), tuple((alias.name, alias.asname) for alias in node.names))


def _import_from(places: Places, node: Any) -> low.Statement:
    names = tuple((alias.name, alias.asname or alias.name) for alias in node.names)
    everything = names[0][0] == "*"
    return low.ImportFrom(places.span(node), node.module or "", node.level, None if everything else names)


def _if(places: Places, node: Any) -> low.Statement:
    test, body = lower_expression(places, node.test), lower_body(places, node.body)
    return low.If(places.span(node), test, body, lower_body(places, node.orelse))


def _while(places: Places, node: Any) -> low.Statement:
    test, body = lower_expression(places, node.test), lower_body(places, node.body)
    return low.While(places.span(node), test, body, lower_body(places, node.orelse))


def _for(places: Places, node: Any) -> low.Statement:
    target, iterable = lower_all(places, (node.target, node.iter))
    body = lower_body(places, node.body)
    return low.For(places.span(node), target, iterable, body, lower_body(places, node.orelse))


def _try(places: Places, node: Any) -> low.Statement:
    handlers = tuple(
        low.ExceptHandler(
            places.span(handler),
            lower_optional(places, handler.type),
            handler.name,
            lower_body(places, handler.body),
        )
        for handler in node.handlers
    )
    body, orelse, final = (lower_body(places, block) for block in (node.body, node.orelse, node.finalbody))
    return low.Try(places.span(node), body, handlers, orelse, final)


def _with(places: Places, node: Any) -> low.Statement:
    items = tuple(
        (lower_expression(places, item.context_expr), lower_optional(places, item.optional_vars)) for item in node.items
    )
    return low.With(places.span(node), items, lower_body(places, node.body))


def _function(places: Places, node: Any) -> low.Statement:
    comments = places.is_commented(places.start(node), places.start(node.body[0]))
    parameters = lower_parameters(places, node.args, comments)
    decorators = lower_all(places, node.decorator_list)
    returns = lower_optional(places, node.returns)
    outer, places.yields = places.yields, False
    body = lower_body(places, node.body)
    yields, places.yields = places.yields, outer
    is_async = isinstance(node, ast.AsyncFunctionDef)
    name = places.span_between(*_name(places, node))
    return low.FunctionDefinition(
        places.span(node), node.name, parameters, body, decorators, returns, is_async, yields, name
    )


def _name(places: Places, node: Any) -> tuple[int, int]:
    """Where the name of a function or class begins and ends."""
    found = _NAME.match(places.text, places.start(node))
    assert found is not None
    return found.span(1)


def _class(places: Places, node: Any) -> low.Statement:
    start, end = _name(places, node)
    parameters = getattr(node, "type_params", ())
    before = places.end(parameters[-1]) if parameters else end
    return low.ClassDefinition(
        places.span(node),
        node.name,
        lower_arguments(places, node.bases, node.keywords, before),
        lower_body(places, node.body),
        lower_all(places, node.decorator_list),
        places.span_between(start, end),
    )


def _match(places: Places, node: Any) -> low.Statement:
    cases = tuple(
        low.MatchCase(
            lower_pattern(places, case.pattern), lower_optional(places, case.guard), lower_body(places, case.body)
        )
        for case in node.cases
    )
    return low.Match(places.span(node), lower_expression(places, node.subject), cases)


_LOWER: dict[type, Callable[[Places, Any], low.Statement]] = {
    ast.Expr: _expression,
    ast.AugAssign: _augmented,
    ast.Delete: _delete,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Pass: _jump("pass"),
    ast.Break: _jump("break"),
    ast.Continue: _jump("continue"),
    ast.Global: _scope("global"),
    ast.Nonlocal: _scope("nonlocal"),
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.If: _if,
    ast.While: _while,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.Try: _try,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.Match: _match,
}
if hasattr(ast, "TryStar"):
    _LOWER[ast.TryStar] = _try
