"""Names that a program keeps as text: `eval("ReLU")`."""

from __future__ import annotations

from shapelens.interpreter.domain.values import CallArguments, Value
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.syntax import lowered as low
from shapelens.syntax.parse import lower_text
from shapelens.syntax.spans import Span


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
