"""Values that a program keeps as text: `json.dumps` and `json.loads`, `ast.literal_eval`."""

from __future__ import annotations

import ast
import json

from shapelens.interpreter.domain.objects import DictObject, ListObject
from shapelens.interpreter.domain.values import CallArguments, LibraryInstance, Ref, Value
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.literals import from_python
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# longer texts are data, not settings
_LONGEST = 100_000


_DUMPED = "json.dumps"


@library(_DUMPED, "simplejson.dumps", "ujson.dumps")
def _to_json(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A text that stands for a copy of the value as it is now; the text itself is not written out."""
    value = arguments.get(0, "obj")
    return (
        value
        if isinstance(value, Unknown)
        else LibraryInstance(_DUMPED, CallArguments([_parsed(machine, value, span)]))
    )


def _parsed(machine: Machine, value: Value, span: Span) -> Value:
    """What is read of the text of a value: a copy, in which tuples are lists and keys are texts."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    items = value if isinstance(value, tuple) else content.items if isinstance(content, ListObject) else None
    if isinstance(items, tuple):
        return machine.heap.new(ListObject(tuple(_parsed(machine, item, span) for item in items)))
    if isinstance(content, DictObject) and not isinstance(content.items, Unknown):
        entries = {_key(key): _parsed(machine, item, span) for key, item in content.items.items()}
        return machine.heap.new(DictObject(entries))
    if value is None or isinstance(value, (bool, int, float, str, Unknown)):
        return value
    return Unknown("what is kept of it in a text is not followed", span.line)


def _key(key: Value) -> Value:
    """A key as JSON has it: `1` is `"1"`, `True` is `"true"`."""
    return key if isinstance(key, str) else json.dumps(key) if isinstance(key, (bool, int, float)) else key


@library("json.loads", "simplejson.loads", "ujson.loads", "orjson.loads")
def _from_json(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    text = arguments.get(0, "s")
    if isinstance(text, LibraryInstance) and text.path == _DUMPED:
        return _parsed(machine, text.arguments.positional[0], span)
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
