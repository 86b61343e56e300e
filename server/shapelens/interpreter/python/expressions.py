"""Evaluation of expressions: one small function per kind of lowered expression."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelens.interpreter.data.elements import element_of
from shapelens.interpreter.heap import DictObject, ListObject
from shapelens.interpreter.keras import tensors
from shapelens.interpreter.machine import MISSING, Machine, Sometimes
from shapelens.interpreter.modules.load import demand
from shapelens.interpreter.modules.resolve import resolve
from shapelens.interpreter.python.attributes import get_attribute
from shapelens.interpreter.python.branches import join_evaluated
from shapelens.interpreter.python.comprehensions import comprehension
from shapelens.interpreter.python.functions import make_function
from shapelens.interpreter.python.imports import find_in_stars
from shapelens.interpreter.python.operators import COMPARISONS, binary, compare, items_of, truth, unary
from shapelens.interpreter.python.sizes import holds_too_much, is_wide
from shapelens.interpreter.python.subscripts import subscript
from shapelens.interpreter.python.targets import assign_target
from shapelens.interpreter.values import CallArguments, Named, SliceValue, TensorValue, Value, is_hashable, is_scalar
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low


def evaluate(machine: Machine, node: low.Expression) -> Value:
    """The value of an expression; never raises for what the program does."""
    machine.tick()
    return _EVALUATE[type(node)](machine, node)


def _constant(_machine: Machine, node: low.Constant) -> Value:
    return node.value


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
    return Named(f"builtins.{node.id}")


def _attribute(machine: Machine, node: low.Attribute) -> Value:
    return get_attribute(machine, machine.evaluate(node.value), node.name, machine.at(node.span))


def _subscript(machine: Machine, node: low.Subscript) -> Value:
    value, index = machine.evaluate(node.value), machine.evaluate(node.index)
    return subscript(machine, value, index, machine.at(node.span))


def _slice(machine: Machine, node: low.SliceRange) -> Value:
    parts = [None if part is None else machine.evaluate(part) for part in (node.lower, node.upper, node.step)]
    return SliceValue(*parts)


def _call(machine: Machine, node: low.Call) -> Value:
    function = machine.evaluate(node.function)
    return machine.call(function, evaluate_arguments(machine, node.arguments), machine.at(node.span))


def evaluate_arguments(machine: Machine, nodes: tuple[low.Argument, ...]) -> CallArguments:
    """The arguments of a call in order, with `*` and `**` spread out."""
    arguments = CallArguments()
    for node in nodes:
        value, span = machine.evaluate(node.value), machine.at(node.span)
        if isinstance(node.value, low.Display) and not any(isinstance(e, low.Starred) for e in node.value.elements):
            key = node.keyword or len(arguments.positional)
            arguments.element_spans[key] = tuple(machine.at(element.span) for element in node.value.elements)
        if node.star == "*":
            items = items_of(machine, value)
            arguments.complete &= items is not None
            arguments.positional += items or ()
            arguments.positional_spans += [span] * len(items or ())
        elif node.star == "**":
            content = machine.heap[value] if hasattr(value, "address") else None
            known = content.items if isinstance(content, DictObject) else None
            if known is None or isinstance(known, Unknown):
                arguments.complete = False
                continue
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
    items: list[Value] = []
    for element in node.elements:
        if not isinstance(element, low.Starred):
            items.append(machine.evaluate(element))
            continue
        value = machine.evaluate(element.value)
        spread = items_of(machine, value)
        if spread is None:
            reason = (
                value if isinstance(value, Unknown) else machine.unknown("what `*` spreads is not known", node.span)
            )
            return reason if node.kind == "tuple" else machine.heap.new(ListObject(reason, node.kind))
        items += spread
    if holds_too_much(items):
        reason = machine.unknown("it is too large to follow", node.span)
        return reason if node.kind == "tuple" else machine.heap.new(ListObject(reason, node.kind))
    if node.kind == "tuple":
        return tuple(items)
    return machine.heap.new(ListObject(tuple(items), node.kind))


def _dict(machine: Machine, node: low.DictDisplay) -> Value:
    items: dict[Value, Value] = {}
    for key_node, value_node in node.items:
        value = machine.evaluate(value_node)
        if key_node is None:
            content = machine.heap[value] if hasattr(value, "address") else None
            if not isinstance(content, DictObject) or isinstance(content.items, Unknown):
                return machine.heap.new(DictObject(machine.unknown("what `**` spreads is not known", node.span)))
            items.update(content.items)
            continue
        key = machine.evaluate(key_node)
        if not is_hashable(key):
            return machine.heap.new(DictObject(machine.unknown("a key of the dict is not known", node.span)))
        items[key] = value
    return machine.heap.new(DictObject(items))


def _unary(machine: Machine, node: low.Unary) -> Value:
    operand = machine.evaluate(node.operand)
    if node.operator == "not":
        known = truth(machine, operand)
        return known if isinstance(known, Unknown) else not known
    if isinstance(operand, TensorValue):
        return tensors.unary(machine, node.operator, operand, machine.at(node.span))
    return unary(node.operator, operand)


def _binary(machine: Machine, node: low.Binary) -> Value:
    left, right = machine.evaluate(node.left), machine.evaluate(node.right)
    if isinstance(left, TensorValue) or isinstance(right, TensorValue):
        return tensors.arithmetic(machine, node.operator, left, right, machine.at(node.span))
    return binary(machine, node.operator, left, right)


def _boolean(machine: Machine, node: low.BooleanOperation) -> Value:
    left = machine.evaluate(node.left)
    known = truth(machine, left)
    if isinstance(known, Unknown):
        with machine.speculating():
            machine.evaluate(node.right)
        return known
    if known == (node.operator == "or"):
        return left
    return machine.evaluate(node.right)


def _comparison(machine: Machine, node: low.Comparison) -> Value:
    left = machine.evaluate(node.left)
    for symbol, target in node.targets:
        right = machine.evaluate(target)
        if symbol in COMPARISONS and (isinstance(left, TensorValue) or isinstance(right, TensorValue)):
            result = tensors.arithmetic(machine, symbol, left, right, machine.at(node.span))
        else:
            result = compare(machine, symbol, left, right)
        if result is not True:
            return result
        left = right
    return True


def _conditional(machine: Machine, node: low.Conditional) -> Value:
    known = truth(machine, machine.evaluate(node.test))
    if not isinstance(known, Unknown):
        return machine.evaluate(node.body if known else node.orelse)
    return join_evaluated(machine, node.body, node.orelse)


def _lambda(machine: Machine, node: low.LambdaFunction) -> Value:
    return make_function(machine, "<lambda>", node.parameters, node.body)


def _formatted(machine: Machine, node: low.FormattedString) -> Value:
    text = ""
    for part in node.parts:
        if isinstance(part, str):
            text += part
            continue
        expression, conversion, specification = part
        value = machine.evaluate(expression)
        if not is_scalar(value) or "{" in specification or is_wide(specification):
            return value if isinstance(value, Unknown) else machine.unknown("the text is not known", node.span)
        try:
            text += format(repr(value) if conversion == "r" else value, specification)
        except (ValueError, TypeError):
            return machine.unknown("the text cannot be formatted", node.span)
    return text


def _named(machine: Machine, node: low.NamedExpression) -> Value:
    value = machine.evaluate(node.value)
    assign_target(machine, node.target, value)
    return value


def _yield(machine: Machine, node: low.Yield) -> Value:
    value = None if node.value is None else machine.evaluate(node.value)
    items = items_of(machine, value) if node.delegates else (value,)
    if items is None:
        items = (Sometimes(element_of(machine.heap, value)),)
    elif machine.speculative > machine.speculative_outside:
        items = tuple(Sometimes(item) for item in items)
    machine.yielded += items
    return machine.unknown("what is sent into a generator is not known", node.span)


def _await(machine: Machine, node: low.Await) -> Value:
    return machine.evaluate(node.value)


def _data(machine: Machine, node: low.Data) -> Value:
    return _from_python(machine, node.value)


def _from_python(machine: Machine, value: Value) -> Value:
    """A value of Python as one of the program: a list of its own at every evaluation."""
    if isinstance(value, dict):
        machine.tick()
        return machine.heap.new(DictObject({key: _from_python(machine, item) for key, item in value.items()}))
    if not isinstance(value, (list, tuple, set)):
        return value
    machine.tick()
    items = tuple(_from_python(machine, item) for item in value)
    return items if isinstance(value, tuple) else machine.heap.new(ListObject(items, type(value).__name__))


def _omitted(machine: Machine, node: low.Omitted) -> Value:
    return machine.unknown(node.reason, node.span)


def _starred(machine: Machine, node: low.Starred) -> Value:
    return machine.evaluate(node.value)


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
    low.Comprehension: comprehension,
    low.FormattedString: _formatted,
    low.NamedExpression: _named,
    low.Yield: _yield,
    low.Await: _await,
    low.Starred: _starred,
    low.Data: _data,
    low.Omitted: _omitted,
}
