"""Strings, numbers and tuples: their methods, and values as text."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import DictObject, InstanceObject, ListObject
from shapelens.interpreter.domain.values import BoundMethod, CallArguments, ExceptionValue, Ref, Value, is_scalar
from shapelens.interpreter.language.comparison import plain_number
from shapelens.interpreter.language.container_items import SETS, items_of
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.mro import class_at
from shapelens.interpreter.language.protocols import call_special
from shapelens.interpreter.language.sizes import MAX_BITS, MAX_SEQUENCE, format_is_too_large, method_is_too_large
from shapelens.interpreter.machine.budget import charge
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_TOO_LONG = Unknown("the text is too long to follow")


def made(machine: Machine, text: str | Unknown) -> str | Unknown:
    """A text that was put together: it costs its length, and one that is too long is not followed."""
    if isinstance(text, Unknown):
        return text
    charge(machine, len(text))
    return _TOO_LONG if len(text) > MAX_SEQUENCE else text


def text_of(machine: Machine, value: Value, *, quoted: bool = False) -> str | Unknown:
    """`str(value)`, or `repr(value)`; unknown where any part is."""
    machine.tick()
    return made(machine, _text_of(machine, value, quoted))


def _text_of(machine: Machine, value: Value, quoted: bool) -> str | Unknown:
    if isinstance(value, Unknown):
        return value
    if is_scalar(value):
        if isinstance(value, int) and value.bit_length() > MAX_BITS:
            return _TOO_LONG
        return repr(value) if quoted else str(value)
    if isinstance(value, tuple):
        parts = _parts(machine, value)
        return parts if isinstance(parts, Unknown) else f"({', '.join(parts)}{',' * (len(parts) == 1)})"
    if isinstance(value, range):
        return repr(value)
    if isinstance(value, ExceptionValue):
        return text_of(machine, value.arguments[0]) if len(value.arguments) == 1 else Unknown("its text is not known")
    return _text_of_object(machine, value, quoted) if isinstance(value, Ref) else Unknown("its text is not known")


def _parts(machine: Machine, items: tuple[Value, ...]) -> list[str] | Unknown:
    parts: list[str] = []
    for item in items:
        part = text_of(machine, item, quoted=True)
        if isinstance(part, Unknown):
            return part
        parts.append(part)
    return parts


def _text_of_object(machine: Machine, ref: Ref, quoted: bool) -> str | Unknown:
    content = machine.heap[ref]
    if isinstance(content, ListObject) and not isinstance(content.items, Unknown) and content.kind == "list":
        parts = _parts(machine, content.items)
        return parts if isinstance(parts, Unknown) else f"[{', '.join(parts)}]"
    if isinstance(content, DictObject) and not isinstance(content.items, Unknown) and content.kind == "dict":
        keys, values = _parts(machine, tuple(content.items)), _parts(machine, tuple(content.items.values()))
        if isinstance(keys, Unknown) or isinstance(values, Unknown):
            return keys if isinstance(keys, Unknown) else values  # type: ignore[return-value]
        return "{" + ", ".join(f"{key}: {value}" for key, value in zip(keys, values, strict=True)) + "}"
    if isinstance(content, InstanceObject):
        for name in ("__repr__",) if quoted else ("__str__", "__repr__"):
            given = call_special(machine, ref, name)
            if given is not MISSING:
                return given if isinstance(given, (str, Unknown)) else Unknown("its text is not known")
        cls = None if content.cls is None else class_at(machine, content.cls)
        if cls is not None and cls.kind == "enum" and not cls.plain and not quoted:
            return f"{cls.name}.{content.attributes['name']!s}"
    return Unknown("its text is not known")


def formatted(machine: Machine, value: Value, conversion: str, specification: str) -> str | Unknown:
    """One field of an f-string or of `format`."""
    if conversion or not is_scalar(value):
        value = text_of(machine, value, quoted=conversion in {"r", "a"})
    if isinstance(value, Unknown) or "{" in specification or format_is_too_large(specification, ()):
        return value if isinstance(value, Unknown) else Unknown("the text is not known")
    try:
        return format(value, specification)
    except (ValueError, TypeError) as error:
        return fail(machine, type(error), f"the text cannot be formatted: {error}")


# TensorShape.as_list(), and those of the columns of a frame: both are plain tuples here
_AS_LIST = frozenset({"as_list", "to_list", "tolist"})


def call_plain_method(machine: Machine, receiver: Value, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of a string, number or tuple: Python's own, on known values."""
    if isinstance(receiver, tuple) and name in {*_AS_LIST, "count", "index"}:
        content = machine.heap.new(ListObject(receiver))
        return content if name in _AS_LIST else machine.call(BoundMethod(content, name), arguments, span)
    if name == "format" and isinstance(receiver, str):
        return _format(machine, receiver, arguments, span)
    method = getattr(receiver, name, None)
    values = [_unwrapped(machine, value) for value in arguments.positional]
    keywords = {key: _unwrapped(machine, value) for key, value in arguments.keywords.items()}
    unknown = next((value for value in (*values, *keywords.values()) if isinstance(value, Unknown)), None)
    if name.startswith("__") or method_is_too_large(receiver, values):
        return Unknown(f"`.{name}` of this value is not understood", span.line)
    if method is None or unknown is not None or not arguments.complete:
        machine.risk()
        return unknown or Unknown(f"`.{name}` of this value is not understood", span.line)
    try:
        result = method(*values, **keywords)
    except Exception as error:  # the program's own mistake: Python says what it is
        return fail(machine, type(error), f"`.{name}` fails: {error}", span)
    charge(machine, len(result) if isinstance(result, (str, bytes, list, tuple)) else 1)
    if isinstance(result, list):
        return machine.heap.new(ListObject(tuple(result)))
    return result if is_scalar(result) or isinstance(result, tuple) else Unknown(f"`.{name}` is not understood")


def _format(machine: Machine, text: str, arguments: CallArguments, span: Span) -> Value:
    """`text.format(...)`; a field that is not a plain value stands as its text."""

    def plain(value: Value) -> Value:
        return value if is_scalar(value) or isinstance(value, Unknown) else text_of(machine, value)

    values = [plain(value) for value in arguments.positional]
    keywords = {name: plain(value) for name, value in arguments.keywords.items()}
    unknown = next((value for value in (*values, *keywords.values()) if isinstance(value, Unknown)), None)
    if unknown is not None or not arguments.complete or format_is_too_large(text, (*values, *keywords.values())):
        return unknown or Unknown("what the text is formatted with is not known", span.line)
    try:
        return made(machine, text.format(*values, **keywords))
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        return fail(machine, type(error), f"`.format` fails: {error}", span)


def _unwrapped(machine: Machine, value: Value) -> Value:
    value = plain_number(machine, value)
    if is_scalar(value):
        return value
    content = machine.heap[value] if isinstance(value, Ref) else None
    ordered = not isinstance(content, ListObject) or content.kind not in SETS
    items = items_of(machine, value) if ordered else None
    if items is not None:
        items = tuple(plain_number(machine, item) for item in items)
        if all(is_scalar(item) for item in items):
            return items
        unknown = next((item for item in items if isinstance(item, Unknown)), None)
        return unknown or Unknown("an argument is not known")
    return value if isinstance(value, Unknown) else Unknown("an argument is not known")
