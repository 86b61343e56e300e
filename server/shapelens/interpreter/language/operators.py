"""Python's operators on abstract values."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from shapelens.interpreter.domain.objects import DictObject, ListObject
from shapelens.interpreter.domain.values import (
    NOTHING,
    Named,
    OneOf,
    Ref,
    ShapeEnd,
    Value,
    forget_alternatives,
    is_number,
    is_scalar,
)
from shapelens.interpreter.language.alternatives import for_each
from shapelens.interpreter.language.comparison import plain_number
from shapelens.interpreter.language.container_items import SETS, key_of
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.iteration import collect
from shapelens.interpreter.language.protocols import call_special, inner_container
from shapelens.interpreter.language.sizes import MAX_SEQUENCE, format_is_too_large, is_too_large
from shapelens.interpreter.machine.budget import charge
from shapelens.interpreter.machine.library_registry import find_arithmetic
from shapelens.interpreter.machine.machine import MISSING, START, Machine
from shapelens.interpreter.store.join import count_of_items, each_of, each_value, join_items
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# on constants and open sizes; Python raises where two do not go together
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod, "**": operator.pow, "&": operator.and_, "|": operator.or_, "^": operator.xor,
    "<<": operator.lshift, ">>": operator.rshift,
}  # fmt: skip
UNARY: dict[str, Callable[[Any], Any]] = {"-": operator.neg, "+": operator.pos, "~": operator.invert}
_SPECIAL = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
    "&": "and", "|": "or", "^": "xor", "<<": "lshift", ">>": "rshift",
}  # fmt: skip
# what fails where the second is zero
_DIVISIONS = frozenset({"/", "//", "%"})
_SPECIAL_UNARY = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}
_TOO_LONG = Unknown("it is too large to follow")
_NOT_IMPLEMENTED = Named("builtins.NotImplemented")


def binary(machine: Machine, symbol: str, left: Value, right: Value, span: Span = START) -> Value:
    """`left symbol right` for anything but tensors."""
    if isinstance(left, OneOf):
        return for_each(machine, left, lambda each: binary(machine, symbol, each, right, span))
    if isinstance(right, OneOf):
        return for_each(machine, right, lambda each: binary(machine, symbol, left, each, span))
    own = _by_special_method(machine, symbol, left, right, span)
    if own is not MISSING:
        return own
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        machine.risk()
        if symbol == "+" and isinstance(left, ShapeEnd) and isinstance(right, tuple):
            return replace(left, sizes=left.sizes + right)
        return forget_alternatives(left if isinstance(left, Unknown) else right)
    own = _by_library_object(machine, left, right, span)
    if own is not None:
        return own
    left, right = plain_number(machine, left), plain_number(machine, right)
    if isinstance(left, Polynomial) or isinstance(right, Polynomial):
        if symbol in {"+", "-", "*", "//", "%"} and is_number(left) and is_number(right):
            return _guarded(machine, ARITHMETIC[symbol], left, right)
        return Unknown(f"`{symbol}` of an open size")
    combined = _of_containers(machine, symbol, inner_container(machine, left), inner_container(machine, right))
    if combined is not None:
        return combined
    if symbol in ARITHMETIC and is_scalar(left) and is_scalar(right):
        return _of_scalars(machine, symbol, left, right)
    if all(is_scalar(side) or isinstance(side, tuple) or _container(machine, side) for side in (left, right)):
        return fail(machine, TypeError, f"`{symbol}` of these values fails", span)
    machine.risk()
    return Unknown(f"`{symbol}` of these values is not understood")


def _of_scalars(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    if is_too_large(symbol, left, right):
        return _TOO_LONG
    if machine.trace is not None and symbol in _DIVISIONS:
        machine.trace.compared.append((right, 0))
    result = _guarded(machine, ARITHMETIC[symbol], left, right)
    if isinstance(result, (str, bytes)):
        charge(machine, len(result))
    return result


def _container(machine: Machine, value: Value) -> bool:
    return isinstance(value, Ref) and isinstance(machine.heap[value], (ListObject, DictObject))


def _by_special_method(machine: Machine, symbol: str, left: Value, right: Value, span: Span) -> Value:
    """What the program's own `__add__` or `__radd__` gives; `MISSING` where there is none."""
    if not isinstance(left, Ref) and not isinstance(right, Ref):
        return MISSING
    name = _SPECIAL.get(symbol, "")
    given = call_special(machine, left, f"__{name}__", right, span=span)
    if given is MISSING or given == _NOT_IMPLEMENTED:
        given = call_special(machine, right, f"__r{name}__", left, span=span)
    return MISSING if given == _NOT_IMPLEMENTED else given


def _by_library_object(machine: Machine, left: Value, right: Value, span: Span) -> Value | None:
    """What an object of a library makes of an operator; None where neither side is one that says."""
    for side in (left, right):
        arithmetic = find_arithmetic(type(machine.heap[side])) if isinstance(side, Ref) else None
        if arithmetic is not None:
            return arithmetic(machine, left, right, span)
    return None


def _of_containers(machine: Machine, symbol: str, left: Value, right: Value) -> Value | None:
    """`+` and `*` of lists and tuples, `%` of a string, operators of sets and dicts."""
    if symbol == "*" and isinstance(left, int) and not isinstance(right, int):
        left, right = right, left
    mine = machine.heap[left] if isinstance(left, Ref) else None
    theirs = machine.heap[right] if isinstance(right, Ref) else None
    if symbol == "%" and isinstance(left, str):
        return _formatted(machine, left, right)
    if symbol == "*" and isinstance(right, int) and isinstance(left, tuple):
        return _TOO_LONG if len(left) * max(right, 0) > MAX_SEQUENCE else left * right
    if symbol == "*" and isinstance(right, int) and isinstance(mine, ListObject):
        return _repeated(machine, mine, right)
    if symbol == "+" and isinstance(left, tuple) and isinstance(right, tuple):
        return _TOO_LONG if len(left) + len(right) > MAX_SEQUENCE else left + right
    if isinstance(mine, ListObject) and isinstance(theirs, ListObject):
        if symbol == "+" and mine.kind == theirs.kind:
            return machine.heap.new(joined_lists(mine, theirs))
        return _of_sets(machine, symbol, mine, theirs)
    if symbol == "|" and isinstance(mine, DictObject) and isinstance(theirs, DictObject):
        return machine.heap.new(merged(mine, theirs))
    return None


def joined_lists(left: ListObject, right: ListObject) -> ListObject:
    """One list behind another."""
    if not isinstance(left.items, Unknown) and not isinstance(right.items, Unknown):
        if len(left.items) + len(right.items) > MAX_SEQUENCE:
            return ListObject(_TOO_LONG, left.kind)
        return ListObject(left.items + right.items, left.kind)
    head = left.head
    if not isinstance(left.items, Unknown):
        head = left.items + right.head
    reason = left.items if isinstance(left.items, Unknown) else right.items
    count = count_of_items(left) + count_of_items(right)
    return ListObject(reason, left.kind, head, join_items(each_of(left), each_of(right)), count)


def merged(left: DictObject, right: DictObject) -> DictObject:
    """A dict updated with another."""
    if not isinstance(left.items, Unknown) and not isinstance(right.items, Unknown):
        return replace(left, items={**left.items, **right.items})
    reason = left.items if isinstance(left.items, Unknown) else right.items
    if isinstance(right.items, Unknown):
        # any key may have another value now
        some: Mapping[Value, Value] = right.some
    else:
        some = {**left.some, **right.items}
    return replace(left, items=reason, some=some, each=join_items(each_value(left), each_value(right)))


def _repeated(machine: Machine, content: ListObject, count: int) -> Value:
    if isinstance(content.items, Unknown):
        return machine.heap.new(replace(content, head=()) if count > 0 else ListObject((), content.kind))
    if len(content.items) * max(count, 0) > MAX_SEQUENCE:
        return _TOO_LONG
    return machine.heap.new(ListObject(content.items * count, content.kind))


def _of_sets(machine: Machine, symbol: str, left: ListObject, right: ListObject) -> Value | None:
    if symbol not in {"|", "&", "-", "^"}:
        return None
    if isinstance(left.items, Unknown) or isinstance(right.items, Unknown):
        reason = left.items if isinstance(left.items, Unknown) else right.items
        return machine.heap.new(ListObject(reason, left.kind))
    mine = {key_of(machine, item): item for item in left.items}
    theirs = {key_of(machine, item): item for item in right.items}
    if NOTHING in mine or NOTHING in theirs:
        return machine.heap.new(ListObject(Unknown("an item of the set is not known"), left.kind))
    if symbol == "|":
        kept = {**theirs, **mine}
    elif symbol == "^":
        kept = {key: item for key, item in {**mine, **theirs}.items() if (key in mine) != (key in theirs)}
    else:
        kept = {key: item for key, item in mine.items() if (key in theirs) == (symbol == "&")}
    kind = left.kind if left.kind in SETS else "set"
    return machine.heap.new(ListObject(tuple(kept.values()), kind))


def _formatted(machine: Machine, text: str, right: Value) -> Value:
    """`text % values`."""
    content = machine.heap[right] if isinstance(right, Ref) else None
    if isinstance(content, DictObject) and not isinstance(content.items, Unknown):
        given: object = dict(content.items)
        values = tuple(content.items.values())
    else:
        given = right = plain_number(machine, right)
        values = right if isinstance(right, tuple) else (right,)
    if all(is_scalar(value) for value in values) and not format_is_too_large(text, values):
        return _guarded(machine, ARITHMETIC["%"], text, given)
    return Unknown("the formatted text is not known")


def _guarded(machine: Machine, function: Callable[..., Value], *operands: object) -> Value:
    try:
        return function(*operands)
    except (ArithmeticError, TypeError, ValueError) as error:
        return fail(machine, type(error), f"the expression fails: {error}")


def unary(machine: Machine, symbol: str, operand: Value) -> Value:
    """`-x`, `+x`, `~x`."""
    operand = forget_alternatives(operand)
    own = call_special(machine, operand, _SPECIAL_UNARY[symbol])
    if own is not MISSING:
        return own
    operand = plain_number(machine, operand)
    if is_scalar(operand) or isinstance(operand, Polynomial):
        return _guarded(machine, UNARY[symbol], operand)
    return operand if isinstance(operand, Unknown) else Unknown(f"`{symbol}` of this value is not understood")


def assign_in_place(machine: Machine, symbol: str, left: Value, right: Value, span: Span) -> Value:
    """`left symbol= right`: lists, sets and dicts change, everything else gives a new value."""
    if isinstance(left, OneOf):
        return for_each(machine, left, lambda each: assign_in_place(machine, symbol, each, right, span))
    own = call_special(machine, left, f"__i{_SPECIAL.get(symbol, '')}__", right, span=span)
    if own is not MISSING:
        return own
    changed = inner_container(machine, left)
    before = machine.heap[changed] if isinstance(changed, Ref) else None
    if (
        not isinstance(changed, Ref)
        or not isinstance(before, (ListObject, DictObject))
        or getattr(before, "kind", "") == "frozenset"
    ):
        return binary(machine, symbol, left, right, span)
    given = right
    if symbol == "+" and isinstance(before, ListObject) and before.kind != "set":
        given = machine.heap.new(collect(machine, right, span, before.kind))
    result = binary(machine, symbol, changed, given, span)
    after = machine.heap[result] if isinstance(result, Ref) else None
    if after is not None and type(after) is type(before):
        machine.heap[changed] = after
    else:
        reason = result if isinstance(result, Unknown) else Unknown("it was changed in a way that is not known")
        machine.heap[changed] = _nothing_certain(before, reason)
    return left


def _nothing_certain(content: ListObject | DictObject, reason: Unknown) -> ListObject | DictObject:
    if isinstance(content, DictObject):
        return replace(content, items=reason, some={})
    return replace(content, items=reason, head=(), each=Unknown("it was changed"))
