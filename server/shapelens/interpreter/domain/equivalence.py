"""Whether two values are one and the same to all that reads them, although they were made in two runs."""

from __future__ import annotations

import dataclasses
from typing import Any

from shapelens.interpreter.domain.labels import Labels
from shapelens.interpreter.domain.values import (
    BoundMethod,
    Descriptor,
    Function,
    Method,
    Module,
    Named,
    Namespace,
    Ref,
    ShapeEnd,
    SliceValue,
    Stream,
    TensorValue,
)
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# these are what their fields are; a node of a graph, an object of the heap and a piece of a program are themselves
_BY_FIELDS = (
    TensorValue, Tensor, Function, Method, BoundMethod, Descriptor, Module, Named, Namespace, Ref, SliceValue, Stream,
    Labels, Span, ShapeEnd,
)  # fmt: skip
_BY_VALUE = (int, str, bytes, bool, Polynomial)


def same(left: Any, right: Any) -> bool:
    """Whether nothing can tell one value from the other."""
    if left is right:
        return True
    kind = type(left)
    if kind is not type(right):
        return False
    if kind in _BY_VALUE:
        return bool(left == right)
    if kind is Unknown:
        return bool(left.reason == right.reason and left.line == right.line)
    if kind in (float, complex):
        return repr(left) == repr(right)
    if kind is tuple:
        return len(left) == len(right) and all(map(same, left, right))
    if kind is dict:
        return list(left) == list(right) and all(same(value, right[key]) for key, value in left.items())
    if kind in _BY_FIELDS:
        return all(same(getattr(left, name), getattr(right, name)) for name in _names(kind))
    return False


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
