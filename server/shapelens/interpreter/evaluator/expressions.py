"""Evaluation of expressions: one small function per kind of lowered expression."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from functools import partial
from typing import Any

from shapelens.interpreter.domain.objects import DictObject, ListObject
from shapelens.interpreter.domain.values import (
    NOTHING,
    SCALARS,
    CallArguments,
    Named,
    OneOf,
    Ref,
    SliceValue,
    Sometimes,
    TensorValue,
    Value,
)
from shapelens.interpreter.evaluator.attributes import get_attribute
from shapelens.interpreter.evaluator.comprehensions import evaluate_comprehension
from shapelens.interpreter.evaluator.imports import find_in_stars
from shapelens.interpreter.evaluator.lists import as_set
from shapelens.interpreter.evaluator.strings import formatted, made
from shapelens.interpreter.evaluator.subscripts import subscript
from shapelens.interpreter.evaluator.targets import Operate, assign_target
from shapelens.interpreter.keras import tensors
from shapelens.interpreter.keras.gone_names import note_attribute, note_member
from shapelens.interpreter.keras.models import observe_made
from shapelens.interpreter.language.branches import join_evaluated, maybe
from shapelens.interpreter.language.comparison import COMPARISONS, compare, truth
from shapelens.interpreter.language.conditions import decide_value
from shapelens.interpreter.language.container_items import key_of
from shapelens.interpreter.language.functions import make_function
from shapelens.interpreter.language.iteration import collect
from shapelens.interpreter.language.literals import from_python
from shapelens.interpreter.language.mappings import mapping_of
from shapelens.interpreter.language.operators import assign_in_place, binary, joined_lists, merged, unary
from shapelens.interpreter.language.sizes import MAX_SEQUENCE, holds_too_much
from shapelens.interpreter.language.symbols import tested, truth_of_test
from shapelens.interpreter.machine.machine import MISSING, OFTEN, Machine
from shapelens.interpreter.modules.load import demand
from shapelens.interpreter.modules.resolve import resolve
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

_OPEN_KEY = DictObject(Unknown("a key of the dict is not known"))


def evaluate(machine: Machine, node: low.Expression) -> Value:
    """The value of an expression; never raises for what the program does."""
    machine.steps += 1
    if machine.steps > machine.budget or not machine.steps & OFTEN:
        machine.tick(0)
    return _EVALUATE[type(node)](machine, node)


def _constant(_machine: Machine, node: low.Constant) -> Value:
    # the lowering takes over constants of Python alone
    return node.value if isinstance(node.value, SCALARS) else Unknown("the constant is not understood")


def _name(machine: Machine, node: low.Name) -> Value:
    value = machine.lookup(node.id)
    if value is MISSING:
        value = demand(machine, machine.module.scope, node.id)
    if value is not MISSING:
        return resolve(machine, value) if isinstance(value, Named) else value
    if node.id == "__name__":
        return machine.module.name
    found = find_in_stars(machine, node.id)
    if found is not None:
        return found
    if not hasattr(builtins, node.id):
        machine.risk()
    return Named(f"builtins.{node.id}")


def _attribute(machine: Machine, node: low.Attribute) -> Value:
    value, span = evaluate(machine, node.value), machine.at(node.span)
    if isinstance(value, Named):
        note_attribute(machine, f"{value.path}.{node.name}", span)
    else:
        note_member(machine, value, node.name, span)
    return get_attribute(machine, value, node.name, span)


def _subscript(machine: Machine, node: low.Subscript) -> Value:
    value, index = evaluate(machine, node.value), evaluate(machine, node.index)
    if machine.trace is not None:
        machine.trace.saw_item(value, machine.heap[value] if isinstance(value, Ref) else None, index)
    return subscript(machine, value, index, machine.at(node.span))


def _slice(machine: Machine, node: low.SliceRange) -> Value:
    parts = [None if part is None else evaluate(machine, part) for part in (node.lower, node.upper, node.step)]
    return SliceValue(*parts)


def _call(machine: Machine, node: low.Call) -> Value:
    function, last, span = evaluate(machine, node.function), machine.heap.last, machine.at(node.span)
    value = machine.call(function, evaluate_arguments(machine, node.arguments), span)
    if isinstance(value, (Ref, OneOf)):
        observe_made(machine, value, last, span)
    return value


def evaluate_arguments(machine: Machine, nodes: tuple[low.Argument, ...]) -> CallArguments:
    """The arguments of a call in order, with `*` and `**` spread out."""
    arguments = CallArguments()
    for node in nodes:
        value, span = evaluate(machine, node.value), machine.at(node.span)
        if isinstance(node.value, low.Display) and not any(isinstance(e, low.Starred) for e in node.value.elements):
            key = node.keyword or len(arguments.positional)
            arguments.element_spans[key] = tuple(machine.at(element.span) for element in node.value.elements)
        if node.star == "*":
            spread = collect(machine, value, span)
            items = spread.head if isinstance(spread.items, Unknown) else spread.items
            arguments.complete &= not isinstance(spread.items, Unknown)
            arguments.positional += items
            arguments.positional_spans += [span] * len(items)
        elif node.star == "**":
            mapping = mapping_of(machine, value, span)
            known = mapping.some if isinstance(mapping.items, Unknown) else mapping.items
            arguments.complete &= not isinstance(mapping.items, Unknown)
            arguments.keywords.update({str(key): item for key, item in known.items()})
            arguments.keyword_spans.update({str(key): span for key in known})
        elif node.keyword is not None:
            arguments.keywords[node.keyword] = value
            arguments.keyword_spans[node.keyword] = span
        else:
            arguments.positional.append(value)
            arguments.positional_spans.append(span)
    return arguments


def _display(machine: Machine, node: low.Display) -> Value:
    content = ListObject((), node.kind)
    items: list[Value] = []
    for element in node.elements:
        if isinstance(element, low.Starred):
            content = joined_lists(content, ListObject(tuple(items), node.kind))
            spread = collect(machine, evaluate(machine, element.value), machine.at(element.span), node.kind)
            content, items = joined_lists(content, spread), []
        else:
            items.append(evaluate(machine, element))
    content = joined_lists(content, ListObject(tuple(items), node.kind))
    if isinstance(content.items, tuple) and holds_too_much(list(content.items)):
        content = ListObject(machine.unknown("it is too large to follow", node.span), node.kind)
    if node.kind == "tuple":
        return content.items
    return machine.heap.new(as_set(machine, content) if node.kind == "set" else content)


def _dict(machine: Machine, node: low.DictDisplay) -> Value:
    content = DictObject({})
    items: dict[Any, Value] = {}
    for key_node, value_node in node.items:
        if key_node is None:
            content = merged(content, DictObject(items))
            spread = mapping_of(machine, evaluate(machine, value_node), machine.at(value_node.span))
            content, items = merged(content, spread), {}
            continue
        key, value = key_of(machine, evaluate(machine, key_node)), evaluate(machine, value_node)
        if key is NOTHING:
            content, items = merged(merged(content, DictObject(items)), _OPEN_KEY), {}
        else:
            items[key] = value
    content = merged(content, DictObject(items))
    return machine.heap.new(content)


def _unary(machine: Machine, node: low.Unary) -> Value:
    operand = evaluate(machine, node.operand)
    if node.operator == "not":
        known = truth(machine, tested(machine, operand, machine.at(node.span)))
        return known if isinstance(known, Unknown) else not known
    if isinstance(operand, TensorValue):
        return tensors.unary(machine, node.operator, operand, machine.at(node.span))
    return unary(machine, node.operator, operand)


def _binary(machine: Machine, node: low.Binary) -> Value:
    left, right = evaluate(machine, node.left), evaluate(machine, node.right)
    return operate(machine, node.operator, left, right, machine.at(node.span))


def operate(machine: Machine, operator: str, left: Value, right: Value, span: Span) -> Value:
    """`left operator right`."""
    return _operate(machine, operator, left, right, span, binary)


def operate_in_place(machine: Machine, operator: str, left: Value, right: Value, span: Span) -> Value:
    """`left operator= right`."""
    return _operate(machine, operator, left, right, span, assign_in_place)


def _operate(machine: Machine, operator: str, left: Value, right: Value, span: Span, plainly: Operate) -> Value:
    if isinstance(left, TensorValue) or isinstance(right, TensorValue):
        return tensors.arithmetic(machine, operator, left, right, span)
    return plainly(machine, operator, left, right, span)


def _boolean(machine: Machine, node: low.BooleanOperation) -> Value:
    left = evaluate(machine, node.left)
    known = truth(machine, tested(machine, left, machine.at(node.span)))
    if isinstance(known, Unknown):
        return join_evaluated(machine, lambda: left, partial(machine.evaluate, node.right))
    if known == (node.operator == "or"):
        return left
    return evaluate(machine, node.right)


def _comparison(machine: Machine, node: low.Comparison) -> Value:
    left = evaluate(machine, node.left)
    for position, (symbol, target) in enumerate(node.targets):
        right = evaluate(machine, target)
        if symbol in COMPARISONS and (isinstance(left, TensorValue) or isinstance(right, TensorValue)):
            result = tensors.arithmetic(machine, symbol, left, right, machine.at(node.span))
        else:
            result = compare(machine, symbol, left, right)
        if isinstance(result, Unknown):
            for _, rest in node.targets[position + 1 :]:
                maybe(machine, partial(machine.evaluate, rest))
            return result
        if result is not True and (position < len(node.targets) - 1 or result is False):
            return result
        left = right
    return result


def _conditional(machine: Machine, node: low.Conditional) -> Value:
    known = truth_of_test(machine, node.test)
    if not isinstance(known, Unknown):
        return evaluate(machine, node.body if known else node.orelse)
    yes, no = partial(machine.evaluate, node.body), partial(machine.evaluate, node.orelse)
    return decide_value(machine, node.test, yes, no)


def _lambda(machine: Machine, node: low.LambdaFunction) -> Value:
    return make_function(machine, "<lambda>", node.parameters, node.body)


def _formatted(machine: Machine, node: low.FormattedString) -> Value:
    text = ""
    for part in node.parts:
        if isinstance(part, str):
            text += part
            continue
        expression, conversion, specification = part
        field = formatted(machine, evaluate(machine, expression), conversion, specification)
        if isinstance(field, Unknown):
            return Unknown(field.reason, field.line or machine.at(node.span).line)
        text += field
        if len(text) > MAX_SEQUENCE:
            break
    return made(machine, text)


def _named(machine: Machine, node: low.NamedExpression) -> Value:
    """`name := value` binds outside of the comprehensions that it stands in."""
    value, inside = evaluate(machine, node.value), machine.scope
    while (scope := machine.scope_at(machine.scope)).of_comprehension and scope.parent is not None:
        machine.scope = scope.parent
    try:
        assign_target(machine, node.target, value)
    finally:
        machine.scope = inside
    return value


def _yield(machine: Machine, node: low.Yield) -> Value:
    value = None if node.value is None else evaluate(machine, node.value)
    given = collect(machine, value, machine.at(node.span)) if node.delegates else ListObject((value,))
    items = (*given.head, Sometimes(given.each)) if isinstance(given.items, Unknown) else given.items
    machine.give(items)
    return machine.unknown("what is sent into a generator is not known", node.span)


def _await(machine: Machine, node: low.Await) -> Value:
    return evaluate(machine, node.value)


def _data(machine: Machine, node: low.Data) -> Value:
    return from_python(machine, node.value)


def _omitted(machine: Machine, node: low.Omitted) -> Value:
    return machine.unknown(node.reason, node.span)


def _starred(machine: Machine, node: low.Starred) -> Value:
    return evaluate(machine, node.value)


_EVALUATE: dict[type, Callable[[Machine, Any], Value]] = {
    low.Constant: _constant,
    low.Name: _name,
    low.Attribute: _attribute,
    low.Subscript: _subscript,
    low.SliceRange: _slice,
    low.Call: _call,
    low.Display: _display,
    low.DictDisplay: _dict,
    low.Unary: _unary,
    low.Binary: _binary,
    low.BooleanOperation: _boolean,
    low.Comparison: _comparison,
    low.Conditional: _conditional,
    low.LambdaFunction: _lambda,
    low.Comprehension: evaluate_comprehension,
    low.FormattedString: _formatted,
    low.NamedExpression: _named,
    low.Yield: _yield,
    low.Await: _await,
    low.Starred: _starred,
    low.Data: _data,
    low.Omitted: _omitted,
}
