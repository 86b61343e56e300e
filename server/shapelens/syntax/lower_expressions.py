"""LibCST expressions to lowered ones."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Literal

import libcst as cst

from shapelens.syntax import lowered as low
from shapelens.syntax.positions import Positions
from shapelens.syntax.spans import Span

BINARY: dict[type, str] = {
    cst.Add: "+", cst.Subtract: "-", cst.Multiply: "*", cst.Divide: "/", cst.FloorDivide: "//", cst.Modulo: "%",
    cst.Power: "**", cst.MatrixMultiply: "@", cst.BitAnd: "&", cst.BitOr: "|", cst.BitXor: "^", cst.LeftShift: "<<",
    cst.RightShift: ">>",
}  # fmt: skip
AUGMENTED: dict[type, str] = {
    cst.AddAssign: "+", cst.SubtractAssign: "-", cst.MultiplyAssign: "*", cst.DivideAssign: "/",
    cst.FloorDivideAssign: "//", cst.ModuloAssign: "%", cst.PowerAssign: "**", cst.MatrixMultiplyAssign: "@",
    cst.BitAndAssign: "&", cst.BitOrAssign: "|", cst.BitXorAssign: "^", cst.LeftShiftAssign: "<<",
    cst.RightShiftAssign: ">>",
}  # fmt: skip
UNARY: dict[type, str] = {cst.Minus: "-", cst.Plus: "+", cst.Not: "not", cst.BitInvert: "~"}
COMPARE: dict[type, str] = {
    cst.Equal: "==", cst.NotEqual: "!=", cst.LessThan: "<", cst.LessThanEqual: "<=", cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=", cst.In: "in", cst.NotIn: "not in", cst.Is: "is", cst.IsNot: "is not",
}  # fmt: skip


def span_of(positions: Positions, node: cst.CSTNode) -> Span:
    """The span of a node."""
    return positions.span(node)


def lower_expression(positions: Positions, node: cst.CSTNode) -> low.Expression:
    """The lowered form of an expression."""
    return _LOWER[type(node)](positions, node)


def dotted_name(node: cst.CSTNode | None) -> str:
    """`a.b.c` for a name or attribute; empty for none."""
    if isinstance(node, cst.Attribute):
        return f"{dotted_name(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def lower_arguments(positions: Positions, arguments: Any) -> tuple[low.Argument, ...]:
    """The arguments of a call, or the bases of a class."""
    return tuple(
        low.Argument(
            span_of(positions, argument),
            lower_expression(positions, argument.value),
            argument.keyword.value if argument.keyword else None,
            argument.star,
        )
        for argument in arguments
    )


def lower_parameters(positions: Positions, node: cst.Parameters, comments: bool = True) -> low.Parameters:
    """The parameters of a function or lambda."""

    def lower(parameter: cst.Param) -> low.Parameter:
        annotation = parameter.annotation
        return low.Parameter(
            span_of(positions, parameter.name),
            parameter.name.value,
            lower_expression(positions, parameter.default) if parameter.default else None,
            lower_expression(positions, annotation.annotation) if annotation else None,
            _comment_behind(parameter) if comments else "",
        )

    star = lower(node.star_arg) if isinstance(node.star_arg, cst.Param) else None
    return low.Parameters(
        tuple(map(lower, node.posonly_params)),
        tuple(map(lower, node.params)),
        star,
        tuple(map(lower, node.kwonly_params)),
        lower(node.star_kwarg) if node.star_kwarg else None,
    )


def _comment_behind(parameter: cst.Param) -> str:
    places = [getattr(parameter.comma, "whitespace_after", None), parameter.whitespace_after_param]
    for place in places:
        if isinstance(place, cst.ParenthesizedWhitespace) and place.first_line.comment:
            return place.first_line.comment.value
    return ""


def _constant(positions: Positions, node: Any) -> low.Expression:
    return low.Constant(span_of(positions, node), ast.literal_eval(node.value))


def _name(positions: Positions, node: Any) -> low.Expression:
    singletons = {"None": None, "True": True, "False": False}
    if node.value in singletons:
        return low.Constant(span_of(positions, node), singletons[node.value])
    return low.Name(span_of(positions, node), node.value)


def _ellipsis(positions: Positions, node: Any) -> low.Expression:
    return low.Constant(span_of(positions, node), ...)


def _attribute(positions: Positions, node: Any) -> low.Expression:
    return low.Attribute(span_of(positions, node), lower_expression(positions, node.value), node.attr.value)


def _subscript(positions: Positions, node: Any) -> low.Expression:
    span = span_of(positions, node)
    elements = [_index(positions, element.slice) for element in node.slice]
    plain = len(elements) == 1 and not isinstance(node.slice[-1].comma, cst.Comma)
    index = elements[0] if plain else low.Display(span, "tuple", tuple(elements))
    return low.Subscript(span, lower_expression(positions, node.value), index)


def _index(positions: Positions, node: Any) -> low.Expression:
    if isinstance(node, cst.Index):
        value = lower_expression(positions, node.value)
        return low.Starred(value.span, value) if node.star else value
    parts = [lower_expression(positions, part) if part else None for part in (node.lower, node.upper, node.step)]
    return low.SliceRange(span_of(positions, node), *parts)


def _call(positions: Positions, node: Any) -> low.Expression:
    function = lower_expression(positions, node.func)
    return low.Call(span_of(positions, node), function, lower_arguments(positions, node.args))


def _display(kind: Literal["tuple", "list", "set"]) -> Callable[[Positions, Any], low.Expression]:
    def lower(positions: Positions, node: Any) -> low.Expression:
        elements = tuple(
            low.Starred(span_of(positions, element), lower_expression(positions, element.value))
            if isinstance(element, cst.StarredElement)
            else lower_expression(positions, element.value)
            for element in node.elements
        )
        return low.Display(span_of(positions, node), kind, elements)

    return lower


def _dict(positions: Positions, node: Any) -> low.Expression:
    items = tuple(
        (
            lower_expression(positions, element.key) if isinstance(element, cst.DictElement) else None,
            lower_expression(positions, element.value),
        )
        for element in node.elements
    )
    return low.DictDisplay(span_of(positions, node), items)


def _unary(positions: Positions, node: Any) -> low.Expression:
    operand = lower_expression(positions, node.expression)
    return low.Unary(span_of(positions, node), UNARY[type(node.operator)], operand)


def _binary(positions: Positions, node: Any) -> low.Expression:
    left, right = lower_expression(positions, node.left), lower_expression(positions, node.right)
    return low.Binary(span_of(positions, node), BINARY[type(node.operator)], left, right)


def _boolean(positions: Positions, node: Any) -> low.Expression:
    left, right = lower_expression(positions, node.left), lower_expression(positions, node.right)
    operator: Literal["and", "or"] = "and" if isinstance(node.operator, cst.And) else "or"
    return low.BooleanOperation(span_of(positions, node), operator, left, right)


def _comparison(positions: Positions, node: Any) -> low.Expression:
    targets = tuple(
        (COMPARE[type(target.operator)], lower_expression(positions, target.comparator)) for target in node.comparisons
    )
    return low.Comparison(span_of(positions, node), lower_expression(positions, node.left), targets)


def _conditional(positions: Positions, node: Any) -> low.Expression:
    test, body, orelse = (lower_expression(positions, part) for part in (node.test, node.body, node.orelse))
    return low.Conditional(span_of(positions, node), test, body, orelse)


def _lambda(positions: Positions, node: Any) -> low.Expression:
    parameters, outer = lower_parameters(positions, node.params, comments=False), positions.yields
    body = lower_expression(positions, node.body)
    positions.yields = outer
    return low.LambdaFunction(span_of(positions, node), parameters, body)


def _comprehension(kind: Literal["list", "set", "generator"]) -> Callable[[Positions, Any], low.Expression]:
    def lower(positions: Positions, node: Any) -> low.Expression:
        element = lower_expression(positions, node.elt)
        return low.Comprehension(span_of(positions, node), kind, element, None, _generators(positions, node.for_in))

    return lower


def _dict_comprehension(positions: Positions, node: Any) -> low.Expression:
    key, value = lower_expression(positions, node.key), lower_expression(positions, node.value)
    return low.Comprehension(span_of(positions, node), "dict", key, value, _generators(positions, node.for_in))


def _generators(positions: Positions, clause: cst.CompFor | None) -> tuple[low.Generator, ...]:
    generators = []
    while clause is not None:
        target, iterable = lower_expression(positions, clause.target), lower_expression(positions, clause.iter)
        conditions = tuple(lower_expression(positions, condition.test) for condition in clause.ifs)
        generators.append(low.Generator(target, iterable, conditions))
        clause = clause.inner_for_in
    return tuple(generators)


def _concatenated(positions: Positions, node: Any) -> low.Expression:
    left, right = lower_expression(positions, node.left), lower_expression(positions, node.right)
    span = span_of(positions, node)
    if isinstance(left, low.Constant) and isinstance(right, low.Constant):
        return low.Constant(span, left.value + right.value)  # type: ignore[operator]
    return low.FormattedString(span, _parts(left) + _parts(right))


def _parts(node: low.Expression) -> tuple[str | tuple[low.Expression, str, str], ...]:
    if isinstance(node, low.FormattedString):
        return node.parts
    return (str(node.value),) if isinstance(node, low.Constant) else ((node, "", ""),)


def _formatted(positions: Positions, node: Any) -> low.Expression:
    parts: list[str | tuple[low.Expression, str, str]] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            raw = "r" in node.start.lower()
            parts.append(part.value if raw else _unescape(part.value))
            continue
        specification = "".join(
            piece.value if isinstance(piece, cst.FormattedStringText) else "{}" for piece in part.format_spec or ()
        )
        if part.equal:
            parts.append(cst.Module([]).code_for_node(part.expression) + "=")
        parts.append((lower_expression(positions, part.expression), part.conversion or "", specification))
    return low.FormattedString(span_of(positions, node), tuple(parts))


def _unescape(text: str) -> str:
    text = text.replace("{{", "{").replace("}}", "}")
    if "\\" not in text:
        return text
    try:
        return str(ast.literal_eval('"""' + text.replace('"', '\\"') + '"""'))
    except (SyntaxError, ValueError):
        return text


def _named(positions: Positions, node: Any) -> low.Expression:
    target, value = lower_expression(positions, node.target), lower_expression(positions, node.value)
    return low.NamedExpression(span_of(positions, node), target, value)


def _yield(positions: Positions, node: Any) -> low.Expression:
    positions.yields = True
    delegates = isinstance(node.value, cst.From)
    value = node.value.item if delegates else node.value
    return low.Yield(span_of(positions, node), lower_expression(positions, value) if value else None, delegates)


def _await(positions: Positions, node: Any) -> low.Expression:
    return low.Await(span_of(positions, node), lower_expression(positions, node.expression))


_LOWER: dict[type, Callable[[Positions, Any], low.Expression]] = {
    cst.Integer: _constant,
    cst.Float: _constant,
    cst.Imaginary: _constant,
    cst.SimpleString: _constant,
    cst.ConcatenatedString: _concatenated,
    cst.FormattedString: _formatted,
    cst.Name: _name,
    cst.Ellipsis: _ellipsis,
    cst.Attribute: _attribute,
    cst.Subscript: _subscript,
    cst.Call: _call,
    cst.Tuple: _display("tuple"),
    cst.List: _display("list"),
    cst.Set: _display("set"),
    cst.Dict: _dict,
    cst.UnaryOperation: _unary,
    cst.BinaryOperation: _binary,
    cst.BooleanOperation: _boolean,
    cst.Comparison: _comparison,
    cst.IfExp: _conditional,
    cst.Lambda: _lambda,
    cst.ListComp: _comprehension("list"),
    cst.SetComp: _comprehension("set"),
    cst.GeneratorExp: _comprehension("generator"),
    cst.DictComp: _dict_comprehension,
    cst.NamedExpr: _named,
    cst.Yield: _yield,
    cst.Await: _await,
}
