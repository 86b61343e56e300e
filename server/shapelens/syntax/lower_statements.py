"""LibCST statements to lowered ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import libcst as cst

from shapelens.syntax import lowered as low
from shapelens.syntax.lower_expressions import (
    AUGMENTED,
    dotted_name,
    lower_arguments,
    lower_expression,
    lower_parameters,
    span_of,
)
from shapelens.syntax.lower_patterns import lower_pattern
from shapelens.syntax.positions import Positions
from shapelens.syntax.spans import Span


def lower_body(positions: Positions, statements: Any) -> low.Block:
    """The statements of a parsed chunk or block; spans count from the chunk's first line."""
    result: list[low.Statement] = []
    for statement in statements:
        if isinstance(statement, cst.SimpleStatementLine):
            comment = statement.trailing_whitespace.comment
            for small in statement.body:
                result += _simple(positions, small, comment.value if comment else "")
        elif type(statement) in _COMPOUND:
            result.append(_COMPOUND[type(statement)](positions, statement))
        else:
            result += _simple(positions, statement, "")
    return tuple(result)


def _block(positions: Positions, block: Any) -> low.Block:
    return () if block is None else lower_body(positions, block.body)


def _simple(positions: Positions, node: Any, comment: str) -> list[low.Statement]:
    span = span_of(positions, node)
    if isinstance(node, cst.Assign):
        targets = tuple(lower_expression(positions, target.target) for target in node.targets)
        return [low.Assign(span, targets, lower_expression(positions, node.value), comment)]
    if isinstance(node, cst.AnnAssign):
        target = lower_expression(positions, node.target)
        annotation = lower_expression(positions, node.annotation.annotation)
        value = lower_expression(positions, node.value) if node.value else None
        return [low.AnnotatedAssign(span, target, annotation, value, comment)]
    lower = _SIMPLE.get(type(node))
    return [lower(positions, node, span)] if lower else []


def _expression(positions: Positions, node: Any, span: Span) -> low.Statement:
    return low.ExpressionStatement(span, lower_expression(positions, node.value))


def _augmented(positions: Positions, node: Any, span: Span) -> low.Statement:
    target, value = lower_expression(positions, node.target), lower_expression(positions, node.value)
    return low.AugmentedAssign(span, target, AUGMENTED[type(node.operator)], value)


def _delete(positions: Positions, node: Any, span: Span) -> low.Statement:
    target = lower_expression(positions, node.target)
    return low.Delete(span, target.elements if isinstance(target, low.Display) else (target,))


def _return(positions: Positions, node: Any, span: Span) -> low.Statement:
    return low.Return(span, lower_expression(positions, node.value) if node.value else None)


def _raise(positions: Positions, node: Any, span: Span) -> low.Statement:
    return low.Raise(span, lower_expression(positions, node.exc) if node.exc else None)


def _assert(positions: Positions, node: Any, span: Span) -> low.Statement:
    message = lower_expression(positions, node.msg) if node.msg else None
    return low.Assert(span, lower_expression(positions, node.test), message)


def _jump(keyword: Literal["pass", "break", "continue"]) -> Callable[[Positions, Any, Span], low.Statement]:
    return lambda _positions, _node, span: low.Jump(span, keyword)


def _scope(keyword: Literal["global", "nonlocal"]) -> Callable[[Positions, Any, Span], low.Statement]:
    return lambda _positions, node, span: low.ScopeDeclaration(
        span, keyword, tuple(item.name.value for item in node.names)
    )


def _import(_positions: Positions, node: Any, span: Span) -> low.Statement:
    modules = tuple(
        (dotted_name(alias.name), dotted_name(alias.asname.name) if alias.asname else None) for alias in node.names
    )
    return low.Import(span, modules)


def _import_from(_positions: Positions, node: Any, span: Span) -> low.Statement:
    names = None
    if not isinstance(node.names, cst.ImportStar):
        names = tuple(
            (dotted_name(alias.name), dotted_name(alias.asname.name if alias.asname else alias.name))
            for alias in node.names
        )
    return low.ImportFrom(span, dotted_name(node.module), len(node.relative), names)


def _if(positions: Positions, node: Any) -> low.Statement:
    orelse: low.Block = ()
    if isinstance(node.orelse, cst.If):
        orelse = (_if(positions, node.orelse),)
    elif node.orelse is not None:
        orelse = _block(positions, node.orelse.body)
    test = lower_expression(positions, node.test)
    return low.If(span_of(positions, node), test, _block(positions, node.body), orelse)


def _orelse(positions: Positions, node: Any) -> low.Block:
    return _block(positions, node.orelse.body) if node.orelse else ()


def _while(positions: Positions, node: Any) -> low.Statement:
    test = lower_expression(positions, node.test)
    return low.While(span_of(positions, node), test, _block(positions, node.body), _orelse(positions, node))


def _for(positions: Positions, node: Any) -> low.Statement:
    target, iterable = lower_expression(positions, node.target), lower_expression(positions, node.iter)
    body = _block(positions, node.body)
    return low.For(span_of(positions, node), target, iterable, body, _orelse(positions, node))


def _try(positions: Positions, node: Any) -> low.Statement:
    handlers = tuple(
        low.ExceptHandler(
            span_of(positions, handler),
            lower_expression(positions, handler.type) if handler.type else None,
            handler.name.name.value if handler.name else None,
            _block(positions, handler.body),
        )
        for handler in node.handlers
    )
    final = _block(positions, node.finalbody.body) if node.finalbody else ()
    body = _block(positions, node.body)
    return low.Try(span_of(positions, node), body, handlers, _orelse(positions, node), final)


def _with(positions: Positions, node: Any) -> low.Statement:
    items = tuple(
        (
            lower_expression(positions, item.item),
            lower_expression(positions, item.asname.name) if item.asname else None,
        )
        for item in node.items
    )
    return low.With(span_of(positions, node), items, _block(positions, node.body))


def _function(positions: Positions, node: Any) -> low.Statement:
    outer, positions.yields = positions.yields, False
    body = _block(positions, node.body)
    gives, positions.yields = positions.yields, outer
    return low.FunctionDefinition(
        span_of(positions, node),
        node.name.value,
        lower_parameters(positions, node.params),
        body,
        tuple(lower_expression(positions, decorator.decorator) for decorator in node.decorators),
        lower_expression(positions, node.returns.annotation) if node.returns else None,
        node.asynchronous is not None,
        gives,
        span_of(positions, node.name),
    )


def yields(part: object) -> bool:
    """Whether lowered code yields; a nested function's or lambda's yield is its own."""
    if isinstance(part, tuple):
        return any(yields(item) for item in part)
    if isinstance(part, (Span, low.FunctionDefinition, low.ClassDefinition, low.LambdaFunction)):
        return False
    parts = getattr(type(part), "__slots__", ())
    return isinstance(part, low.Yield) or any(yields(getattr(part, name)) for name in parts)


def _class(positions: Positions, node: Any) -> low.Statement:
    return low.ClassDefinition(
        span_of(positions, node),
        node.name.value,
        lower_arguments(positions, (*node.bases, *node.keywords)),
        _block(positions, node.body),
        tuple(lower_expression(positions, decorator.decorator) for decorator in node.decorators),
        span_of(positions, node.name),
    )


def _match(positions: Positions, node: Any) -> low.Statement:
    cases = tuple(
        low.MatchCase(
            lower_pattern(positions, case.pattern),
            lower_expression(positions, case.guard) if case.guard else None,
            _block(positions, case.body),
        )
        for case in node.cases
    )
    return low.Match(span_of(positions, node), lower_expression(positions, node.subject), cases)


_SIMPLE: dict[type, Callable[[Positions, Any, Span], low.Statement]] = {
    cst.Expr: _expression,
    cst.AugAssign: _augmented,
    cst.Del: _delete,
    cst.Return: _return,
    cst.Raise: _raise,
    cst.Assert: _assert,
    cst.Pass: _jump("pass"),
    cst.Break: _jump("break"),
    cst.Continue: _jump("continue"),
    cst.Global: _scope("global"),
    cst.Nonlocal: _scope("nonlocal"),
    cst.Import: _import,
    cst.ImportFrom: _import_from,
}
_COMPOUND: dict[type, Callable[[Positions, Any], low.Statement]] = {
    cst.If: _if,
    cst.While: _while,
    cst.For: _for,
    cst.Try: _try,
    cst.TryStar: _try,
    cst.With: _with,
    cst.FunctionDef: _function,
    cst.ClassDef: _class,
    cst.Match: _match,
}
