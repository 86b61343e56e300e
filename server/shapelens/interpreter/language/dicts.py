"""The methods of dicts, and of the namespaces that are read as dicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from shapelens.interpreter.domain.objects import NO_COMMON, DictObject, ListObject, by_key
from shapelens.interpreter.domain.values import NOTHING, CallArguments, Namespace, Ref, Value
from shapelens.interpreter.language.container_items import key_of
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.iteration import collect
from shapelens.interpreter.language.mappings import forget_names, mapping_of, names_in, set_names
from shapelens.interpreter.language.operators import merged
from shapelens.interpreter.language.unknown_keys import any_of, set_under_unknown_key, with_unknown_key
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import certain_items, each_value
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# the content afterwards and the value of the call; None where a method is not known here
Outcome = tuple[DictObject, Value] | None


def call_dict_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of a dict."""
    content = machine.heap[ref]
    assert isinstance(content, DictObject)
    method = _METHODS.get(name)
    outcome = None if method is None else method(machine, content, arguments, span)
    if outcome is None:
        reason = Unknown(f"`.{name}` of a dict is not understood", span.line)
        machine.heap[ref] = replace(content, items=reason, some={}, each=NO_COMMON)
        return reason
    if outcome[0] is not content:
        machine.heap[ref] = outcome[0]
    return outcome[1]


def call_namespace_method(machine: Machine, space: Namespace, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method of `vars(x)`: what it changes are the names of `x`."""
    before = DictObject(names_in(machine, space))
    method = _METHODS.get(name)
    outcome = None if method is None else method(machine, before, arguments, span)
    if outcome is None:
        return Unknown(f"`.{name}` of a namespace is not understood", span.line)
    after, value = outcome
    if isinstance(after.items, Unknown):
        forget_names(machine, space, after.items)
    elif after is not before:
        set_names(machine, space, {str(key): item for key, item in after.items.items()})
    return value


def make_dict(machine: Machine, arguments: CallArguments, span: Span, kind: str = "dict") -> DictObject:
    """`dict(mapping_or_pairs, **more)`."""
    content = DictObject({}, kind=kind)
    if arguments.positional:
        content = merged(content, _given(machine, arguments.positional[0], span))
    return merged(content, DictObject(by_key(arguments.keywords)))


def _given(machine: Machine, value: Value, span: Span) -> DictObject:
    """A mapping, or pairs of keys and values, as a dict."""
    mapping = mapping_of(machine, value, span)
    if not isinstance(mapping.items, Unknown) or isinstance(value, Unknown) or mapping.some:
        return mapping
    pairs = collect(machine, value, span)
    if isinstance(pairs.items, Unknown):
        return DictObject(pairs.items)
    items: dict[Value, Value] = {}
    for pair in pairs.items:
        parts = collect(machine, pair, span).items
        if isinstance(parts, Unknown) or len(parts) != 2 or (key := key_of(machine, parts[0])) is NOTHING:
            return DictObject(Unknown("a key of the dict is not known", span.line))
        items[key] = parts[1]
    return DictObject(items)


def _keys(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    items = content.items if isinstance(content.items, Unknown) else tuple(content.items)
    return content, machine.heap.new(ListObject(items, "view"))


def _values(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    if isinstance(content.items, Unknown):
        return content, machine.heap.new(ListObject(content.items, "view", each=content.each))
    return content, machine.heap.new(ListObject(tuple(content.items.values()), "view"))


def _items(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    if isinstance(content.items, Unknown):
        each = NOTHING if content.each is NOTHING else (content.items, content.each)
        return content, machine.heap.new(ListObject(content.items, "view", each=each))
    return content, machine.heap.new(ListObject(tuple(content.items.items()), "view"))


def _get(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    key, default = key_of(machine, arguments.get(0, "key")), arguments.get(1, "default")
    if isinstance(content.items, Unknown):
        return content, content.some.get(key, content.items)
    if key is NOTHING:
        return content, any_of(machine, (default, *content.items.values()), content.each)
    if machine.trace is not None:
        machine.trace.read.append((None, key))
    return content, content.items.get(key, default)


def _pop(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    key = key_of(machine, arguments.get(0, "key"))
    if isinstance(content.items, Unknown) or key is NOTHING:
        machine.risk()
        if key is NOTHING:
            reason = Unknown("which item is taken out is not known", span.line)
            return replace(content, items=reason, some={}, each=each_value(content)), reason
        some = {other: item for other, item in content.some.items() if other != key}
        open_items = content.items if isinstance(content.items, Unknown) else Unknown("a key is not known", span.line)
        return replace(content, some=some), content.some.get(key, open_items)
    if key not in content.items:
        if len(arguments.positional) < 2 and "default" not in arguments.keywords:
            return content, fail(machine, KeyError, "there is no such item to take out", span)
        return content, arguments.get(1, "default")
    kept = {other: item for other, item in content.items.items() if other != key}
    return replace(content, items=kept), content.items[key]


def _pop_item(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    if isinstance(content.items, Unknown) or arguments.positional or arguments.keywords:
        return None
    if not content.items:
        return content, fail(machine, KeyError, "the dict is empty", span)
    *before, last = content.items.items()
    return replace(content, items=dict(before)), last


def _set_default(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    key, default = key_of(machine, arguments.get(0, "key")), arguments.get(1, "default")
    certain = certain_items(content)
    if key in certain:
        return content, certain[key]
    if isinstance(content.items, Unknown) or key is NOTHING:
        return with_unknown_key(machine, content, default, Unknown("a key of the dict is not known", span.line))
    return replace(content, items={**content.items, key: default}), default


def _update(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    if not arguments.complete:
        reason = Unknown("it is updated with what is not known", span.line)
        return replace(content, items=reason, some={}, each=NO_COMMON), None
    return merged(content, make_dict(machine, arguments, span)), None


def _copy(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    return content, machine.heap.new(replace(content))


def _clear(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    return replace(content, items={}, some={}), None


def _item(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    key = key_of(machine, arguments.get(0, "key"))
    if isinstance(content.items, Unknown) or key is NOTHING:
        return _get(machine, content, CallArguments([arguments.get(0, "key")]), span)
    if key not in content.items:
        return content, fail(machine, KeyError, "the dict has no such item", span)
    return content, content.items[key]


def _set_item(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    key, item = key_of(machine, arguments.get(0, "key")), arguments.get(1, "value")
    if key is NOTHING:
        return set_under_unknown_key(content, item, Unknown("a key of the dict is not known", span.line)), None
    return merged(content, DictObject({key: item})), None


def _most_common(machine: Machine, content: DictObject, arguments: CallArguments, span: Span) -> Outcome:
    count = arguments.get(0, "n")
    items = content.items
    counts = {} if isinstance(items, Unknown) else {key: item for key, item in items.items() if isinstance(item, int)}
    if isinstance(items, Unknown) or len(counts) != len(items):
        return content, Unknown("what is most common is not known", span.line)
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    if count is not None and not isinstance(count, int):
        return content, machine.heap.new(ListObject(Unknown("how many are wanted is not known", span.line)))
    return content, machine.heap.new(ListObject(tuple(ranked[:count])))


_METHODS: dict[str, Callable[[Machine, DictObject, CallArguments, Span], Outcome]] = {
    "keys": _keys, "values": _values, "items": _items, "get": _get, "pop": _pop, "popitem": _pop_item,
    "setdefault": _set_default, "update": _update, "copy": _copy, "clear": _clear, "__getitem__": _item,
    "__setitem__": _set_item, "__setattr__": _set_item, "__init__": _update, "most_common": _most_common,
}  # fmt: skip
