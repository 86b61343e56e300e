"""Python's operators on abstract values."""

from __future__ import annotations

import operator
from collections.abc import Callable

from shapelens.interpreter.data.elements import elements_of
from shapelens.interpreter.heap import ClassObject, DictObject, InstanceObject, ListObject
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.sizes import MAX_SEQUENCE, is_too_large
from shapelens.interpreter.values import (
    Function,
    Method,
    Partial,
    Ref,
    Stream,
    TensorValue,
    Value,
    is_number,
    is_scalar,
)
from shapelens.layers.operations.values import ShapeValue
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.unknown import Unknown

ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow, "&": operator.and_, "|": operator.or_, "^": operator.xor,
    "<<": operator.lshift, ">>": operator.rshift,
}  # fmt: skip
COMPARISONS: dict[str, Callable[[Value, Value], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
UNARY: dict[str, Callable[[Value], Value]] = {"-": operator.neg, "+": operator.pos, "~": operator.invert}


def binary(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    """`left symbol right` for anything but tensors."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left if isinstance(left, Unknown) else right
    if isinstance(left, Polynomial) or isinstance(right, Polynomial):
        if symbol in {"+", "-", "*", "//", "%"} and is_number(left) and is_number(right):
            return _guarded(ARITHMETIC[symbol], left, right)
        return Unknown(f"`{symbol}` of an open size")
    items = _sequence_operation(machine, symbol, left, right)
    if items is not None:
        return items
    if symbol in ARITHMETIC and is_scalar(left) and is_scalar(right) and not is_too_large(symbol, left, right):
        return _guarded(ARITHMETIC[symbol], left, right)
    return Unknown(f"`{symbol}` of these values is not understood")


def _sequence_operation(machine: Machine, symbol: str, left: Value, right: Value) -> Value | None:
    """`+` and `*` of lists and tuples, `%` of a string."""
    if symbol == "*" and isinstance(left, int) and not isinstance(right, int):
        left, right = right, left
    items, other = items_of(machine, left), items_of(machine, right)
    if symbol == "*" and items is not None and isinstance(right, int):
        if len(items) * max(right, 0) > MAX_SEQUENCE:
            return Unknown("the sequence is too long to follow")
        return _like(machine, left, items * right)
    if symbol == "+" and items is not None and other is not None and type(left) is type(right):
        if len(items) + len(other) > MAX_SEQUENCE:
            return Unknown("the sequence is too long to follow")
        return _like(machine, left, items + other)
    if symbol == "%" and isinstance(left, str):
        values = right if isinstance(right, tuple) else (right,)
        if all(is_scalar(value) for value in values) and not is_too_large("%", left, right):
            return _guarded(ARITHMETIC["%"], left, right)
        return Unknown("the formatted text is not known")
    return None


def _like(machine: Machine, original: Value, items: tuple[Value, ...]) -> Value:
    return items if isinstance(original, tuple) else machine.heap.new(ListObject(items))


def _guarded(function: Callable[..., Value], *operands: Value) -> Value:
    try:
        return function(*operands)
    except (ArithmeticError, TypeError, ValueError) as error:
        return Unknown(f"the expression fails: {error}")


def unary(symbol: str, operand: Value) -> Value:
    """`-x`, `+x`, `~x`."""
    if is_scalar(operand) or isinstance(operand, Polynomial):
        return _guarded(UNARY[symbol], operand)
    return operand if isinstance(operand, Unknown) else Unknown(f"`{symbol}` of this value is not understood")


def compare(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    """One comparison: True, False or unknown."""
    if symbol in {"in", "not in"}:
        found = _contains(machine, right, left)
        return found if isinstance(found, Unknown) else found == (symbol == "in")
    if symbol in {"is", "is not"}:
        same = _identical(left, right)
        return same if isinstance(same, Unknown) else same == (symbol == "is")
    if isinstance(left, Polynomial) and left == right:
        return symbol in {"==", "<=", ">="}
    left, right = comparable(machine, left), comparable(machine, right)
    for side in (left, right):
        if isinstance(side, Unknown):
            return side
    if isinstance(left, Polynomial) or isinstance(right, Polynomial):
        return Unknown("it compares an open size")
    return _guarded(COMPARISONS[symbol], left, right)


def comparable(machine: Machine, value: Value) -> Value:
    """A value that Python can compare: lists as Python lists; unknown where any part is."""
    if is_scalar(value) or isinstance(value, (Polynomial, Unknown, range)):
        return value
    machine.tick()
    items = items_of(machine, value)
    if items is None:
        return Unknown("these values cannot be compared")
    parts = [comparable(machine, item) for item in items]
    unknown = next((part for part in parts if isinstance(part, (Unknown, Polynomial))), None)
    if unknown is not None:
        return unknown if isinstance(unknown, Unknown) else Unknown("it compares an open size")
    return tuple(parts) if isinstance(value, tuple) else parts


def _identical(left: Value, right: Value) -> bool | Unknown:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left if isinstance(left, Unknown) else right
    if isinstance(left, (bool, type(None))) or isinstance(right, (bool, type(None))):
        return left is right
    return bool(left == right)


def _contains(machine: Machine, container: Value, item: Value) -> bool | Unknown:
    if isinstance(container, str) and isinstance(item, str):
        return item in container
    items = items_of(machine, container)
    if items is None:
        return container if isinstance(container, Unknown) else Unknown("the content is not known")
    results = [compare(machine, "==", item, other) for other in items]
    if any(result is True for result in results):
        return True
    return next((result for result in results if isinstance(result, Unknown)), False)


def items_of(machine: Machine, value: Value) -> tuple[Value, ...] | None:
    """The items of a tuple, list, set, dict (its keys) or range; None where they are not known."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, ShapeValue):
        return value.sizes
    if isinstance(value, (TensorValue, Stream)):
        return elements_of(value)
    if isinstance(value, range):
        return tuple(value) if len(value) <= MAX_SEQUENCE else None
    if isinstance(value, dict):
        return tuple(value)
    if isinstance(value, Ref):
        content = machine.heap[value]
        if isinstance(content, ListObject) and not isinstance(content.items, Unknown):
            return content.items
        if isinstance(content, DictObject) and not isinstance(content.items, Unknown):
            return tuple(content.items)
        if isinstance(content, InstanceObject) and content.cls is not None:
            return _named_tuple_items(machine, content, content.cls)
    return None


def _named_tuple_items(machine: Machine, instance: InstanceObject, cls: Ref) -> tuple[Value, ...] | None:
    definition = machine.heap[cls]
    if not isinstance(definition, ClassObject) or definition.kind != "namedtuple":
        return None
    return tuple(instance.attributes[name] for name in definition.fields)


def truth(machine: Machine, value: Value) -> bool | Unknown:
    """Whether a value counts as true; unknown where that depends on what is not known."""
    if is_scalar(value):
        return bool(value)
    if isinstance(value, Polynomial):
        return Unknown("it tests an open size")
    if isinstance(value, (tuple, dict, range)):
        return bool(value)
    if isinstance(value, Ref):
        content = machine.heap[value]
        if isinstance(content, (ListObject, DictObject)):
            return content.items if isinstance(content.items, Unknown) else bool(content.items)
        return True
    if isinstance(value, (Function, Method, Partial)):
        return True
    if isinstance(value, TensorValue):
        return Unknown("it tests a tensor")
    return value if isinstance(value, Unknown) else Unknown("its truth is not known")
