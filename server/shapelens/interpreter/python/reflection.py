"""Python's functions that look at or call other values: `getattr`, `isinstance`, `map`, `functools.reduce`, ..."""

from __future__ import annotations

from collections.abc import Callable

from shapelens.interpreter.heap import ClassObject, DictObject, InstanceObject, ListObject
from shapelens.interpreter.keras.naming import canonical
from shapelens.interpreter.machine import MISSING, Machine
from shapelens.interpreter.python.attributes import get_attribute
from shapelens.interpreter.python.classes import find_in_class, library_base
from shapelens.interpreter.python.command_line import make_parser
from shapelens.interpreter.python.operators import items_of, truth
from shapelens.interpreter.python.targets import set_attribute
from shapelens.interpreter.python.types import is_callable, is_instance, type_of
from shapelens.interpreter.values import CallArguments, Named, Ref, Value, is_scalar, not_known
from shapelens.layers.registry import find_function, find_layer
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def find_reflection(path: str) -> Callable[[Machine, CallArguments, Span], Value] | None:
    """The function behind a dotted name, if it is one of these."""
    return _FUNCTIONS.get(path)


def _getattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name = arguments.get(1, "name")
    if not isinstance(name, str):
        return not_known("getattr", arguments, span)
    if len(arguments.positional) > 2 and has_attribute(machine, arguments.positional[0], name) is False:
        return arguments.positional[2]
    return get_attribute(machine, arguments.positional[0], name, span)


def _setattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name = arguments.get(1, "name")
    if isinstance(name, str) and len(arguments.positional) == 3:
        set_attribute(machine, arguments.positional[0], name, arguments.positional[2])
    return None


def _hasattr(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    name = arguments.get(1, "name")
    known = has_attribute(machine, arguments.get(0, "obj"), name) if isinstance(name, str) else None
    return not_known("hasattr", arguments, span) if known is None else known


def has_attribute(machine: Machine, value: Value, name: str) -> bool | None:
    """Whether a value has an attribute; None where that is not known."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject):
        if name in content.attributes:
            return True
        if content.cls is None:
            return False
        if find_in_class(machine, content.cls, name) is not MISSING:
            return True
        return None if library_base(machine, content.cls) is not None else False
    if isinstance(content, ClassObject) and isinstance(value, Ref):
        return True if find_in_class(machine, value, name) is not MISSING else None
    if isinstance(value, Named):
        return _library_has(value, name)
    return hasattr(value, name) if is_scalar(value) or isinstance(value, tuple) else None


# what keras.layers exports beside the layers that have a rule
_WITHOUT_RULE = {
    "Input", "InputLayer", "InputSpec", "Layer", "Wrapper", "JaxLayer", "FlaxLayer", "TFSMLayer", "TorchModuleWrapper",
    "serialize", "deserialize",
}  # fmt: skip


def _library_has(module: Named, name: str) -> bool | None:
    """Whether `keras.layers` exports a name, which its rules tell; None for other modules."""
    if canonical(f"{module.path}.{name}") != f"keras.layers.{name}" and canonical(module.path) != "keras.layers":
        return None
    return find_layer(name) is not None or find_function(name) is not None or name in _WITHOUT_RULE


def _map(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional[1:]]
    if not rows or any(row is None for row in rows):
        return not_known("map", arguments, span)
    results = [
        machine.call(arguments.positional[0], CallArguments(list(items)), span)
        for items in zip(*[row for row in rows if row is not None], strict=False)
    ]
    return machine.heap.new(ListObject(tuple(results)))


def _filter(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = items_of(machine, arguments.get(1, "iterable"))
    if items is None:
        return not_known("filter", arguments, span)
    kept: list[Value] = []
    for item in items:
        wanted = (
            item
            if arguments.positional[0] is None
            else machine.call(arguments.positional[0], CallArguments([item]), span)
        )
        known = truth(machine, wanted)
        if isinstance(known, Unknown):
            return known
        if known:
            kept.append(item)
    return machine.heap.new(ListObject(tuple(kept)))


def _reduce(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items = items_of(machine, arguments.get(1, "iterable"))
    if items is None or (not items and len(arguments.positional) < 3):
        return not_known("reduce", arguments, span)
    values = [*arguments.positional[2:3], *items]
    result = values[0]
    for item in values[1:]:
        result = machine.call(arguments.positional[0], CallArguments([result, item]), span)
    return result


def _sorted(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    items, descending = items_of(machine, arguments.get(0, "iterable")), arguments.keywords.get("reverse", False)
    key = arguments.keywords.get("key")
    if items is None or not isinstance(descending, bool):
        return not_known("sorted", arguments, span)
    keys = [item if key is None else machine.call(key, CallArguments([item]), span) for item in items]
    if not all(is_scalar(each) or (isinstance(each, tuple) and all(map(is_scalar, each))) for each in keys):
        return not_known("sorted", arguments, span)
    try:
        order = sorted(range(len(items)), key=lambda index: keys[index], reverse=descending)
    except TypeError:
        return not_known("sorted", arguments, span)
    return machine.heap.new(ListObject(tuple(items[index] for index in order)))


def _deepcopy(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return _copied(machine, arguments.get(0, "x"))


def _copied(machine: Machine, value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(_copied(machine, item) for item in value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject):
        items = content.items if isinstance(content.items, Unknown) else _copied(machine, content.items)
        return machine.heap.new(ListObject(items, content.kind))
    if isinstance(content, DictObject):
        if isinstance(content.items, Unknown):
            return machine.heap.new(content)
        return machine.heap.new(DictObject({key: _copied(machine, item) for key, item in content.items.items()}))
    if isinstance(content, InstanceObject):
        return machine.heap.new(content)
    return value


def _replace(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`dataclasses.replace(instance, **changes)`."""
    source = arguments.get(0, "obj")
    content = machine.heap[source] if isinstance(source, Ref) else None
    if not isinstance(content, InstanceObject):
        return not_known("replace", arguments, span)
    changed = {**content.attributes, **{name: value for name, value in arguments.keywords.items() if name != "obj"}}
    return machine.heap.new(InstanceObject(content.cls, span, changed))


def _asdict(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    source = arguments.get(0, "obj")
    content = machine.heap[source] if isinstance(source, Ref) else None
    if not isinstance(content, InstanceObject):
        return not_known("asdict", arguments, span)
    return machine.heap.new(DictObject(dict(content.attributes)))


def _field(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """`dataclasses.field(default=...)` or `(default_factory=...)`."""
    if "default_factory" in arguments.keywords:
        return machine.call(arguments.keywords["default_factory"], CallArguments(), span)
    return arguments.keywords.get("default", Unknown("the field has no default", span.line))


def _namespace(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return machine.heap.new(InstanceObject(None, span, dict(arguments.keywords)))


def _next(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The next item of a generator, which is then gone; how far other iterators have come is not followed."""
    source = arguments.get(0, "iterator")
    content = machine.heap[source] if isinstance(source, Ref) else None
    items = content.items if isinstance(content, ListObject) else None
    if isinstance(items, tuple) and items:
        machine.heap[source] = ListObject(items[1:])
        return items[0]
    if isinstance(items, tuple) and len(arguments.positional) > 1:
        return arguments.positional[1]
    return not_known("next", arguments, span)


def _product(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional]
    known = [row for row in rows if row is not None]
    if len(known) != len(rows) or arguments.keywords:
        return not_known("product", arguments, span)
    combined: list[tuple[Value, ...]] = [()]
    for row in known:
        machine.tick()
        combined = [(*head, item) for head in combined for item in row]
        if len(combined) > 10_000:
            return not_known("product", arguments, span)
    return tuple(combined)


def _chain(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    rows = [items_of(machine, value) for value in arguments.positional]
    if any(row is None for row in rows):
        return not_known("chain", arguments, span)
    return tuple(item for row in rows if row is not None for item in row)


def _vars(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return _asdict(machine, arguments, span)


_FUNCTIONS: dict[str, Callable[[Machine, CallArguments, Span], Value]] = {
    "builtins.getattr": _getattr, "builtins.setattr": _setattr, "builtins.hasattr": _hasattr,
    "builtins.isinstance": is_instance, "builtins.callable": is_callable, "builtins.type": type_of,
    "builtins.map": _map,
    "builtins.filter": _filter, "builtins.sorted": _sorted, "builtins.next": _next, "builtins.vars": _vars,
    "functools.reduce": _reduce, "copy.deepcopy": _deepcopy, "copy.copy": _deepcopy, "dataclasses.replace": _replace,
    "dataclasses.asdict": _asdict, "dataclasses.field": _field, "types.SimpleNamespace": _namespace,
    "argparse.Namespace": _namespace, "argparse.ArgumentParser": make_parser, "itertools.product": _product,
    "itertools.chain": _chain,
}  # fmt: skip
