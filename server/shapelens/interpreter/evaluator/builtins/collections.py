"""`collections`: `OrderedDict`, `defaultdict`, `Counter`, `deque`, `namedtuple`, `ChainMap`."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import ClassObject, DictObject, InstanceObject, ListObject, names_of
from shapelens.interpreter.domain.values import NOTHING, BoundMethod, CallArguments, Field, Named, Ref, Value
from shapelens.interpreter.language.container_items import items_of, key_of
from shapelens.interpreter.language.dicts import make_dict
from shapelens.interpreter.language.iteration import collect
from shapelens.interpreter.language.mappings import mapping_of
from shapelens.interpreter.language.mro import class_at
from shapelens.interpreter.language.operators import merged
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import each_of
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("collections.OrderedDict")
def _ordered(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return machine.heap.new(make_dict(machine, arguments, span, "OrderedDict"))


@library("collections.defaultdict")
def _with_default(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    factory = arguments.get(0, "default_factory")
    rest = CallArguments(arguments.positional[1:], dict(arguments.keywords))
    return machine.heap.new(replace(make_dict(machine, rest, span, "defaultdict"), factory=factory))


@library("collections.Counter")
def _counter(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    source = arguments.get(0, "iterable", ())
    zero = Named("builtins.int")
    if mapping_of(machine, source, span).some or arguments.keywords:
        return machine.heap.new(replace(make_dict(machine, arguments, span, "Counter"), factory=zero))
    content = machine.heap[source] if isinstance(source, Ref) else None
    if isinstance(content, DictObject):
        return machine.heap.new(replace(content, factory=zero, kind="Counter"))
    items = collect(machine, source, span).items
    if isinstance(items, Unknown):
        return machine.heap.new(DictObject(items, factory=zero, kind="Counter"))
    counts: dict[Value, int] = {}
    for item in items:
        key = key_of(machine, item)
        if key is NOTHING:
            return machine.heap.new(DictObject(Unknown("what is counted is not known"), factory=zero, kind="Counter"))
        counts[key] = counts.get(key, 0) + 1
    return machine.heap.new(DictObject({**counts}, factory=zero, kind="Counter"))


@library("collections.deque")
def _deque(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    content = collect(machine, arguments.get(0, "iterable", ()), span, "deque")
    longest = arguments.get(1, "maxlen")
    if longest is not None:
        # what falls out at the other end is not followed
        reason = Unknown("how long the deque is is not known", span.line)
        content = ListObject(reason, "deque", (), each_of(content))
    return machine.heap.new(content)


@library("collections.ChainMap")
def _chain_map(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    content = DictObject({})
    for each in reversed(arguments.positional):
        content = merged(content, mapping_of(machine, each, span))
    return machine.heap.new(content)


@library("collections.namedtuple")
def _named_tuple(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`namedtuple("Block", "filters kernel", defaults=(3,))`: a class of the program."""
    name, fields = arguments.get(0, "typename"), arguments.get(1, "field_names")
    listed = fields.replace(",", " ").split() if isinstance(fields, str) else items_of(machine, fields)
    names = [each for each in listed or () if isinstance(each, str)]
    if listed is None or not isinstance(name, str) or len(names) != len(listed):
        return NOT_KNOWN
    defaults = items_of(machine, arguments.keywords.get("defaults", ())) if "defaults" in arguments.keywords else ()
    if defaults is None:
        return NOT_KNOWN
    missing = (NOTHING,) * (len(names) - len(defaults))
    declared = tuple(Field(each, default) for each, default in zip(names, (*missing, *defaults), strict=False))
    return machine.heap.new(ClassObject(name, (), {}, "namedtuple", declared))


@library("typing.NamedTuple")
def _typed_named_tuple(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`NamedTuple("Block", [("filters", int), ("kernel", int)])`."""
    name, pairs = arguments.get(0, "typename"), items_of(machine, arguments.get(1, "fields", ()))
    names = [pair[0] for pair in pairs or () if isinstance(pair, tuple) and pair and isinstance(pair[0], str)]
    if pairs is None or len(names) != len(pairs) or not isinstance(name, str):
        return NOT_KNOWN
    return machine.heap.new(ClassObject(name, (), {}, "namedtuple", tuple(map(Field, names))))


def call_record_method(machine: Machine, ref: Ref, name: str, arguments: CallArguments, span: Span) -> Value:
    """A method that Python gives to named tuples, dataclasses and pydantic's models; `NOT_KNOWN` for others."""
    content = machine.heap[ref]
    assert isinstance(content, InstanceObject)
    if content.cls is None:
        return NOT_KNOWN
    names = [field.name for field in class_at(machine, content.cls).fields]
    if name == "_replace":
        return machine.heap.new(replace(content, attributes={**content.attributes, **arguments.keywords}))
    if name in {"_asdict", "dict", "model_dump"}:
        items: dict[Value, Value] = {each: content.attributes[each] for each in names if each in content.attributes}
        return machine.heap.new(DictObject(items))
    if name in {"copy", "model_copy"}:
        changes = mapping_of(machine, arguments.keywords.get("update"), span)
        changed = {} if isinstance(changes.items, Unknown) else names_of(changes.items)
        return machine.heap.new(replace(content, attributes={**content.attributes, **changed}))
    if name in {"count", "index"}:
        values = machine.heap.new(ListObject(tuple(content.attributes[each] for each in names)))
        return machine.call(BoundMethod(values, name), arguments, span)
    return NOT_KNOWN
