"""`collections.namedtuple`, and names that a program keeps as text: `eval("ReLU")`."""

from __future__ import annotations

from shapelens.interpreter.heap import ClassObject
from shapelens.interpreter.library import NOT_KNOWN, library
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.operators import items_of
from shapelens.interpreter.values import CallArguments, Value
from shapelens.syntax import lowered as low
from shapelens.syntax.parse import lower_text
from shapelens.syntax.spans import Span


@library("collections.namedtuple")
def _named_tuple(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`namedtuple("Point", "x y", defaults=(0,))`: a class with these fields."""
    name, fields = arguments.get(0, "typename"), arguments.get(1, "field_names")
    names = tuple(fields.replace(",", " ").split()) if isinstance(fields, str) else items_of(machine, fields)
    defaults = items_of(machine, arguments.keywords.get("defaults", ()))
    if (
        not isinstance(name, str)
        or names is None
        or defaults is None
        or not all(isinstance(each, str) for each in names)
    ):
        return NOT_KNOWN
    given = dict(zip(names[len(names) - len(defaults) :], defaults, strict=False))
    return machine.heap.new(ClassObject(name, (), given, "namedtuple", names))


@library("builtins.eval")
def _eval(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The value behind a name; other expressions are not followed."""
    text = arguments.get(0, "expression")
    block = lower_text(text) if isinstance(text, str) and len(text) < 100 else None
    statement = block[0] if block and len(block) == 1 else None
    if not isinstance(statement, low.ExpressionStatement):
        return NOT_KNOWN
    node = statement.value
    while isinstance(node, low.Attribute):
        node = node.value
    return machine.evaluate(statement.value) if isinstance(node, (low.Name, low.Constant)) else NOT_KNOWN
