"""Functions on numbers and texts: `int`, `round`, `max`, `str`, `math.*`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from shapelens.interpreter.domain.objects import ListObject
from shapelens.interpreter.domain.values import CallArguments, Value, is_scalar
from shapelens.interpreter.evaluator.strings import formatted, text_of
from shapelens.interpreter.language.comparison import compare, plain_number, truth
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.operators import binary
from shapelens.interpreter.language.protocols import call_special
from shapelens.interpreter.language.sizes import MAX_BITS
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, constants, library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.expressions import Polynomial, maximum, minimum
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_CONSTANTS: dict[str, Value] = {f"math.{name}": value for name, value in vars(math).items() if isinstance(value, float)}
constants(_CONSTANTS | {"numpy.pi": math.pi, "numpy.inf": math.inf, "numpy.e": math.e, "numpy.nan": math.nan})


@library("builtins.sum", "math.fsum")
def _sum(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, total = items_of(machine, arguments.get(0, "iterable")), arguments.get(1, "start", 0)
    if items is None:
        return NOT_KNOWN
    for item in items:
        total = binary(machine, "+", total, item, span)
    return total


@library("math.prod", "numpy.prod")
def _product(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, total = items_of(machine, arguments.get(0, "iterable")), arguments.keywords.get("start", 1)
    if items is None or set(arguments.keywords) - {"start"}:
        return NOT_KNOWN
    for item in items:
        total = binary(machine, "*", total, item, span)
    return total


def _register_extremum(name: str, symbol: str, of_sizes: Callable[..., Value]) -> None:
    def extremum(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        only = arguments.positional[0] if len(arguments.positional) == 1 else None
        items = items_of(machine, only) if only is not None else tuple(arguments.positional)
        if isinstance(only, str):
            items = tuple(only)
        if items is None:
            return NOT_KNOWN
        if not items:
            if "default" in arguments.keywords:
                return arguments.keywords["default"]
            return fail(machine, ValueError, f"`{name}` of nothing", span)
        key = arguments.keywords.get("key")
        if key is None and any(isinstance(item, (Polynomial, Unknown)) for item in items):
            sizes = all(isinstance(item, (int, Polynomial, Unknown)) and not isinstance(item, bool) for item in items)
            return of_sizes(items) if sizes else NOT_KNOWN
        keys = items if key is None else [machine.call(key, CallArguments([item]), span) for item in items]
        return _first_extreme(machine, items, keys, symbol)

    library(f"builtins.{name}")(extremum)


def _first_extreme(machine: Machine, items: tuple[Value, ...], keys: Sequence[Value], symbol: str) -> Value:
    ranked = list(zip(items, keys, strict=True))
    best, best_key = ranked[0]
    for item, key in ranked[1:]:
        better = compare(machine, symbol, key, best_key)
        if isinstance(better, Unknown):
            return better
        if better is True:
            best, best_key = item, key
    return best


_register_extremum("max", ">", maximum)
_register_extremum("min", "<", minimum)


def _register_conversion(kind: type[int | float | complex], special: str) -> None:
    def convert(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        values = [plain_number(machine, value) for value in (*arguments.positional, *arguments.keywords.values())]
        if not values:
            return kind()
        own = call_special(machine, values[0], special, span=span)
        if own is not MISSING:
            return own
        if isinstance(values[0], Polynomial) and kind is int:
            return values[0]
        if not all(map(is_scalar, values)) or set(arguments.keywords) - {"base"}:
            return NOT_KNOWN
        return _computed(machine, kind, values, span)

    library(f"builtins.{kind.__name__}")(convert)


def _computed(machine: Machine, function: Callable[..., Value], values: list[Value], span: Span) -> Value:
    try:
        result = function(*values)
    except (ArithmeticError, TypeError, ValueError) as error:
        return fail(machine, type(error), f"the call fails: {error}", span)
    return machine.heap.new(ListObject(tuple(result))) if isinstance(result, list) else result


_register_conversion(int, "__int__")
_register_conversion(float, "__float__")
_register_conversion(complex, "__complex__")


@library("builtins.bool")
def _bool(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return truth(machine, arguments.get(0, "x", False))


@library("builtins.str")
def _str(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return text_of(machine, arguments.positional[0]) if len(arguments.positional) == 1 else NOT_KNOWN


@library("builtins.repr")
def _repr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return text_of(machine, arguments.get(0, "obj"), quoted=True)


@library("builtins.format")
def _format(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    specification = arguments.get(1, "format_spec", "")
    if not isinstance(specification, str):
        return NOT_KNOWN
    return formatted(machine, arguments.get(0, "value"), "", specification)


def _register_numeric(path: str, function: Callable[..., Value]) -> None:
    def compute(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        values = [plain_number(machine, value) for value in arguments.positional]
        if arguments.keywords or not all(isinstance(value, (int, float, str)) for value in values):
            return NOT_KNOWN
        if any(isinstance(value, int) and value.bit_length() > MAX_BITS for value in values) or _explodes(path, values):
            return NOT_KNOWN
        return _computed(machine, function, values, span)

    library(path)(compute)


def _explodes(path: str, values: list[Value]) -> bool:
    """Whether a result has so many digits that nobody waits for it."""
    name = path.rpartition(".")[2]
    numbers = [abs(value) for value in values if isinstance(value, int)]
    if name == "pow" and len(numbers) > 1:
        return numbers[1] * max(numbers[0].bit_length(), 1) > MAX_BITS
    return name in {"factorial", "comb", "perm"} and max(numbers, default=0) > 1000


@library("builtins.abs")
def _absolute(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    value = plain_number(machine, arguments.get(0, "x"))
    own = call_special(machine, value, "__abs__", span=span)
    if own is not MISSING:
        return own
    return abs(value) if isinstance(value, (int, float, complex)) else NOT_KNOWN


_NUMERIC: dict[str, Callable[..., Value]] = {
    f"math.{name}": function
    for name, function in vars(math).items()
    if callable(function) and not name.startswith("_") and name not in {"fsum", "prod", "dist", "sumprod"}
}
for _function in (round, pow, divmod, chr, ord, bin, hex, oct):
    _NUMERIC[f"builtins.{_function.__name__}"] = _function
for _name in ("ceil", "floor", "sqrt", "log", "log2", "log10", "exp"):
    _NUMERIC[f"numpy.{_name}"] = getattr(math, _name)
for _path, _compute in _NUMERIC.items():
    _register_numeric(_path, _compute)
