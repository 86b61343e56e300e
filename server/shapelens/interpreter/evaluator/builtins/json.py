"""Values that a program keeps as text: `json.loads`, `ast.literal_eval`."""

from __future__ import annotations

import ast
import json

from shapelens.interpreter.domain.values import CallArguments, Value
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.literals import from_python
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.syntax.spans import Span

# longer texts are data, not settings
_LONGEST = 100_000


@library("json.loads", "simplejson.loads", "ujson.loads", "orjson.loads")
def _from_json(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    text = arguments.get(0, "s")
    if not isinstance(text, (str, bytes)) or len(text) > _LONGEST or len(arguments.keywords) > 1:
        return NOT_KNOWN
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return fail(machine, ValueError, str(error), span)
    except (ValueError, RecursionError):
        return NOT_KNOWN
    return from_python(machine, value)


@library("ast.literal_eval")
def _literal(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    text = arguments.get(0, "node_or_string")
    if not isinstance(text, str) or len(text) > _LONGEST:
        return NOT_KNOWN
    try:
        value = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return NOT_KNOWN
    return from_python(machine, value)
