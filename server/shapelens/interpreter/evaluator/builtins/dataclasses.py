"""`dataclasses`, `enum.auto`, `types.SimpleNamespace`, `attr.ib` and pydantic's `Field`."""

from __future__ import annotations

from shapelens.interpreter.domain.objects import DictObject, InstanceObject, ListObject
from shapelens.interpreter.domain.values import NOTHING, CallArguments, Field, Ref, Value
from shapelens.interpreter.evaluator.builtins.copy import copied
from shapelens.interpreter.language.dataclasses import AUTO
from shapelens.interpreter.language.mappings import mapping_of
from shapelens.interpreter.language.mro import class_at
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


@library("enum.auto")
def _auto(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return AUTO


@library("types.SimpleNamespace", "argparse.Namespace", spread=True)
def _namespace(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    attributes = dict(arguments.keywords)
    if arguments.positional:
        given = mapping_of(machine, arguments.positional[0], span)
        attributes = {**{str(key): item for key, item in given.some.items()}, **attributes}
    if not arguments.complete:
        return Unknown("what the namespace holds is not known", span.line)
    return machine.heap.new(InstanceObject(None, span, attributes))


@library("dataclasses.field", "attr.ib", "attr.field", "attrs.field", "pydantic.Field", spread=True)
def _field(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A field of a class body: its default, or what makes one."""
    keywords = arguments.keywords
    default = keywords.get("default", arguments.positional[0] if arguments.positional else NOTHING)
    return Field(
        "",
        NOTHING if default is ... else default,
        keywords.get("default_factory", keywords.get("factory")),
        keywords.get("init", True) is not False,
        keywords.get("kw_only", False) is True,
    )


def _instance(machine: Machine, value: Value) -> InstanceObject | None:
    content = machine.heap[value] if isinstance(value, Ref) else None
    return content if isinstance(content, InstanceObject) and content.cls is not None else None


@library("dataclasses.replace", "attr.evolve", "attrs.evolve")
def _replace(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`dataclasses.replace(instance, **changes)`: a new instance, made by the constructor."""
    instance = _instance(machine, arguments.get(0, "obj"))
    if instance is None or instance.cls is None:
        return NOT_KNOWN
    fields = {field.name for field in class_at(machine, instance.cls).fields if field.init and field.stored}
    given = {name: item for name, item in instance.attributes.items() if name in fields}
    changes = {name: item for name, item in arguments.keywords.items() if name != "obj"}
    return machine.call(instance.cls, CallArguments([], {**given, **changes}), span)


@library("dataclasses.asdict", "attr.asdict", "attrs.asdict")
def _asdict(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    source = arguments.get(0, "obj")
    return NOT_KNOWN if _instance(machine, source) is None else as_plain(machine, source, span)


def as_plain(machine: Machine, value: Value, span: Span) -> Value:
    """A dataclass as a dict of its fields, and so on all the way down."""
    if isinstance(value, tuple):
        return tuple(as_plain(machine, item, span) for item in value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject) and content.cls is not None:
        cls = class_at(machine, content.cls)
        if cls.kind == "dataclass":
            fields = [field.name for field in cls.fields if field.name in content.attributes]
            items: dict[Value, Value] = {name: as_plain(machine, content.attributes[name], span) for name in fields}
            return machine.heap.new(DictObject(items))
    if isinstance(content, ListObject) and not isinstance(content.items, Unknown):
        return machine.heap.new(
            ListObject(tuple(as_plain(machine, item, span) for item in content.items), content.kind)
        )
    if isinstance(content, DictObject) and not isinstance(content.items, Unknown):
        items = {key: as_plain(machine, item, span) for key, item in content.items.items()}
        return machine.heap.new(DictObject(items))
    return copied(machine, value, {}, span)


@library("dataclasses.fields", "attr.fields", "attrs.fields")
def _fields(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    source = arguments.get(0, "class_or_instance")
    instance = _instance(machine, source)
    cls = source if instance is None else instance.cls
    if not isinstance(cls, Ref):
        return NOT_KNOWN
    described = []
    for field in class_at(machine, cls).fields:
        default = Unknown("the field has no default") if field.default is NOTHING else field.default
        described.append(machine.heap.new(InstanceObject(None, span, {"name": field.name, "default": default})))
    return tuple(described)


@library("dataclasses.is_dataclass")
def _is_dataclass(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    instance = _instance(machine, arguments.get(0, "obj"))
    return (
        NOT_KNOWN if instance is None or instance.cls is None else class_at(machine, instance.cls).kind == "dataclass"
    )


@library("dataclasses.astuple")
def _astuple(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    instance = _instance(machine, arguments.get(0, "obj"))
    if instance is None or instance.cls is None:
        return NOT_KNOWN
    return tuple(instance.attributes[field.name] for field in class_at(machine, instance.cls).fields if field.stored)
