"""`operator`: the operators as functions, and getters."""

from __future__ import annotations

from shapelens.interpreter.domain.values import CallArguments, Named, Partial, Value
from shapelens.interpreter.evaluator.attributes import get_attribute
from shapelens.interpreter.evaluator.expressions import operate
from shapelens.interpreter.evaluator.subscripts import subscript
from shapelens.interpreter.language.comparison import compare, truth
from shapelens.interpreter.language.operators import unary
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_BINARY = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "matmul": "@",
    "and_": "&", "or_": "|", "xor": "^", "concat": "+",
}  # fmt: skip
_COMPARE = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "is_": "is", "is_not": "is not"}
_UNARY = {"neg": "-", "pos": "+", "invert": "~"}


def _register_binary(name: str, symbol: str) -> None:
    def apply(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        left, right = arguments.get(0, "a"), arguments.get(1, "b")
        return operate(machine, symbol, left, right, span)

    library(f"operator.{name}")(apply)


def _register_comparison(name: str, symbol: str) -> None:
    def apply(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        return compare(machine, symbol, arguments.get(0, "a"), arguments.get(1, "b"))

    library(f"operator.{name}")(apply)


def _register_unary(name: str, symbol: str) -> None:
    def apply(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        return unary(machine, symbol, arguments.get(0, "a"))

    library(f"operator.{name}")(apply)


for _name, _symbol in _BINARY.items():
    _register_binary(_name, _symbol)
for _name, _symbol in _COMPARE.items():
    _register_comparison(_name, _symbol)
for _name, _symbol in _UNARY.items():
    _register_unary(_name, _symbol)


@library("operator.not_")
def _not(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    known = truth(machine, arguments.get(0, "a"))
    return known if isinstance(known, Unknown) else not known


@library("operator.contains")
def _contains(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return compare(machine, "in", arguments.get(1, "b"), arguments.get(0, "a"))


@library("operator.getitem")
def _getitem(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return subscript(machine, arguments.get(0, "a"), arguments.get(1, "b"), span)


def _register_getter(name: str) -> None:
    def getter(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        return Partial(Named(f"operator.{name}()"), tuple(arguments.positional), dict(arguments.keywords))

    library(f"operator.{name}")(getter)


for _name in ("itemgetter", "attrgetter", "methodcaller"):
    _register_getter(_name)


@library("operator.itemgetter()")
def _get_items(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    *keys, value = arguments.positional
    found = tuple(subscript(machine, value, key, span) for key in keys)
    return found[0] if len(found) == 1 else found


@library("operator.attrgetter()")
def _get_attributes(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    *names, value = arguments.positional
    found = []
    for name in names:
        result = value
        for part in name.split(".") if isinstance(name, str) else ():
            result = get_attribute(machine, result, part, span)
        found.append(result)
    return found[0] if len(found) == 1 else tuple(found)


@library("operator.methodcaller()")
def _call_method(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name, *rest, value = arguments.positional
    if not isinstance(name, str):
        return NOT_KNOWN
    method = get_attribute(machine, value, name, span)
    return machine.call(method, CallArguments(rest, dict(arguments.keywords)), span)
