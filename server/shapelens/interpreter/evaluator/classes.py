"""Classes of the program: defining them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from shapelens.interpreter.domain.objects import ClassObject, DictObject, InstanceObject, Scope, by_key
from shapelens.interpreter.domain.values import CallArguments, Descriptor, Function, Method, Ref, SuperValue, Value
from shapelens.interpreter.evaluator.decorators import apply_decorators
from shapelens.interpreter.language.dataclasses import declared_fields, enum_members, kind_of_class
from shapelens.interpreter.language.mro import class_at, find_in_class
from shapelens.interpreter.language.protocols import special_method
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span


def define_class(machine: Machine, node: low.ClassDefinition) -> Value:
    """Run a class body, make the class and call its decorators."""
    bases = tuple(machine.evaluate(base.value) for base in node.bases if base.keyword is None)
    keywords = {base.keyword: machine.evaluate(base.value) for base in node.bases if base.keyword is not None}
    outer = machine.scope
    machine.scope = machine.heap.new(Scope({}, outer, of_class=True))
    try:
        machine.execute(node.body)
        names = machine.scope_at(machine.scope).names
    finally:
        machine.scope = outer
    kind, plain = kind_of_class(machine, node, bases)
    metaclass, span = keywords.pop("metaclass", None) or _inherited_metaclass(machine, bases), machine.at(node.span)
    made = _made_by_metaclass(machine, metaclass, CallArguments([node.name, bases], keywords), names, span)
    ref = machine.heap.new(ClassObject(node.name, bases, {}, kind, (), plain)) if made is None else made
    names = {**names, **class_at(machine, ref).attributes}
    attributes = {name: _owned(value, ref) for name, value in names.items()}
    if kind == "enum":
        attributes = enum_members(machine, ref, attributes, span)
    machine.heap[ref] = ClassObject(node.name, bases, attributes, kind, (), plain, metaclass)
    fields, attributes = declared_fields(machine, ref, node, attributes)
    machine.heap[ref] = replace(class_at(machine, ref), attributes=attributes, fields=fields)
    _tell(machine, ref, keywords, span)
    return apply_decorators(machine, node.decorators, ref)


def _inherited_metaclass(machine: Machine, bases: tuple[Value, ...]) -> Value:
    """The metaclass of the bases."""
    content = (machine.heap[base] if isinstance(base, Ref) else None for base in bases)
    return next((cls.metaclass for cls in content if isinstance(cls, ClassObject) and cls.metaclass is not None), None)


def _made_by_metaclass(
    machine: Machine, metaclass: Value, arguments: CallArguments, names: Mapping[str, Value], span: Span
) -> Ref | None:
    """What the program's own `__new__` of a metaclass gives, if it gives a class."""
    is_class = isinstance(metaclass, Ref) and isinstance(machine.heap[metaclass], ClassObject)
    own = find_in_class(machine, metaclass, "__new__") if isinstance(metaclass, Ref) and is_class else MISSING
    if not isinstance(own, Function):
        return None
    given = [metaclass, *arguments.positional, machine.heap.new(DictObject(by_key(names)))]
    made = machine.call(own, CallArguments(given, arguments.keywords), span)
    return made if isinstance(made, Ref) and isinstance(machine.heap[made], ClassObject) else None


def _owned(value: Value, owner: Ref) -> Value:
    if isinstance(value, Function):
        return replace(value, owner=owner)
    if isinstance(value, Descriptor):
        setter = value.setter and replace(value.setter, owner=owner)
        return replace(value, function=replace(value.function, owner=owner), setter=setter)
    return value


def _tell(machine: Machine, ref: Ref, keywords: dict[str, Value], span: Span) -> None:
    """What Python calls when a class is made: `__set_name__`, `__init_subclass__`, the `__init__` of a metaclass."""
    cls = class_at(machine, ref)
    for name, value in cls.attributes.items():
        method = special_method(machine, value, "__set_name__")
        if method is not MISSING:
            machine.call(method, CallArguments([ref, name]), span)
    hook = find_in_class(machine, ref, "__init_subclass__", after=ref)
    function = hook.function if isinstance(hook, Descriptor) else hook
    if isinstance(function, Function):
        machine.call(Method(ref, function), CallArguments([], keywords), span)
    meta = cls.metaclass
    if isinstance(meta, Ref) and isinstance(machine.heap[meta], ClassObject):
        initialize = find_in_class(machine, meta, "__init__")
        if isinstance(initialize, Function):
            namespace = machine.heap.new(DictObject(by_key(cls.attributes)))
            machine.call(Method(ref, initialize), CallArguments([cls.name, cls.bases, namespace], keywords), span)


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


def class_of(machine: Machine, value: Value) -> Ref | None:
    """The program's class of an instance; of a class, itself."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(value, Ref) and isinstance(content, ClassObject):
        return value
    return content.cls if isinstance(content, InstanceObject) else None
