"""Plain arguments as a key, by which what depends on nothing else can be kept."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.unknown import Unknown

# equal ones of these are one and the same; a float may be a negative zero
_BY_VALUE = (int, str, bool, type(None), bytes, Polynomial, Unknown)


@dataclass(frozen=True, slots=True)
class Keyed:
    """Values that are told apart by their key alone."""

    key: Hashable
    values: Mapping[str, Any] = field(compare=False)


def key_of(values: Mapping[str, Any]) -> Hashable | None:
    """A key that no other values have; None where one of them is an object that may change."""
    key: list[Hashable] = []
    for name, value in values.items():
        part = _key(value)
        if part is None:
            return None
        key += (name, part)
    return tuple(key)


def _key(value: Any) -> Hashable | None:
    kind = value.__class__
    if kind in _BY_VALUE:
        # True and 1 are equal
        return kind, value
    if kind is float:
        return repr(value)
    if kind is not tuple:
        return None
    parts = tuple([_key(item) for item in value])
    return None if None in parts else parts
