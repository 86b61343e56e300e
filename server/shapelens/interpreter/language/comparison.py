"""Comparisons, membership and truth: True, False, or unknown where that depends on what is not known."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from shapelens.interpreter.domain.objects import (
    ClassObject,
    DictObject,
    FunctionalObject,
    HeapObject,
    InstanceObject,
    ListObject,
)
from shapelens.interpreter.domain.values import (
    NOTHING,
    SCALARS,
    BoundMethod,
    Descriptor,
    ExceptionValue,
    Field,
    Function,
    LibraryInstance,
    Method,
    Module,
    Named,
    Namespace,
    NoValue,
    OneOf,
    Partial,
    Ref,
    SliceValue,
    Sometimes,
    Stream,
    SuperValue,
    TensorValue,
    Value,
    forget_alternatives,
    is_scalar,
)
from shapelens.interpreter.language.alternatives import agreed
from shapelens.interpreter.language.container_items import SETS, items_of, key_of
from shapelens.interpreter.language.mro import class_at
from shapelens.interpreter.language.protocols import call_special, inner_container, inner_object
from shapelens.interpreter.machine.callees import find_callee
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.layers.operations.framework.values import ShapeValue
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.never import never
from shapelens.shapes.unknown import Unknown

# on constants and sets; Python raises where two have no order
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_SPECIAL = {"==": "__eq__", "!=": "__ne__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPEN = Unknown("it compares an open size")
_CANNOT = Unknown("these values cannot be compared")
# the class of a tensor, symbolic or not
TENSOR_TYPE = Named("keras.tensor.type")
# of a long container a membership compares more than is followed
_MOST_COMPARED = 32
_CALLABLES = (Function, Method, BoundMethod, Partial)


def compare(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    """One comparison: True, False or unknown."""
    if isinstance(left, OneOf):
        return forget_alternatives(agreed(left, lambda each: compare(machine, symbol, each, right)))
    if isinstance(right, OneOf):
        return forget_alternatives(agreed(right, lambda each: compare(machine, symbol, left, each)))
    if machine.trace is not None:
        machine.trace.compared.extend(_compared(machine, symbol, left, right))
    if symbol in {"in", "not in"}:
        found = contains(machine, right, left)
        return found if isinstance(found, Unknown) else found == (symbol == "in")
    if symbol in {"is", "is not"}:
        same = _identical(left, right)
        return same if isinstance(same, Unknown) else same == (symbol == "is")
    own = _by_special_method(machine, symbol, left, right)
    if own is not MISSING:
        return own
    left, right = plain_number(machine, left), plain_number(machine, right)
    if symbol in {"==", "!="}:
        same = equal(machine, left, right)
        return same if isinstance(same, Unknown) else same == (symbol == "==")
    return _ordered(machine, symbol, left, right)


def _compared(machine: Machine, symbol: str, left: Value, right: Value) -> Iterator[tuple[Value, Value]]:
    """What is compared with what; of a membership with each of a few items, or the ends of a range."""
    if symbol not in {"in", "not in"}:
        yield left, right
        if symbol not in {"==", "!="} and isinstance(left, (str, bytes)) and machine.trace is not None:
            machine.trace.read.append((None, left))
        return
    if isinstance(right, (str, bytes)) and machine.trace is not None:
        machine.trace.read.append((None, right))
    items = (right.start, right.stop) if isinstance(right, range) else items_of(machine, right) or ()
    if len(items) > _MOST_COMPARED and machine.trace is not None:
        machine.trace.read.append((None, left))
    yield from ((left, item) for item in islice(items, _MOST_COMPARED))


def _by_special_method(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    """What the program's own `__eq__`, `__lt__`, ... say; `MISSING` where there is none."""
    if not isinstance(left, Ref) and not isinstance(right, Ref):
        return MISSING
    given = call_special(machine, left, _SPECIAL[symbol], right)
    if given is MISSING or given == Named("builtins.NotImplemented"):
        given = call_special(machine, right, _SPECIAL[_MIRRORED[symbol]], left)
    if given is MISSING and symbol == "!=":
        given = _by_special_method(machine, "==", left, right)
        known = MISSING if given is MISSING else truth(machine, given)
        return known if known is MISSING or isinstance(known, Unknown) else not known
    return MISSING if given == Named("builtins.NotImplemented") else given


def plain_number(machine: Machine, value: Value) -> Value:
    """A member of an IntEnum, StrEnum or `class X(str, Enum)` as the value that it also is."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, InstanceObject) and content.cls is not None:
        cls = class_at(machine, content.cls)
        if cls.kind == "enum" and cls.plain and "value" in content.attributes:
            return content.attributes["value"]
    return value


def _ordered(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    if isinstance(left, Unknown):
        return left
    if isinstance(right, Unknown):
        return right
    if isinstance(left, Polynomial) or isinstance(right, Polynomial):
        return symbol in {"<=", ">="} if left == right else _OPEN
    if is_scalar(left) and is_scalar(right):
        try:
            return _ORDER[symbol](left, right)
        except TypeError as error:
            return Unknown(f"the comparison fails: {error}")
    if isinstance(left, TensorValue) or isinstance(right, TensorValue):
        return _CANNOT
    mine, theirs = items_of(machine, left), items_of(machine, right)
    if mine is None or theirs is None:
        return _CANNOT
    if is_set(machine, left) or is_set(machine, right):
        first, second = _as_set(machine, mine), _as_set(machine, theirs)
        return _CANNOT if first is None or second is None else _ORDER[symbol](first, second)
    for a, b in zip(mine, theirs, strict=False):
        same = equal(machine, a, b)
        if isinstance(same, Unknown):
            return same
        if not same:
            return compare(machine, symbol, a, b)
    return _ORDER[symbol](len(mine), len(theirs))


def is_set(machine: Machine, value: Value) -> bool:
    """Whether a value is a set or frozenset."""
    content = machine.heap[value] if isinstance(value, Ref) else None
    return isinstance(content, ListObject) and content.kind in SETS


def _as_set(machine: Machine, items: Iterable[Value]) -> set[Value] | None:
    keys = {key_of(machine, item) for item in items}
    return None if NOTHING in keys else keys


def equal(machine: Machine, left: Value, right: Value) -> bool | Unknown:
    """Whether two values are equal."""
    if isinstance(left, Unknown):
        return left
    if isinstance(right, Unknown):
        return right
    if isinstance(left, Polynomial) or isinstance(right, Polynomial):
        numbers = isinstance(left, (int, float, Polynomial)) and isinstance(right, (int, float, Polynomial))
        return True if left == right else _OPEN if numbers else False
    if is_scalar(left) and is_scalar(right):
        return bool(left == right)
    if isinstance(left, Ref) and left == right:
        return True
    if isinstance(left, TensorValue) or isinstance(right, TensorValue):
        return _CANNOT if not is_scalar(left) and not is_scalar(right) else _compared_tensor(left, right)
    if isinstance(left, Named) or isinstance(right, Named):
        return _equal_named(left, right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return _equal_items(machine, left, right)
    if isinstance(left, range) or isinstance(right, range):
        return left == right if isinstance(left, range) and isinstance(right, range) else False
    if isinstance(left, Ref) and isinstance(right, Ref):
        return _equal_objects(machine, left, right)
    if isinstance(left, Ref) or isinstance(right, Ref):
        return _equal_to_plain(machine, *((left, right) if isinstance(left, Ref) else (right, left)))
    return bool(left == right)


def _compared_tensor(left: Value, right: Value) -> bool | Unknown:
    other = right if isinstance(left, TensorValue) else left
    # `tensor == None` and `tensor == "auto"` are no comparison of numbers
    return False if other is None or isinstance(other, str) else _CANNOT


def _equal_named(left: Value, right: Value) -> bool | Unknown:
    if isinstance(left, Named) and isinstance(right, Named):
        return _same_name(left, right)
    other = right if isinstance(left, Named) else left
    name = left if isinstance(left, Named) else right
    if (
        not isinstance(name, Named)
        or other is None
        or isinstance(other, (*_CALLABLES, Ref, tuple))
        or is_known_callable(name)
    ):
        return False
    return Unknown(f"what `{name.path}` is is not known")


def _same_name(left: Named, right: Named) -> bool | Unknown:
    if (left == TENSOR_TYPE) != (right == TENSOR_TYPE):
        other = right if left == TENSOR_TYPE else left
        return False if other.path.startswith("builtins.") else Unknown("which class a tensor has is not known")
    if canonical(left.path) == canonical(right.path):
        return True
    classes = find_callee(left.path).layer, find_callee(right.path).layer
    if None not in classes:
        return classes[0] is classes[1]
    of_python = left.path.startswith("builtins.") and right.path.startswith("builtins.")
    return False if of_python else Unknown("two names of libraries may be one")


def is_known_callable(name: Named) -> bool:
    """Whether a dotted name is a function or class that is known."""
    return find_callee(name.path).is_known


def _equal_items(machine: Machine, left: Sequence[Value], right: Sequence[Value]) -> bool | Unknown:
    if len(left) != len(right):
        return False
    return _all(compare(machine, "==", a, b) for a, b in zip(left, right, strict=True))


def _all(answers: Iterable[Value]) -> bool | Unknown:
    unknown: Unknown | None = None
    for answer in answers:
        if answer is False:
            return False
        if answer is not True:
            unknown = unknown or (answer if isinstance(answer, Unknown) else _CANNOT)
    return True if unknown is None else unknown


def _equal_objects(machine: Machine, left: Ref, right: Ref) -> bool | Unknown:
    mine, theirs = machine.heap[inner_object(machine, left)], machine.heap[inner_object(machine, right)]
    if isinstance(mine, ListObject) and isinstance(theirs, ListObject):
        return _equal_lists(machine, mine, theirs)
    if isinstance(mine, DictObject) and isinstance(theirs, DictObject):
        if isinstance(mine.items, Unknown) or isinstance(theirs.items, Unknown):
            return mine.items if isinstance(mine.items, Unknown) else theirs.items  # type: ignore[return-value]
        if mine.items.keys() != theirs.items.keys():
            return False
        return _all(compare(machine, "==", item, theirs.items[key]) for key, item in mine.items.items())
    if isinstance(mine, InstanceObject) and isinstance(theirs, InstanceObject):
        return _equal_instances(machine, mine, theirs)
    return False


def _equal_lists(machine: Machine, left: ListObject, right: ListObject) -> bool | Unknown:
    sets = [content.kind in SETS for content in (left, right)]
    if sets[0] != sets[1] or (not sets[0] and left.kind != right.kind):
        return False
    if isinstance(left.items, Unknown) or isinstance(right.items, Unknown):
        return left.items if isinstance(left.items, Unknown) else right.items  # type: ignore[return-value]
    if sets[0]:
        first, second = _as_set(machine, left.items), _as_set(machine, right.items)
        return _CANNOT if first is None or second is None else first == second
    return _equal_items(machine, left.items, right.items)


def _equal_instances(machine: Machine, left: InstanceObject, right: InstanceObject) -> bool | Unknown:
    """Instances are equal by identity, but those of dataclasses, named tuples and namespaces by what they hold."""
    if left.cls != right.cls:
        return False
    kind = "" if left.cls is None else class_at(machine, left.cls).kind
    if left.cls is not None and kind not in {"dataclass", "namedtuple"}:
        return False
    if left.attributes.keys() != right.attributes.keys():
        return _CANNOT
    return _all(compare(machine, "==", item, right.attributes[name]) for name, item in left.attributes.items())


def _equal_to_plain(machine: Machine, ref: Ref, other: Value) -> bool | Unknown:
    content = machine.heap[ref]
    kind = class_at(machine, content.cls).kind if isinstance(content, InstanceObject) and content.cls else ""
    if kind == "namedtuple" and isinstance(other, tuple):
        return _equal_items(machine, items_of(machine, ref) or (), other)
    return False


def _identical(left: Value, right: Value) -> bool | Unknown:
    if isinstance(left, Unknown):
        return left
    if isinstance(right, Unknown):
        return right
    if isinstance(left, (bool, type(None))) or isinstance(right, (bool, type(None))):
        return left is right
    if isinstance(left, Named) and isinstance(right, Named):
        return _equal_named(left, right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return True if left is right else Unknown("whether two tuples are one is not known")
    return type(left) is type(right) and bool(left == right)


def contains(machine: Machine, container: Value, item: Value) -> bool | Unknown:
    """`item in container`."""
    if isinstance(container, str):
        return item in container if isinstance(item, str) else item if isinstance(item, Unknown) else _CANNOT
    own = call_special(machine, container, "__contains__", item)
    if own is not MISSING:
        return truth(machine, own)
    container = inner_container(machine, container)
    content = machine.heap[container] if isinstance(container, Ref) else None
    if isinstance(content, DictObject) and isinstance(content.items, Unknown):
        return True if key_of(machine, item) in content.some else content.items
    if isinstance(content, DictObject) and (key := key_of(machine, item)) is not NOTHING:
        return key in content.items  # type: ignore[operator]
    items = items_of(machine, container)
    if items is None:
        return _in_open_list(machine, content, item) or _reason(container)
    results = [True if _identical(item, other) is True else compare(machine, "==", item, other) for other in items]
    if any(result is True for result in results):
        return True
    return next((result for result in results if isinstance(result, Unknown)), False)


def _reason(container: Value) -> Unknown:
    return container if isinstance(container, Unknown) else Unknown("the content is not known")


def _in_open_list(machine: Machine, content: HeapObject | None, item: Value) -> bool:
    head = content.head if isinstance(content, ListObject) and isinstance(content.items, Unknown) else ()
    return any(compare(machine, "==", item, other) is True for other in head)


_OF_OPEN_TRUTH = (
    ShapeValue, Field, NoValue,
    Named, Module, Descriptor, Namespace, SuperValue, Sometimes, SliceValue, LibraryInstance, ExceptionValue, Stream,
)  # fmt: skip


def truth(machine: Machine, value: Value) -> bool | Unknown:
    """Whether a value counts as true; unknown where that depends on what is not known."""
    if isinstance(value, OneOf):
        return forget_alternatives(agreed(value, lambda each: truth(machine, each)))
    if isinstance(value, SCALARS):
        if machine.trace is not None:
            machine.trace.compared.append((value, 0))
        return bool(value)
    if isinstance(value, Polynomial):
        return Unknown("it tests an open size")
    if isinstance(value, (tuple, dict, range)):
        return bool(value)
    if isinstance(value, Ref):
        return _truth_of_object(machine, value)
    if isinstance(value, TensorValue):
        return Unknown("it tests a tensor")
    if isinstance(value, _CALLABLES) or (isinstance(value, Named) and is_known_callable(value)):
        return True
    if isinstance(value, Unknown):
        return value
    if isinstance(value, _OF_OPEN_TRUTH):
        return Unknown("its truth is not known")
    raise never(value)


def _truth_of_object(machine: Machine, ref: Ref) -> bool | Unknown:
    content = machine.heap[inner_object(machine, ref)]
    if isinstance(content, ListObject):
        open_ended = isinstance(content.items, Unknown)
        return (True if content.head else content.items) if open_ended else bool(content.items)  # type: ignore[return-value]
    if isinstance(content, DictObject):
        open_ended = isinstance(content.items, Unknown)
        return (True if content.some else content.items) if open_ended else bool(content.items)  # type: ignore[return-value]
    if isinstance(content, (FunctionalObject, ClassObject)) or not isinstance(content, InstanceObject):
        return True
    for name in ("__bool__", "__len__"):
        given = call_special(machine, ref, name)
        if given is not MISSING:
            return truth(machine, given)
    plain = plain_number(machine, ref)
    if plain != ref:
        return truth(machine, plain)
    cls = None if content.cls is None else class_at(machine, content.cls)
    return bool(cls.fields) if cls is not None and cls.kind == "namedtuple" else True
