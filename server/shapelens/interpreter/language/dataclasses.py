"""Dataclasses, named tuples and Enums: their fields and members, and the constructors that Python generates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from shapelens.interpreter.domain.objects import ClassObject, InstanceObject
from shapelens.interpreter.domain.values import (
    NOTHING,
    BoundMethod,
    CallArguments,
    Descriptor,
    Field,
    Function,
    Method,
    Named,
    Ref,
    Value,
    is_scalar,
)
from shapelens.interpreter.language.comparison import compare
from shapelens.interpreter.language.container_items import members_of
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.mappings import mapping_of
from shapelens.interpreter.language.mro import class_at, find_in_class, lineage
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.framework.registry import find_layer
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

_BASES = {
    "enum.Enum": "enum", "enum.IntEnum": "enum", "enum.StrEnum": "enum", "enum.Flag": "enum", "enum.IntFlag": "enum",
    "typing.NamedTuple": "namedtuple", "typing.TypedDict": "typeddict", "typing_extensions.TypedDict": "typeddict",
    "pydantic.BaseModel": "dataclass", "pydantic_settings.BaseSettings": "dataclass",
}  # fmt: skip
_DECORATORS = {
    "dataclasses.dataclass", "attr.s", "attr.attrs", "attr.define", "attr.frozen", "attr.mutable", "attr.dataclass",
    "attrs.define", "attrs.frozen", "attrs.mutable", "pydantic.dataclasses.dataclass", "flax.struct.dataclass",
    "chex.dataclass",
}  # fmt: skip
_PLAIN = {"enum.IntEnum", "enum.StrEnum", "enum.IntFlag", "builtins.int", "builtins.str", "builtins.float"}


def kind_of_class(machine: Machine, node: low.ClassDefinition, bases: tuple[Value, ...]) -> tuple[str, bool]:
    """The machinery that a class uses, and whether the members of an Enum are plain values."""
    inherited = [class_at(machine, base) for base in bases if isinstance(base, Ref) and _is_class(machine, base)]
    paths = [base.path for base in bases if isinstance(base, Named)]
    kinds = ["dataclass" for decorator in node.decorators if _decorator_path(machine, decorator) in _DECORATORS]
    kinds += [_BASES[path] for path in paths if path in _BASES]
    kinds += [cls.kind for cls in inherited if cls.kind]
    plain = any(path in _PLAIN for path in paths) or any(cls.plain for cls in inherited)
    return (kinds[0] if kinds else ""), plain


def _is_class(machine: Machine, value: Value) -> bool:
    return isinstance(value, Ref) and isinstance(machine.heap[value], ClassObject)


def _decorator_path(machine: Machine, node: low.Expression) -> str:
    value = machine.evaluate(node.function if isinstance(node, low.Call) else node)
    return value.path if isinstance(value, Named) else ""


# ---- fields


def declared_fields(
    machine: Machine, ref: Ref, node: low.ClassDefinition, attributes: Mapping[str, Value]
) -> tuple[tuple[Field, ...], dict[str, Value]]:
    """The fields of a class with those that it inherits, and its attributes without what only declares fields."""
    cls = class_at(machine, ref)
    kept = dict(attributes)
    above = [class_at(machine, base) for base in lineage(machine, ref)[1:]]
    fields = {field.name: field for base in reversed(above) for field in base.fields}
    if cls.kind not in {"dataclass", "namedtuple", "typeddict"}:
        return tuple(fields.values()), kept
    decorated = any(_decorator_path(machine, decorator) in _DECORATORS for decorator in node.decorators)
    of_pydantic = any(isinstance(base, Named) and base.path in _BASES for each in (cls, *above) for base in each.bases)
    if cls.kind == "dataclass" and not decorated and not of_pydantic:
        # a plain class that derives from a dataclass keeps its constructor
        return tuple(fields.values()), kept
    keyword_only = _is_keyword_only(machine, node, cls)
    for name, annotation in _annotated(machine, node, attributes):
        label = _annotation_name(annotation)
        if label == "ClassVar":
            continue
        if label == "KW_ONLY":
            keyword_only = True
            continue
        default = kept.get(name, NOTHING)
        field = default if isinstance(default, Field) else Field("", default)
        if isinstance(default, Field):
            kept.pop(name)
            if default.default is not NOTHING:
                kept[name] = default.default
        strict = keyword_only or field.keyword_only
        fields[name] = replace(field, name=name, keyword_only=strict, stored=label != "InitVar")
    return tuple(fields.values()), kept


def _annotated(
    machine: Machine, node: low.ClassDefinition, attributes: Mapping[str, Value]
) -> Iterator[tuple[str, low.Expression | None]]:
    """The names of a class body that declare fields, with their annotations (`x = attr.ib()` has none)."""
    for statement in node.body:
        if isinstance(statement, low.AnnotatedAssign) and isinstance(statement.target, low.Name):
            yield statement.target.id, statement.annotation
        elif isinstance(statement, low.Assign) and isinstance(statement.targets[0], low.Name):
            name = statement.targets[0].id
            if isinstance(attributes.get(name), Field):
                yield name, None


def _annotation_name(node: low.Expression | None) -> str:
    node = node.value if isinstance(node, low.Subscript) else node
    if isinstance(node, low.Constant) and isinstance(node.value, str):
        return node.value.partition("[")[0].rpartition(".")[2]
    return node.name if isinstance(node, low.Attribute) else node.id if isinstance(node, low.Name) else ""


def _is_keyword_only(machine: Machine, node: low.ClassDefinition, cls: ClassObject) -> bool:
    for decorator in node.decorators:
        for argument in decorator.arguments if isinstance(decorator, low.Call) else ():
            if argument.keyword == "kw_only":
                return machine.evaluate(argument.value) is True
    return any(isinstance(base, Named) and base.path.startswith("pydantic") for base in cls.bases)


def fill_fields(machine: Machine, ref: Ref, cls: Ref, arguments: CallArguments, span: Span) -> None:
    """The generated `__init__` of a dataclass or NamedTuple."""
    instance = machine.heap[ref]
    assert isinstance(instance, InstanceObject)
    values: dict[str, Value] = {}
    for_post_init: list[Value] = []
    position = 0
    for field in class_at(machine, cls).fields:
        value: Value = NOTHING
        if field.init:
            value = arguments.keywords.get(field.name, NOTHING)
            if not field.keyword_only and position < len(arguments.positional) and value is NOTHING:
                value = arguments.positional[position]
            position += not field.keyword_only
        if value is NOTHING:
            value = _default(machine, cls, field, arguments, span)
        if field.stored:
            if value is not NOTHING:
                values[field.name] = value
        else:
            for_post_init.append(value)
    machine.heap[ref] = replace(instance, attributes={**instance.attributes, **values})
    post_init = find_in_class(machine, cls, "__post_init__")
    if post_init is MISSING:
        post_init = find_in_class(machine, cls, "__attrs_post_init__")
    if isinstance(post_init, Function):
        machine.call(Method(ref, post_init), CallArguments(for_post_init), span)


def _default(machine: Machine, cls: Ref, field: Field, arguments: CallArguments, span: Span) -> Value:
    if not arguments.complete:
        return Unknown(f"whether `{field.name}` is given is not known", span.line)
    if field.factory is not None:
        return machine.call(field.factory, CallArguments(), span)
    default = find_in_class(machine, cls, field.name)
    if default is not MISSING and not isinstance(default, Descriptor):
        return default
    if field.default is not NOTHING:
        return field.default
    return Unknown(f"`{field.name}` is not given", span.line) if field.init else NOTHING


# ---- Enums


def enum_members(machine: Machine, cls: Ref, attributes: Mapping[str, Value], span: Span) -> dict[str, Value]:
    """The attributes of an Enum, its members made instances; one with the value of another is that other."""
    made: dict[str, Value] = {}
    by_value: list[tuple[Value, Ref]] = []
    last: Value = 0
    constructor = find_in_class(machine, cls, "__init__")
    own = attributes.get("__init__", constructor)
    for name, value in attributes.items():
        if name.startswith("_") or not _can_be_member(value):
            made[name] = value
            continue
        if value is AUTO:
            value = _automatic(class_at(machine, cls), name, last)
        last = value
        known = next((ref for other, ref in by_value if is_scalar(value) and is_scalar(other) and other == value), None)
        if known is not None:
            made[name] = known
            continue
        member = machine.heap.new(InstanceObject(cls, span, {"value": value, "_value_": value, "name": name}))
        by_value.append((value, member))
        made[name] = member
        if isinstance(own, Function):
            given = list(value) if isinstance(value, tuple) else [value]
            machine.call(Method(member, replace(own, owner=cls)), CallArguments(given), span)
    return made


def _can_be_member(value: Value) -> bool:
    """Functions in the body of an Enum are its methods; classes, such as layers, are members."""
    if isinstance(value, Named) and value is not AUTO:
        return find_layer(value.path.rpartition(".")[2]) is not None
    return not isinstance(value, (Function, Descriptor, BoundMethod))


def _automatic(cls: ClassObject, name: str, last: Value) -> Value:
    """What `auto()` gives: the next number, or the name of a member of a StrEnum."""
    paths = {base.path for base in cls.bases if isinstance(base, Named)}
    if "enum.StrEnum" in paths:
        return name.lower()
    if paths & {"enum.Flag", "enum.IntFlag"}:
        return max(last * 2, 1) if isinstance(last, int) else Unknown("what `auto()` gives is not known")
    return last + 1 if isinstance(last, int) else Unknown("what `auto()` gives is not known")


def member_with(machine: Machine, cls: Ref, arguments: CallArguments, span: Span) -> Value:
    """`Color(value)`: the member that has a value. `Enum("Color", "RED GREEN")` is not followed."""
    wanted = arguments.get(0, "value")
    for member in members_of(machine, cls, class_at(machine, cls)):
        content = machine.heap[member] if isinstance(member, Ref) else None
        assert isinstance(content, InstanceObject)
        same = True if member == wanted else compare(machine, "==", content.attributes["value"], wanted)
        if isinstance(same, Unknown):
            return same
        if same:
            return member
    return fail(machine, ValueError, f"{wanted!r} is no value of {class_at(machine, cls).name}", span)


# what `enum.auto()` gives until the class is made
AUTO = Named("enum.auto()")


def make_class(machine: Machine, name: Value, bases: Value, namespace: Value, span: Span) -> Value:
    """`type(name, bases, namespace)`: a class made by a call."""
    names = mapping_of(machine, namespace, span).items
    if not isinstance(name, str) or not isinstance(bases, tuple) or isinstance(names, Unknown):
        return Unknown("the class that is made is not known", span.line)
    attributes = {str(key): value for key, value in names.items()}
    ref = machine.heap.new(ClassObject(name, bases, {}))
    for key, value in attributes.items():
        if isinstance(value, Function):
            attributes[key] = replace(value, owner=ref)
    machine.heap[ref] = ClassObject(name, bases, attributes)
    return ref
