"""`value[index]`, `value[index] = item` and `del value[index]`."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.frame_methods import PLACES, by_place
from shapelens.interpreter.data.frames import index_frame, set_column
from shapelens.interpreter.data.text_tables import with_written_width
from shapelens.interpreter.domain.objects import (
    NO_COUNT,
    ClassObject,
    DictObject,
    FrameObject,
    HeapObject,
    InstanceObject,
    ListObject,
    ToolObject,
)
from shapelens.interpreter.domain.problems import SymbolicTensor
from shapelens.interpreter.domain.values import (
    NOTHING,
    AnyOf,
    CallArguments,
    Descriptor,
    Function,
    Method,
    Named,
    Namespace,
    OneOf,
    Ref,
    ShapeEnd,
    SliceValue,
    Stream,
    TensorValue,
    Value,
    bounds_of,
    forget_alternatives,
)
from shapelens.interpreter.evaluator.attributes import get_attribute
from shapelens.interpreter.evaluator.builtins.environment import ENVIRONMENT, set_variable, variable
from shapelens.interpreter.evaluator.builtins.re import MATCH, group_of
from shapelens.interpreter.evaluator.escapes import forget
from shapelens.interpreter.keras import tensors
from shapelens.interpreter.language.alternatives import for_each
from shapelens.interpreter.language.comparison import plain_number
from shapelens.interpreter.language.container_items import items_of, key_of, members_of
from shapelens.interpreter.language.elements import arrived, handed_over
from shapelens.interpreter.language.exceptions import fail
from shapelens.interpreter.language.iteration import collect
from shapelens.interpreter.language.mappings import forget_names, names_in, set_names
from shapelens.interpreter.language.mro import find_in_class
from shapelens.interpreter.language.protocols import call_special, inner_container
from shapelens.interpreter.language.symbols import is_symbol, refuse
from shapelens.interpreter.language.unknown_keys import any_of, set_under_unknown_key, with_unknown_key
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.machine.path_facts import NO_FACTS
from shapelens.interpreter.modules.resolve import resolve
from shapelens.interpreter.store.join import certain_items, each_value, join_items, join_values
from shapelens.layers.operations import slice_size
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def subscript(machine: Machine, value: Value, index: Value, span: Span) -> Value:
    """An item or slice of a value."""
    if isinstance(value, OneOf):
        return for_each(machine, value, lambda each: subscript(machine, each, index, span))
    found = _of_plain(machine, value, index, span)
    if found is not MISSING:
        return found
    own = call_special(machine, value, "__getitem__", index, span=span)
    if own is not MISSING:
        return own
    value = inner_container(machine, value)
    content = machine.heap[value] if isinstance(value, Ref) else None
    found = _of_library(machine, content, index, span)
    if found is not MISSING:
        return found
    if isinstance(content, ClassObject) and isinstance(value, Ref):
        return _of_class(machine, value, content, index, span)
    if isinstance(content, DictObject) and isinstance(value, Ref) and key_of(machine, index) is NOTHING:
        machine.risk()
        return _under_unknown_key(machine, value, content, index, span)
    if isinstance(index, TensorValue):
        index = Unknown("the index is some number", span.line)
    if isinstance(index, Unknown):
        machine.risk()
        return _any_item(machine, value, content, index)
    if isinstance(content, DictObject) and isinstance(value, Ref):
        return _of_dict(machine, value, content, index, span)
    if isinstance(content, ListObject) and isinstance(content.items, Unknown):
        return _of_open_list(machine, content, index)
    items = value if isinstance(value, (str, bytes, range)) else items_of(machine, value)
    if items is None:
        return Unknown("what is indexed is not known", span.line)
    return _of_sequence(machine, value, items, plain_number(machine, index), span)


def _of_plain(machine: Machine, value: Value, index: Value, span: Span) -> Value:
    """An item of what is no object of the program; `MISSING` for one that is, and for sequences."""
    if isinstance(value, ShapeEnd):
        return _of_shape_end(machine, value, index)
    if isinstance(value, Unknown):
        machine.risk()
        return value
    if value is None:
        return fail(machine, TypeError, "None has no items", span)
    if isinstance(value, TensorValue):
        return with_written_width(value, index, tensors.index(machine, value, index, span))
    if isinstance(value, Stream):
        return handed_over(machine.heap, arrived(value.element))
    if isinstance(value, Namespace):
        return _of_namespace(machine, value, index, span)
    if value == ENVIRONMENT:
        machine.risk()
        found = variable(machine, index)
        return Unknown(f"the environment variable {index!r} is not known", span.line) if found is MISSING else found
    if isinstance(value, Named):
        # a generic alias, such as `list[int]` or `Generic[T]`
        return value
    if not isinstance(value, dict):
        return MISSING
    return (
        value[index] if isinstance(index, str) and index in value else Unknown(f"it has no item {index!r}", span.line)
    )


def _of_shape_end(machine: Machine, shape: ShapeEnd, index: Value) -> Value:
    """`x.shape[-1]`, `x.shape[-2:]`, `x.shape[1:-1]` of a tensor whose last axes alone are known."""
    sizes = shape.sizes
    if isinstance(index, int) and -len(sizes) <= index < 0:
        return sizes[index]
    bounds = bounds_of(index) if isinstance(index, SliceValue) else None
    if bounds is not None and bounds[2] in (None, 1) and (bounds[1] is None or bounds[1] < 0):
        lower, upper, _ = bounds
        if lower is None or lower >= 0:
            # of the axes in front, some are left away
            return replace(shape, sizes=sizes[lower:upper])
        if -lower <= len(sizes):
            return sizes[lower:upper]
    machine.risk()
    return forget_alternatives(shape)


def _of_library(machine: Machine, content: HeapObject | None, index: Value, span: Span) -> Value:
    """An item of what a library made: a frame, its rows and columns by place, a bare namespace."""
    if isinstance(content, ToolObject) and content.kind == PLACES:
        return by_place(machine, content, index, span)
    if isinstance(content, ToolObject) and content.kind == MATCH:
        return group_of(content, index, span)
    if isinstance(content, FrameObject):
        return index_frame(machine, content, index, span)
    if isinstance(content, InstanceObject) and content.cls is None and isinstance(index, str):
        return content.attributes.get(index, MISSING)
    return MISSING


def _of_namespace(machine: Machine, space: Namespace, index: Value, span: Span) -> Value:
    """`vars(x)[name]`, `globals()[name]`."""
    names = names_in(machine, space)
    if isinstance(index, str) and index in names:
        found = names[index]
        return resolve(machine, found) if isinstance(found, Named) else found
    machine.risk()
    return index if isinstance(index, Unknown) else Unknown(f"the name {index!r} is not known there", span.line)


def _of_class(machine: Machine, ref: Ref, cls: ClassObject, index: Value, span: Span) -> Value:
    """A member of an Enum by its name; or a generic alias."""
    if cls.kind != "enum":
        return _own_item(machine, ref, cls, index, span)
    members = {each: machine.heap[each] for each in members_of(machine, ref, cls) if isinstance(each, Ref)}
    named = {item.attributes["name"]: each for each, item in members.items() if isinstance(item, InstanceObject)}
    if isinstance(index, str):
        return named[index] if index in named else get_attribute(machine, ref, index, span)
    return index if isinstance(index, Unknown) else Unknown("the name of the member is not known", span.line)


def _own_item(machine: Machine, ref: Ref, cls: ClassObject, index: Value, span: Span) -> Value:
    """`Class[index]`: what its metaclass or its `__class_getitem__` says, else a generic alias."""
    meta = cls.metaclass
    own: Value = MISSING
    if isinstance(meta, Ref) and isinstance(machine.heap[meta], ClassObject):
        own = find_in_class(machine, meta, "__getitem__")
    if own is MISSING:
        own = find_in_class(machine, ref, "__class_getitem__")
    function = own.function if isinstance(own, Descriptor) else own
    if not isinstance(function, Function):
        return ref
    return machine.call(Method(ref, function), CallArguments([index], {}, [span]), span)


def _any_item(machine: Machine, value: Value, content: HeapObject | None, index: Unknown) -> Value:
    """An item at a place that is not known: what all items have in common."""
    if isinstance(content, (InstanceObject, ClassObject)):
        return index
    gathered = content if isinstance(content, ListObject) else ListObject(items_of(machine, value) or ())
    common = gathered.each if isinstance(gathered.items, Unknown) else any_of(machine, gathered.items)
    # of numbers and texts nothing is left but the reason why the index is unknown
    return index if common is NOTHING or type(common) is Unknown else common


def _under_unknown_key(machine: Machine, ref: Ref, content: DictObject, index: Value, span: Span) -> Value:
    """An item of a dict under a key that is not known; a `defaultdict` may make it."""
    reason = index if isinstance(index, Unknown) else Unknown("the key is not known", span.line)
    if content.factory is None:
        known = tuple(certain_items(content).values())
        common = any_of(machine, known, content.each if isinstance(content.items, Unknown) else NOTHING)
        return reason if common is NOTHING or type(common) is Unknown else common
    made = machine.call(content.factory, CallArguments(), span)
    machine.heap[ref], item = with_unknown_key(machine, content, made, reason)
    return item


def _of_dict(machine: Machine, ref: Ref, content: DictObject, index: Value, span: Span) -> Value:
    key = key_of(machine, index)
    if isinstance(content.items, Unknown):
        machine.risk()
        if key in content.some or content.factory is None:
            return content.some.get(key, content.items if content.each is NOTHING else content.each)
        made = machine.call(content.factory, CallArguments(), span)
        machine.heap[ref], item = with_unknown_key(machine, content, made, content.items)
        return item
    if key in content.items:
        return content.items[key]
    if content.factory is None:
        return fail(machine, KeyError, f"the dict has no item {index!r}", span)
    made = machine.call(content.factory, CallArguments(), span)
    machine.heap[ref] = replace(content, items={**content.items, key: made})
    return made


def _of_open_list(machine: Machine, content: ListObject, index: Value) -> Value:
    assert isinstance(content.items, Unknown)
    machine.risk()
    if isinstance(index, int):
        common = content.items if content.each is NOTHING else content.each
        return content.head[index] if 0 <= index < len(content.head) else common
    if not isinstance(index, SliceValue):
        return content.items
    head: tuple[Value, ...] = ()
    if index.step in (None, 1) and isinstance(index.lower, (int, type(None))) and (index.lower or 0) >= 0:
        if isinstance(index.upper, int) and 0 <= index.upper <= len(content.head):
            return machine.heap.new(ListObject(content.head[index.lower : index.upper], content.kind))
        head = content.head[index.lower :] if index.upper is None else ()
    bounds = bounds_of(index)
    count = NO_COUNT if bounds is None or isinstance(content.count, Unknown) else slice_size(content.count, *bounds)
    return machine.heap.new(replace(content, head=head, count=count))


def _of_sequence(
    machine: Machine, value: Value, items: tuple[Value, ...] | str | bytes | range, index: Value, span: Span
) -> Value:
    if isinstance(index, int):
        if -len(items) <= index < len(items):
            return items[index]
        return fail(machine, IndexError, f"index {index} is out of range", span)
    if isinstance(index, SliceValue):
        bounds = slice_of(machine, index)
        if isinstance(bounds, Unknown):
            return bounds
        part = items[bounds]
        return machine.heap.new(ListObject(part)) if isinstance(value, Ref) and isinstance(part, tuple) else part
    return Unknown("the index is not known", span.line)


def slice_of(machine: Machine, index: SliceValue) -> slice | Unknown:
    """A slice with known bounds."""
    bounds = [plain_number(machine, bound) for bound in (index.lower, index.upper, index.step)]
    unknown = next((bound for bound in bounds if not isinstance(bound, (int, type(None)))), None)
    if unknown is not None or bounds[2] == 0:
        return unknown if isinstance(unknown, Unknown) else Unknown("the slice is not known")
    return slice(*bounds)


def set_item(machine: Machine, container: Value, index: Value, item: Value, span: Span) -> None:
    """`container[index] = item`."""
    if isinstance(container, Unknown):
        # conditions on it may come out otherwise now
        machine.facts = NO_FACTS
    if is_symbol(machine, container):
        refuse(machine, SymbolicTensor("assignment", ""), span)
        return
    if isinstance(container, OneOf):
        for_each(machine, container, lambda each: set_item(machine, each, index, item, span))
        return
    if isinstance(container, Namespace):
        if isinstance(index, str):
            set_names(machine, container, {index: item})
        else:
            forget_names(machine, container, Unknown("which name is set is not known", span.line))
        return
    if container == ENVIRONMENT:
        set_variable(machine, index, item)
        return
    if isinstance(container, AnyOf):
        forget(machine, container, Unknown("which of many is changed is not known", span.line))
        return
    if call_special(machine, container, "__setitem__", index, item, span=span) is not MISSING:
        return
    container = inner_container(machine, container)
    content = machine.heap[container] if isinstance(container, Ref) else None
    if isinstance(content, FrameObject) and isinstance(container, Ref):
        set_column(machine, container, content, index, item)
    elif isinstance(content, ListObject) and isinstance(container, Ref):
        _set_in_list(machine, container, content, plain_number(machine, index), item, span)
    elif isinstance(content, DictObject) and isinstance(container, Ref):
        key = key_of(machine, index)
        if key is NOTHING:
            reason = index if isinstance(index, Unknown) else Unknown("an item is set under a key that is not known")
            machine.heap[container] = set_under_unknown_key(content, item, reason)
        elif isinstance(content.items, Unknown):
            each = join_items(content.each, item)
            machine.heap[container] = replace(content, some={**content.some, key: item}, each=each)
        else:
            machine.heap[container] = replace(content, items={**content.items, key: item})


def _set_in_list(machine: Machine, ref: Ref, content: ListObject, index: Value, item: Value, span: Span) -> None:
    if isinstance(index, SliceValue):
        _set_slice(machine, ref, content, index, item, span)
        return
    known = content.items if not isinstance(content.items, Unknown) else content.head
    if isinstance(index, int):
        whole = not isinstance(content.items, Unknown)
        if -len(known) <= index < len(known) and (whole or index >= 0):
            changed = list(known)
            changed[index] = item
            if whole:
                machine.heap[ref] = replace(content, items=tuple(changed))
            else:
                each = join_values(content.each, item)
                machine.heap[ref] = replace(content, head=tuple(changed), each=each)
            return
        if whole:
            fail(machine, IndexError, f"index {index} is out of range", span)
            return
    # any item may be the one: the length stays as it is
    joined = tuple(join_values(each, item) for each in known)
    if isinstance(content.items, Unknown):
        machine.heap[ref] = replace(content, head=joined, each=join_values(content.each, item))
    else:
        machine.heap[ref] = replace(content, items=joined)


def _set_slice(machine: Machine, ref: Ref, content: ListObject, index: SliceValue, item: Value, span: Span) -> None:
    bounds, given = slice_of(machine, index), collect(machine, item, span)
    if isinstance(content.items, Unknown) or isinstance(bounds, Unknown) or isinstance(given.items, Unknown):
        reason = next(part for part in (content.items, bounds, given.items) if isinstance(part, Unknown))
        machine.heap[ref] = ListObject(reason, content.kind)
        return
    changed = list(content.items)
    try:
        changed[bounds] = given.items
    except ValueError as error:
        fail(machine, ValueError, str(error), span)
        return
    machine.heap[ref] = replace(content, items=tuple(changed))


def delete_item(machine: Machine, container: Value, index: Value, span: Span) -> None:
    """`del container[index]`."""
    if isinstance(container, OneOf):
        for_each(machine, container, lambda each: delete_item(machine, each, index, span))
        return
    if isinstance(container, AnyOf):
        forget(machine, container, Unknown("which of many is changed is not known", span.line))
        return
    if call_special(machine, container, "__delitem__", index, span=span) is not MISSING:
        return
    container = inner_container(machine, container)
    content = machine.heap[container] if isinstance(container, Ref) else None
    if isinstance(content, DictObject) and isinstance(container, Ref):
        key = key_of(machine, index)
        if isinstance(content.items, Unknown) or key is NOTHING:
            some = {} if key is NOTHING else {other: item for other, item in content.some.items() if other != key}
            reason = content.items if isinstance(content.items, Unknown) else Unknown("an item was deleted")
            machine.heap[container] = replace(content, items=reason, some=some, each=each_value(content))
        elif key in content.items:
            kept = {other: item for other, item in content.items.items() if other != key}
            machine.heap[container] = replace(content, items=kept)
        else:
            fail(machine, KeyError, f"the dict has no item {index!r}", span)
    elif isinstance(content, ListObject) and isinstance(container, Ref):
        machine.heap[container] = _without(machine, content, plain_number(machine, index), span)


def _without(machine: Machine, content: ListObject, index: Value, span: Span) -> ListObject:
    place = slice_of(machine, index) if isinstance(index, SliceValue) else index
    if isinstance(content.items, Unknown) or not isinstance(place, (int, slice)):
        reason = content.items if isinstance(content.items, Unknown) else Unknown("an item was deleted")
        each = content.each if isinstance(content.items, Unknown) else Unknown("an item was deleted")
        return ListObject(reason, content.kind, (), each)
    changed = list(content.items)
    try:
        del changed[place]
    except IndexError:
        fail(machine, IndexError, f"index {place} is out of range", span)
    return replace(content, items=tuple(changed))
