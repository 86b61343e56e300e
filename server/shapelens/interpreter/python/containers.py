"""The methods of lists, sets, dicts, strings and tuples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shapelens.interpreter.heap import Alike, DictObject, ListObject
from shapelens.interpreter.joins import alike_items, common_item
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.python.operators import compare, items_of
from shapelens.interpreter.python.sizes import MAX_SEQUENCE, method_grows
from shapelens.interpreter.values import CallArguments, Ref, Value, is_scalar
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

MUTATING = {"append", "extend", "insert", "pop", "remove", "clear", "reverse", "sort", "add", "discard", "update"}


def call_list_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of a list or set."""
    content = machine.heap[ref]
    assert isinstance(content, ListObject)
    if isinstance(content.items, Unknown):
        return _of_unknown(machine, ref, content, content.items, name, arguments)
    method = _LIST_METHODS.get(name)
    if method is None:
        if name in MUTATING:
            forget(machine, ref, f"`.{name}` changed it in a way that is not followed", span)
        return Unknown(f"`.{name}` of a {content.kind} is not understood", span.line)
    outcome = method(machine, content.items, arguments)
    if outcome is None:
        forget(machine, ref, f"`.{name}` changed it in a way that is not known", span)
        return Unknown(f"`.{name}` of a {content.kind} is not known here", span.line)
    items, value = outcome
    machine.heap[ref] = replace(content, items=items)
    return value


def _of_unknown(
    machine: Machine, ref: Ref, content: ListObject, reason: Unknown, name: str, arguments: CallArguments
) -> Value:
    """A method of a list of unknown content; what its items have in common may go on to hold."""
    alike = content.alike
    if alike is not None and name in MUTATING - {"reverse", "sort"}:
        more = alike_items(ListObject((arguments.get(0, "object"),))) if name == "append" else None
        each = None if more is None else common_item(alike.each, more.each)
        machine.heap[ref] = replace(content, alike=None if each is None else Alike(each, alike.count + 1))
    if name == "pop" and alike is not None:
        return alike.each
    return None if name in {"append", "extend", "insert", "clear", "add"} else reason


def forget(machine: Machine, ref: Ref, reason: str, span: Span) -> None:
    """From here on the content of a list or dict is not known."""
    content = machine.heap[ref]
    if isinstance(content, ListObject):
        machine.heap[ref] = replace(content, items=Unknown(reason, span.line), alike=None)
    elif isinstance(content, DictObject):
        machine.heap[ref] = DictObject(Unknown(reason, span.line))


Items = tuple[Value, ...]
Outcome = tuple[Items, Value] | None


def _append(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    return ((*items, arguments.positional[0]), None) if arguments.positional else None


def _extend(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    more = items_of(machine, arguments.get(0, "iterable"))
    return None if more is None or len(items) + len(more) > MAX_SEQUENCE else (items + more, None)


def _insert(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    place = arguments.get(0, "index")
    if not isinstance(place, int):
        return None
    changed = list(items)
    changed.insert(place, arguments.get(1, "object"))
    return tuple(changed), None


def _pop(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    place = arguments.get(0, "index", -1)
    if not isinstance(place, int) or not -len(items) <= place < len(items):
        return None
    changed = list(items)
    value = changed.pop(place)
    return tuple(changed), value


def _clear(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    return (), None


def _reverse(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    return items[::-1], None


def _copy(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    return items, machine.heap.new(ListObject(items))


def _index(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    for position, item in enumerate(items):
        equal = compare(machine, "==", item, arguments.get(0, "value"))
        if equal is True:
            return items, position
        if isinstance(equal, Unknown):
            return items, equal
    return items, Unknown("the value is not in the list")


def _count(machine: Machine, items: Items, arguments: CallArguments) -> Outcome:
    results = [compare(machine, "==", item, arguments.get(0, "value")) for item in items]
    unknown = next((result for result in results if isinstance(result, Unknown)), None)
    return items, unknown or results.count(True)


_LIST_METHODS: dict[str, Callable[[Machine, Items, CallArguments], Outcome]] = {
    "append": _append, "extend": _extend, "insert": _insert, "pop": _pop, "clear": _clear, "reverse": _reverse,
    "copy": _copy, "index": _index, "count": _count,
}  # fmt: skip


def call_dict_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of a dict."""
    content = machine.heap[ref]
    assert isinstance(content, DictObject)
    items = content.items
    if isinstance(items, Unknown):
        return None if name in {"update", "clear"} else items
    if name in {"keys", "values", "items"}:
        views = {"keys": tuple(items), "values": tuple(items.values()), "items": tuple(items.items())}
        return machine.heap.new(ListObject(views[name]))
    key = arguments.get(0, "key")
    if name in {"get", "pop", "setdefault"} and is_scalar(key):
        value = items[key] if key in items else arguments.get(1, "default")
        if name == "pop":
            machine.heap[ref] = DictObject({other: item for other, item in items.items() if other != key})
        elif name == "setdefault":
            machine.heap[ref] = DictObject({**items, key: value})
        return value
    if name == "copy":
        return machine.heap.new(DictObject(items))
    if name == "update":
        _update(machine, ref, items, arguments, span)
        return None
    forget(machine, ref, f"`.{name}` changed it in a way that is not followed", span)
    return Unknown(f"`.{name}` of a dict is not understood", span.line)


def _update(machine: Machine, ref: Ref, items: object, arguments: CallArguments, span: Span) -> None:
    assert isinstance(items, dict)
    more: dict[Value, Value] = {}
    if arguments.positional:
        other = arguments.positional[0]
        content = machine.heap[other] if isinstance(other, Ref) else None
        if not isinstance(content, DictObject) or isinstance(content.items, Unknown):
            forget(machine, ref, "it is updated with what is not known", span)
            return
        more.update(content.items)
    if not arguments.complete:
        forget(machine, ref, "it is updated with what is not known", span)
        return
    machine.heap[ref] = DictObject({**items, **more, **arguments.keywords})


def call_plain_method(machine: Machine, receiver: Value, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of a string, number or tuple: Python's own, on known values."""
    if name == "as_list" and isinstance(receiver, tuple):
        # TensorShape.as_list(): our shapes are plain tuples
        return machine.heap.new(ListObject(receiver))
    method = getattr(receiver, name, None)
    values = [_unwrapped(machine, value) for value in arguments.positional]
    keywords = {key: _unwrapped(machine, value) for key, value in arguments.keywords.items()}
    unknown = next((value for value in (*values, *keywords.values()) if isinstance(value, Unknown)), None)
    if method is None or unknown is not None or not arguments.complete or method_grows(receiver, name, values):
        return unknown or Unknown(f"`.{name}` of this value is not understood", span.line)
    try:
        result = method(*values, **keywords)
    except Exception as error:  # the program's own mistake: Python says what it is
        return Unknown(f"`.{name}` fails: {error}", span.line)
    if isinstance(result, list):
        return machine.heap.new(ListObject(tuple(result)))
    return result if is_scalar(result) or isinstance(result, tuple) else Unknown(f"`.{name}` is not understood")


def _unwrapped(machine: Machine, value: Value) -> Value:
    if is_scalar(value):
        return value
    items = items_of(machine, value)
    if items is not None and all(is_scalar(item) for item in items):
        return items
    return value if isinstance(value, Unknown) else Unknown("an argument is not known")
