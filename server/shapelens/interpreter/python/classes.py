"""Classes of the program: defining them, finding attributes along their bases, making instances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shapelens.interpreter.heap import ClassObject, InstanceObject, Scope
from shapelens.interpreter.keras.naming import canonical
from shapelens.interpreter.library import library
from shapelens.interpreter.machine import MISSING, Machine
from shapelens.interpreter.python.functions import call_method
from shapelens.interpreter.values import CallArguments, Descriptor, Function, Method, Named, Ref, SuperValue, Value
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

_KINDS = {
    "dataclasses.dataclass": "dataclass",
    "enum.Enum": "enum",
    "enum.IntEnum": "enum",
    "enum.StrEnum": "enum",
    "typing.NamedTuple": "namedtuple",
}


def define_class(machine: Machine, node: low.ClassDefinition) -> Ref:
    """Run a class body and make the class."""
    bases = tuple(machine.evaluate(base.value) for base in node.bases if base.keyword is None)
    kinds = [_KINDS.get(base.path) for base in bases if isinstance(base, Named)]
    kinds += [_KINDS.get(_decorator_path(machine, decorator)) for decorator in node.decorators]
    outer = machine.scope
    machine.scope = machine.heap.new(Scope({}, outer, of_class=True))
    machine.execute(node.body)
    names = machine.scope_at(machine.scope).names
    machine.scope = outer
    fields = tuple(
        statement.target.id
        for statement in node.body
        if isinstance(statement, low.AnnotatedAssign) and isinstance(statement.target, low.Name)
    )
    kind = next((kind for kind in kinds if kind), "")
    ref = machine.heap.new(ClassObject(node.name, bases, {}, kind, fields))
    attributes = {name: _owned(value, ref) for name, value in names.items()}
    if kind == "enum":
        span = machine.at(node.span)
        attributes = {name: _enum_member(machine, ref, name, value, span) for name, value in attributes.items()}
    machine.heap[ref] = ClassObject(node.name, bases, attributes, kind, fields)
    return ref


def _decorator_path(machine: Machine, node: low.Expression) -> str:
    value = machine.evaluate(node.function if isinstance(node, low.Call) else node)
    return value.path if isinstance(value, Named) else ""


def _owned(value: Value, owner: Ref) -> Value:
    if isinstance(value, Function):
        return replace(value, owner=owner)
    return replace(value, function=replace(value.function, owner=owner)) if isinstance(value, Descriptor) else value


def _enum_member(machine: Machine, cls: Ref, name: str, value: Value, span: Span) -> Value:
    if isinstance(value, (Function, Descriptor)) or name.startswith("_"):
        return value
    return machine.heap.new(InstanceObject(cls, span, {"value": value, "name": name}))


def class_at(machine: Machine, ref: Ref) -> ClassObject:
    """The class at an address."""
    cls = machine.heap[ref]
    assert isinstance(cls, ClassObject)
    return cls


def lineage(machine: Machine, ref: Ref) -> Iterator[Ref]:
    """A class and the program's classes that it derives from, nearest first."""
    seen: set[Ref] = set()
    stack = [ref]
    while stack:
        current = stack.pop(0)
        if current in seen:
            continue
        seen.add(current)
        yield current
        bases = [base for base in class_at(machine, current).bases if isinstance(base, Ref)]
        stack = [base for base in bases if isinstance(machine.heap[base], ClassObject)] + stack


def library_base(machine: Machine, ref: Ref) -> str | Unknown | None:
    """The canonical name of the library class that a class derives from; unknown where a base is; else None."""
    for current in lineage(machine, ref):
        for base in class_at(machine, current).bases:
            if isinstance(base, Named) and base.path != "builtins.object":
                return canonical(base.path)
            if isinstance(base, Unknown):
                return base
    return None


def find_in_class(machine: Machine, ref: Ref, name: str, after: Ref | None = None) -> Value:
    """An attribute of a class or of its bases (of those behind `after`), or `MISSING`."""
    searching = after is None
    for current in lineage(machine, ref):
        if searching:
            attributes = class_at(machine, current).attributes
            if name in attributes:
                return attributes[name]
        searching = searching or current == after
    return MISSING


def instance_attribute(machine: Machine, ref: Ref, name: str, span: Span) -> Value:
    """An attribute of an instance: its own, or its class's bound to it; `MISSING` where neither has it."""
    instance = machine.heap[ref]
    assert isinstance(instance, InstanceObject)
    if name in instance.attributes:
        return instance.attributes[name]
    if instance.cls is None:
        return MISSING
    return bind(machine, ref, instance.cls, find_in_class(machine, instance.cls, name), span)


def bind(machine: Machine, receiver: Value, cls: Ref, found: Value, span: Span) -> Value:
    """What an attribute of a class becomes when it is read through an instance."""
    if isinstance(found, Function):
        return Method(receiver, found)
    if isinstance(found, Descriptor):
        if found.kind == "property":
            return call_method(machine, Method(receiver, found.function), CallArguments(), span)
        return Method(cls, found.function) if found.kind == "classmethod" else found.function
    return found


def class_attribute(machine: Machine, ref: Ref, name: str, span: Span) -> Value:
    """`Class.name`."""
    found = find_in_class(machine, ref, name)
    if name == "__name__":
        return class_at(machine, ref).name
    if found is MISSING:
        return Unknown(f"`{class_at(machine, ref).name}` has no `{name}` that is known", span.line)
    if isinstance(found, Descriptor):
        return Method(ref, found.function) if found.kind == "classmethod" else found.function
    return found


def super_attribute(machine: Machine, value: SuperValue, name: str, span: Span) -> Value:
    """`super().name`, among the program's classes; `MISSING` where only a library base has it."""
    instance = machine.heap[value.receiver]
    cls = instance.cls if isinstance(instance, InstanceObject) else value.receiver
    if cls is None:
        return MISSING
    return bind(machine, value.receiver, cls, find_in_class(machine, cls, name, after=value.after), span)


@library("builtins.super")
def make_super(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`super()`, or the old `super(Class, self)`."""
    if arguments.positional:
        owner, receiver = arguments.get(0, "cls"), arguments.get(1, "self")
    else:
        owner, receiver = machine.lookup("__class__"), machine.lookup("__self__")
    if isinstance(owner, Ref) and isinstance(receiver, Ref) and isinstance(machine.heap[owner], ClassObject):
        return SuperValue(receiver, owner)
    return Unknown("`super()` is not understood here", span.line)


def fill_fields(machine: Machine, ref: Ref, cls: Ref, arguments: CallArguments) -> None:
    """The generated `__init__` of a dataclass or NamedTuple."""
    names = [name for each in reversed(list(lineage(machine, cls))) for name in class_at(machine, each).fields]
    instance = machine.heap[ref]
    assert isinstance(instance, InstanceObject)
    values: dict[str, Value] = {}
    for position, name in enumerate(dict.fromkeys(names)):
        default = find_in_class(machine, cls, name)
        missing = Unknown(f"`{name}` is not given", instance.span.line) if default is MISSING else default
        values[name] = arguments.get(position, name, missing)
    machine.heap[ref] = replace(instance, attributes=values)
