"""Python's own functions, and the few of its standard library that shapes are computed with.

Each takes the machine, the arguments of the call and its span, and gives a value; `None` for an answer means "not known
here".
"""

from __future__ import annotations

import math
from collections.abc import Callable

from shapelens.interpreter.heap import DictObject, ListObject
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.operators import binary, items_of, truth
from shapelens.interpreter.values import CallArguments, Partial, Ref, Value, is_scalar
from shapelens.shapes.expressions import Polynomial, maximum, minimum
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

NOT_KNOWN = object()


def call_builtin(machine: Machine, name: str, arguments: CallArguments, span: Span) -> Value:
    """`len(x)`, `range(3)`, ...; unknown where the function or its arguments are not understood."""
    function = _FUNCTIONS.get(name)
    if function is None or not arguments.complete:
        return Unknown(f"`{name}` is not understood here", span.line)
    result = function(machine, arguments)
    if result is NOT_KNOWN:
        unknown = next((value for value in arguments.values() if isinstance(value, Unknown)), None)
        return unknown or Unknown(f"what `{name}` gives is not known here", span.line)
    return result


def is_builtin(name: str) -> bool:
    """Whether a name is one of Python's functions that we understand."""
    return name in _FUNCTIONS


def _length(machine: Machine, arguments: CallArguments) -> Value:
    value = arguments.get(0, "obj")
    if isinstance(value, str):
        return len(value)
    items = items_of(machine, value)
    return NOT_KNOWN if items is None else len(items)


def _range(machine: Machine, arguments: CallArguments) -> Value:
    bounds = arguments.positional
    if not bounds or not all(isinstance(bound, int) for bound in bounds) or (len(bounds) == 3 and bounds[2] == 0):
        return NOT_KNOWN
    return range(*bounds)


def _sequence(kind: str) -> Callable[[Machine, CallArguments], Value]:
    def make(machine: Machine, arguments: CallArguments) -> Value:
        value = arguments.get(0, "iterable", ())
        items = tuple(value) if isinstance(value, str) else items_of(machine, value)
        if kind == "tuple":
            return NOT_KNOWN if items is None else items
        if items is None:
            reason = value if isinstance(value, Unknown) else Unknown("what it is made from is not known")
            return machine.heap.new(ListObject(reason, kind))
        return machine.heap.new(
            ListObject(tuple(dict.fromkeys(items)) if kind == "set" and _plain(items) else items, kind)
        )

    return make


def _plain(items: tuple[Value, ...]) -> bool:
    return all(is_scalar(item) for item in items)


def _dict(machine: Machine, arguments: CallArguments) -> Value:
    items: dict[Value, Value] = {}
    if arguments.positional:
        source = arguments.positional[0]
        content = machine.heap[source] if isinstance(source, Ref) else None
        if isinstance(content, DictObject):
            if isinstance(content.items, Unknown):
                return NOT_KNOWN
            items.update(content.items)
        else:
            pairs = items_of(machine, source)
            if pairs is None or not all(
                isinstance(pair, tuple) and len(pair) == 2 and is_scalar(pair[0]) for pair in pairs
            ):
                return NOT_KNOWN
            items.update(dict(pairs))
    return machine.heap.new(DictObject({**items, **arguments.keywords}))


def _enumerate(machine: Machine, arguments: CallArguments) -> Value:
    items, start = items_of(machine, arguments.get(0, "iterable")), arguments.get(1, "start", 0)
    if items is None or not isinstance(start, int):
        return NOT_KNOWN
    return tuple(enumerate(items, start))


def _zip(machine: Machine, arguments: CallArguments) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional]
    if any(row is None for row in rows):
        return NOT_KNOWN
    return tuple(zip(*[row for row in rows if row is not None], strict=False))


def _reversed(machine: Machine, arguments: CallArguments) -> Value:
    items = items_of(machine, arguments.get(0, "sequence"))
    return NOT_KNOWN if items is None else items[::-1]


def _sum(machine: Machine, arguments: CallArguments) -> Value:
    items, total = items_of(machine, arguments.get(0, "iterable")), arguments.get(1, "start", 0)
    if items is None:
        return NOT_KNOWN
    for item in items:
        total = binary(machine, "+", total, item)
    return total


def _product(machine: Machine, arguments: CallArguments) -> Value:
    items = items_of(machine, arguments.get(0, "iterable"))
    if items is None or arguments.keywords:
        return NOT_KNOWN
    total: Value = 1
    for item in items:
        total = binary(machine, "*", total, item)
    return total


def _extremum(choose: Callable[..., Value]) -> Callable[[Machine, CallArguments], Value]:
    def extremum(machine: Machine, arguments: CallArguments) -> Value:
        only = arguments.positional[0] if len(arguments.positional) == 1 else None
        items = items_of(machine, only) if only is not None else tuple(arguments.positional)
        if not items or arguments.keywords:
            return NOT_KNOWN
        if all(isinstance(item, (int, Polynomial, Unknown)) and not isinstance(item, bool) for item in items):
            return (maximum if choose is max else minimum)(items)
        if not all(isinstance(item, (int, float)) for item in items):
            return NOT_KNOWN
        return choose(items)

    return extremum


def _converted(kind: type) -> Callable[[Machine, CallArguments], Value]:
    def convert(machine: Machine, arguments: CallArguments) -> Value:
        value = arguments.get(0, "x", kind())
        if isinstance(value, Polynomial) and kind is int:
            return value
        if not is_scalar(value):
            return NOT_KNOWN
        try:
            return kind(value)
        except (TypeError, ValueError, OverflowError):
            return NOT_KNOWN

    return convert


def _bool(machine: Machine, arguments: CallArguments) -> Value:
    return truth(machine, arguments.get(0, "x", False))


def _numeric(function: Callable[..., Value]) -> Callable[[Machine, CallArguments], Value]:
    def compute(machine: Machine, arguments: CallArguments) -> Value:
        if arguments.keywords or not all(isinstance(value, (int, float)) for value in arguments.positional):
            return NOT_KNOWN
        try:
            return function(*arguments.positional)
        except (ArithmeticError, TypeError, ValueError):
            return NOT_KNOWN

    return compute


def _plainly(function: Callable[..., Value]) -> Callable[[Machine, CallArguments], Value]:
    """A function of Python on constants, such as `chr(97)`."""

    def compute(machine: Machine, arguments: CallArguments) -> Value:
        if arguments.keywords or not _plain(tuple(arguments.positional)):
            return NOT_KNOWN
        try:
            return function(*arguments.positional)
        except (TypeError, ValueError):
            return NOT_KNOWN

    return compute


def _any_or_all(wanted: bool) -> Callable[[Machine, CallArguments], Value]:
    def decide(machine: Machine, arguments: CallArguments) -> Value:
        items = items_of(machine, arguments.get(0, "iterable"))
        if items is None:
            return NOT_KNOWN
        known = [truth(machine, item) for item in items]
        if wanted in known:
            return wanted
        return next((value for value in known if isinstance(value, Unknown)), not wanted)

    return decide


def _partial(machine: Machine, arguments: CallArguments) -> Value:
    if not arguments.positional:
        return NOT_KNOWN
    return Partial(arguments.positional[0], tuple(arguments.positional[1:]), dict(arguments.keywords))


def _nothing(machine: Machine, arguments: CallArguments) -> Value:
    return None


_FUNCTIONS: dict[str, Callable[[Machine, CallArguments], Value]] = {
    "builtins.len": _length, "builtins.range": _range, "builtins.list": _sequence("list"),
    "builtins.tuple": _sequence("tuple"), "builtins.set": _sequence("set"), "builtins.dict": _dict,
    "builtins.enumerate": _enumerate, "builtins.zip": _zip, "builtins.reversed": _reversed,
    "builtins.sum": _sum, "builtins.max": _extremum(max), "builtins.min": _extremum(min),
    "builtins.int": _converted(int), "builtins.float": _converted(float), "builtins.str": _converted(str),
    "builtins.bool": _bool, "builtins.abs": _numeric(abs), "builtins.round": _numeric(round),
    "builtins.pow": _numeric(pow), "builtins.divmod": _numeric(divmod), "builtins.any": _any_or_all(True),
    "builtins.all": _any_or_all(False), "builtins.print": _nothing, "builtins.chr": _plainly(chr),
    "builtins.ord": _plainly(ord), "builtins.repr": _plainly(repr), "builtins.format": _plainly(format),
    "functools.partial": _partial, "math.prod": _product, "numpy.prod": _product, "math.ceil": _numeric(math.ceil),
    "math.floor": _numeric(math.floor), "math.sqrt": _numeric(math.sqrt), "math.log2": _numeric(math.log2),
    "math.log": _numeric(math.log), "math.pow": _numeric(math.pow), "numpy.ceil": _numeric(math.ceil),
    "numpy.floor": _numeric(math.floor), "numpy.sqrt": _numeric(math.sqrt),
}  # fmt: skip
