"""Tensors and arrays under Python's own operators: arithmetic and comparisons with broadcasting, subscripts."""

from __future__ import annotations

from types import EllipsisType

from shapelens.interpreter.domain.problems import SymbolicTensor, Use
from shapelens.interpreter.domain.structures import strip_graph
from shapelens.interpreter.domain.values import CallArguments, Ref, RuleArgument, SliceValue, TensorValue, Value
from shapelens.interpreter.keras.operations import call_operation, require_operation
from shapelens.interpreter.language.symbols import is_symbol, refuse, refuse_operator, same_symbol
from shapelens.interpreter.language.unwrap import plain_tensors
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.operations.framework.values import as_operand
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_NAMES = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "@": "matmul",
    "==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "&": "and_", "|": "or_", "^": "xor",
}  # fmt: skip
_BINARY = {symbol: require_operation(f"operator.{name}") for symbol, name in _NAMES.items()}
_UNARY = {
    symbol: require_operation(f"operator.{name}") for symbol, name in (("-", "neg"), ("+", "pos"), ("~", "invert"))
}
_GETITEM = require_operation("operator.getitem")


def arithmetic(machine: Machine, symbol: str, left: Value, right: Value, span: Span) -> Value:
    """`left symbol right` where at least one is a tensor: element-wise, with broadcasting; or `@`."""
    same = same_symbol(machine, left, right) if symbol == "==" else MISSING
    refused = refuse_operator(machine, symbol, left, right, span)
    if refused is not None or same is not MISSING:
        return same if refused is None else refused
    operation = _BINARY.get(symbol)
    if operation is None:
        return Unknown(f"`{symbol}` of tensors has no rule", span.line)
    return call_operation(machine, operation, CallArguments([left, right]), span, symbol)


def unary(machine: Machine, symbol: str, operand: TensorValue, span: Span) -> Value:
    """`-x`, `+x`, `~x` of a tensor."""
    if symbol == "+" and is_symbol(machine, operand):
        refused = refuse(machine, SymbolicTensor("sign", symbol), span)
        if refused is not None:
            return refused
    return call_operation(machine, _UNARY[symbol], CallArguments([operand]), span)


def index(machine: Machine, value: TensorValue, key: Value, span: Span) -> Value:
    """`tensor[key]`: integers take an axis away, slices shorten it, `None` adds one, `...` stands for the rest."""
    if value.items is not None and isinstance(key, int) and -len(value.items) <= key < len(value.items):
        return value.items[key]
    dtype = value.tensor.dtype
    if value.is_array and value.tensor.shape == () and (isinstance(dtype, Unknown) or dtype == "string"):
        return Unknown("it is a part of a text, or of a record", span.line)
    arrays = any(isinstance(part, TensorValue) for part in (key if isinstance(key, tuple) else (key,)))
    # by itself Keras takes a number alone, though a tuple of one slice
    alone = key is None or isinstance(key, (SliceValue, EllipsisType))
    use: Use | None = "key" if arrays else "slice" if alone else None
    refused = None if use is None or not is_symbol(machine, value) else refuse(machine, SymbolicTensor(use, ""), span)
    if refused is not None:
        return refused
    keys = tuple(_key(machine, part) for part in key) if isinstance(key, tuple) else _key(machine, key)
    return call_operation(machine, _GETITEM, CallArguments([value, keys]), span)


def _key(machine: Machine, key: Value) -> RuleArgument:
    """One part of a key as the rule takes it: a list picks items as an array does."""
    if isinstance(key, SliceValue):
        return slice(_bound(key.lower), _bound(key.upper), _bound(key.step))
    if isinstance(key, Ref):
        places = as_operand(strip_graph(plain_tensors(machine, key)))
        return TensorValue(Tensor(places.shape, places.dtype))
    return key


def _bound(bound: Value) -> Size | None:
    if bound is None or isinstance(bound, (int, Polynomial, Unknown)):
        return bound
    return Unknown("the bounds of the slice are not known")
