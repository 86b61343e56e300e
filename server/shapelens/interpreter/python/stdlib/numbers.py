"""Functions on numbers: `int`, `round`, `max`, `math.*`."""

from __future__ import annotations

import math
from collections.abc import Callable

from shapelens.interpreter.library import NOT_KNOWN, constants, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.operators import binary, items_of, truth
from shapelens.interpreter.python.sizes import is_too_large, is_wide
from shapelens.interpreter.values import CallArguments, Value, is_scalar
from shapelens.shapes.expressions import Polynomial, maximum, minimum
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

constants({"math.pi": math.pi, "math.e": math.e, "math.inf": math.inf, "numpy.pi": math.pi, "numpy.inf": math.inf})


@library("builtins.sum")
def _sum(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, total = items_of(machine, arguments.get(0, "iterable")), arguments.get(1, "start", 0)
    if items is None:
        return NOT_KNOWN
    for item in items:
        total = binary(machine, "+", total, item)
    return total


@library("math.prod", "numpy.prod")
def _product(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = items_of(machine, arguments.get(0, "iterable"))
    if items is None or arguments.keywords:
        return NOT_KNOWN
    total: Value = 1
    for item in items:
        total = binary(machine, "*", total, item)
    return total


def _register_extremum(path: str, choose: Callable[..., Value]) -> None:
    def extremum(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        only = arguments.positional[0] if len(arguments.positional) == 1 else None
        items = items_of(machine, only) if only is not None else tuple(arguments.positional)
        if not items or arguments.keywords:
            return NOT_KNOWN
        if all(isinstance(item, (int, Polynomial, Unknown)) and not isinstance(item, bool) for item in items):
            return (maximum if choose is max else minimum)(items)
        if not all(isinstance(item, (int, float)) for item in items):
            return NOT_KNOWN
        return choose(items)

    library(path)(extremum)


def _register_conversion(path: str, kind: type) -> None:
    def convert(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        value = arguments.get(0, "x", kind())
        if isinstance(value, Polynomial) and kind is int:
            return value
        if not is_scalar(value):
            return NOT_KNOWN
        try:
            return kind(value)
        except (TypeError, ValueError, OverflowError):
            return NOT_KNOWN

    library(path)(convert)


@library("builtins.bool")
def _bool(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return truth(machine, arguments.get(0, "x", False))


def _register_numeric(path: str, function: Callable[..., Value]) -> None:
    def compute(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        if arguments.keywords or not all(isinstance(value, (int, float)) for value in arguments.positional):
            return NOT_KNOWN
        try:
            return function(*arguments.positional)
        except (ArithmeticError, TypeError, ValueError):
            return NOT_KNOWN

    library(path)(compute)


def _register_plain(path: str, function: Callable[..., Value]) -> None:
    """A function of Python on constants, such as `chr(97)`."""

    def compute(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        if arguments.keywords or not all(map(is_scalar, arguments.positional)):
            return NOT_KNOWN
        try:
            return function(*arguments.positional)
        except (TypeError, ValueError):
            return NOT_KNOWN

    library(path)(compute)


for _name, _choose in (("max", max), ("min", min)):
    _register_extremum(f"builtins.{_name}", _choose)
for _kind in (int, float, str):
    _register_conversion(f"builtins.{_kind.__name__}", _kind)


def _power(base: Value, exponent: Value, modulus: Value = None) -> Value:
    if modulus is None and is_too_large("**", base, exponent):
        raise ValueError
    return pow(base, exponent, modulus)


def _format(value: Value, specification: Value = "") -> Value:
    if isinstance(specification, str) and is_wide(specification):
        raise ValueError
    return format(value, specification)


_NUMERIC: dict[str, Callable[..., Value]] = {
    "builtins.abs": abs, "builtins.round": round, "builtins.pow": _power, "builtins.divmod": divmod,
    "math.ceil": math.ceil, "math.floor": math.floor, "math.sqrt": math.sqrt, "math.log2": math.log2,
    "math.log": math.log, "math.pow": math.pow, "numpy.ceil": math.ceil, "numpy.floor": math.floor,
    "numpy.sqrt": math.sqrt,
}  # fmt: skip
for _name, _function in _NUMERIC.items():
    _register_numeric(_name, _function)
for _plain in (chr, ord, repr):
    _register_plain(f"builtins.{_plain.__name__}", _plain)
_register_plain("builtins.format", _format)
