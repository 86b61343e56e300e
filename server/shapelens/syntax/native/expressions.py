"""Expressions of Python's parser to lowered ones."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any, Literal

import libcst as cst

from shapelens.syntax import lowered as low
from shapelens.syntax.lower_expressions import lower_expression as lower_parsed
from shapelens.syntax.lower_statements import yields
from shapelens.syntax.native.places import Places
from shapelens.syntax.positions import Positions

OPERATOR: dict[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>",
    ast.USub: "-", ast.UAdd: "+", ast.Not: "not", ast.Invert: "~",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in",
    ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


def lower_expression(places: Places, node: ast.expr) -> low.Expression:
    """The lowered form of an expression."""
    return _LOWER[node.__class__](places, node)


def lower_optional(places: Places, node: ast.expr | None) -> low.Expression | None:
    """The lowered form of an expression, if there is one."""
    return None if node is None else _LOWER[node.__class__](places, node)


def lower_all(places: Places, nodes: Iterable[ast.expr]) -> tuple[low.Expression, ...]:
    """The lowered forms of expressions."""
    return tuple([_LOWER[node.__class__](places, node) for node in nodes])


def lower_arguments(
    places: Places, positional: list[ast.expr], keywords: list[ast.keyword], before: int
) -> tuple[low.Argument, ...]:
    """The arguments of a call, or the bases of a class; their bracket is the first to open from `before` on."""
    arguments = []
    brackets = 1
    for node in positional:
        arguments.append(_positional(places, node, before, places.opened(before, places.start(node)) - brackets))
        before, brackets = places.end(node), 0
    for keyword in keywords:
        value = lower_expression(places, keyword.value)
        star: Literal["", "**"] = "" if keyword.arg else "**"
        arguments.append(low.Argument(places.span(keyword), value, keyword.arg, star))
    if positional and keywords and places.start(keywords[0]) < before:
        arguments.sort(key=lambda argument: argument.span)
    return tuple(arguments)


def _positional(places: Places, node: ast.expr, before: int, brackets: int) -> low.Argument:
    """An argument behind `before`, between so many brackets of its own; -1 for a generator in those of the call."""
    if node.__class__ is ast.Starred:
        return low.Argument(places.span(node), lower_expression(places, node.value), None, "*")
    value = lower_expression(places, node)
    if brackets > 0:
        return low.Argument(places.around(node, brackets, before), value)
    return low.Argument(value.span if brackets else places.span(node), value)


def lower_parameters(places: Places, node: ast.arguments, comments: bool = False) -> low.Parameters:
    """The parameters of a function or lambda, with the `comments` behind them."""

    def lower(parameter: ast.arg, default: ast.expr | None = None) -> low.Parameter:
        span = places.span(parameter)
        annotation = parameter.annotation
        if annotation is not None:
            start = places.start(parameter)
            span = places.span_between(start, start + len(parameter.arg))
        return low.Parameter(
            span,
            parameter.arg,
            lower_optional(places, default),
            lower_optional(places, annotation),
            places.comment_behind_parameter(places.end(default or parameter)) if comments else "",
        )

    positional = [*node.posonlyargs, *node.args]
    defaults = [*[None] * (len(positional) - len(node.defaults)), *node.defaults]
    lowered = tuple(map(lower, positional, defaults))
    return low.Parameters(
        lowered[: len(node.posonlyargs)],
        lowered[len(node.posonlyargs) :],
        lower(node.vararg) if node.vararg else None,
        tuple(map(lower, node.kwonlyargs, node.kw_defaults)),
        lower(node.kwarg) if node.kwarg else None,
    )


def _constant(places: Places, node: Any) -> low.Expression:
    return low.Constant(places.span(node), node.value)


def _name(places: Places, node: Any) -> low.Expression:
    return low.Name(places.span(node), node.id)


def _attribute(places: Places, node: Any) -> low.Expression:
    return low.Attribute(places.span(node), lower_expression(places, node.value), node.attr)


def _subscript(places: Places, node: Any) -> low.Expression:
    span, index = places.span(node), node.slice
    value = lower_expression(places, node.value)
    if isinstance(index, ast.Tuple) and not places.is_enclosed(index):
        return low.Subscript(span, value, low.Display(span, "tuple", lower_all(places, index.elts)))
    return low.Subscript(span, value, lower_expression(places, index))


def _slice(places: Places, node: Any) -> low.Expression:
    parts = [lower_optional(places, part) for part in (node.lower, node.upper, node.step)]
    return low.SliceRange(places.span(node), *parts)


def _call(places: Places, node: Any) -> low.Expression:
    function = lower_expression(places, node.func)
    arguments = lower_arguments(places, node.args, node.keywords, places.end(node.func))
    return low.Call(places.span(node), function, arguments)


def _tuple(places: Places, node: Any) -> low.Expression:
    elements = node.elts
    enclosed = places.is_enclosed(node)
    span = places.inside(node, elements[-1] if elements else None) if enclosed else places.span(node)
    return low.Display(span, "tuple", lower_all(places, elements))


def _display(kind: Literal["list", "set"]) -> Callable[[Places, Any], low.Expression]:
    return lambda places, node: low.Display(places.span(node), kind, lower_all(places, node.elts))


def _starred(places: Places, node: Any) -> low.Expression:
    return low.Starred(places.span(node), lower_expression(places, node.value))


def _dict(places: Places, node: Any) -> low.Expression:
    items = zip(node.keys, node.values, strict=True)
    lowered = [(lower_optional(places, key), lower_expression(places, value)) for key, value in items]
    return low.DictDisplay(places.span(node), tuple(lowered))


def _unary(places: Places, node: Any) -> low.Expression:
    return low.Unary(places.span(node), OPERATOR[node.op.__class__], lower_expression(places, node.operand))


def _binary(places: Places, node: Any) -> low.Expression:
    left, right = lower_expression(places, node.left), lower_expression(places, node.right)
    return low.Binary(places.span(node), OPERATOR[node.op.__class__], left, right)


def _boolean(places: Places, node: Any) -> low.Expression:
    operator: Literal["and", "or"] = "and" if isinstance(node.op, ast.And) else "or"
    first, *others = node.values
    lowered = lower_expression(places, first)
    for other in others[:-1]:
        span = places.span_between(places.start(node), places.behind_closing(other))
        lowered = low.BooleanOperation(span, operator, lowered, lower_expression(places, other))
    return low.BooleanOperation(places.span(node), operator, lowered, lower_expression(places, others[-1]))


def _comparison(places: Places, node: Any) -> low.Expression:
    left = lower_expression(places, node.left)
    operators = [OPERATOR[operator.__class__] for operator in node.ops]
    targets = tuple(zip(operators, lower_all(places, node.comparators), strict=True))
    return low.Comparison(places.span(node), left, targets)


def _conditional(places: Places, node: Any) -> low.Expression:
    test, body, orelse = lower_all(places, (node.test, node.body, node.orelse))
    return low.Conditional(places.span(node), test, body, orelse)


def _lambda(places: Places, node: Any) -> low.Expression:
    outer = places.yields
    parameters, body = lower_parameters(places, node.args), lower_expression(places, node.body)
    places.yields = outer
    return low.LambdaFunction(places.span(node), parameters, body)


def _comprehension(kind: Literal["list", "set"]) -> Callable[[Places, Any], low.Expression]:
    def lower(places: Places, node: Any) -> low.Expression:
        element = lower_expression(places, node.elt)
        return low.Comprehension(places.span(node), kind, element, None, _generators(places, node.generators))

    return lower


def _generator(places: Places, node: Any) -> low.Expression:
    last = node.generators[-1]
    span = places.inside(node, last.ifs[-1] if last.ifs else last.iter)
    element = lower_expression(places, node.elt)
    return low.Comprehension(span, "generator", element, None, _generators(places, node.generators))


def _dict_comprehension(places: Places, node: Any) -> low.Expression:
    key, value = lower_expression(places, node.key), lower_expression(places, node.value)
    return low.Comprehension(places.span(node), "dict", key, value, _generators(places, node.generators))


def _generators(places: Places, clauses: list[ast.comprehension]) -> tuple[low.Generator, ...]:
    return tuple(
        [
            low.Generator(
                lower_expression(places, clause.target),
                lower_expression(places, clause.iter),
                lower_all(places, clause.ifs),
            )
            for clause in clauses
        ]
    )


def _formatted(places: Places, node: Any) -> low.Expression:
    # before 3.12 Python does not say where the expressions in it are; LibCST does
    text, span = places.text[places.start(node) : places.end(node)], places.span(node)
    module = cst.parse_module(f"({text})")
    (line,) = module.body
    statement: Any = line
    # the bracket stands one column to its left
    positions = Positions(module, span.line - 1, span.column - 2)
    lowered = lower_parsed(positions, statement.body[0].value)
    places.yields = places.yields or ("yield" in text and yields(lowered))
    return lowered


def _named(places: Places, node: Any) -> low.Expression:
    target, value = lower_expression(places, node.target), lower_expression(places, node.value)
    return low.NamedExpression(places.span(node), target, value)


def _yield(places: Places, node: Any) -> low.Expression:
    places.yields = True
    return low.Yield(places.span(node), lower_optional(places, node.value), isinstance(node, ast.YieldFrom))


def _await(places: Places, node: Any) -> low.Expression:
    return low.Await(places.span(node), lower_expression(places, node.value))


_LOWER: dict[type, Callable[[Places, Any], low.Expression]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.Call: _call,
    ast.Tuple: _tuple,
    ast.List: _display("list"),
    ast.Set: _display("set"),
    ast.Starred: _starred,
    ast.Dict: _dict,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.Compare: _comparison,
    ast.IfExp: _conditional,
    ast.Lambda: _lambda,
    ast.ListComp: _comprehension("list"),
    ast.SetComp: _comprehension("set"),
    ast.GeneratorExp: _generator,
    ast.DictComp: _dict_comprehension,
    ast.JoinedStr: _formatted,
    ast.NamedExpr: _named,
    ast.Yield: _yield,
    ast.YieldFrom: _yield,
    ast.Await: _await,
}
