"""Plain arguments as a key, by which what depends on nothing else can be kept."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field
from typing import Any

from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown

# equal ones of these are one and the same; a float may be a negative zero
_BY_VALUE = (int, str, bool, type(None), bytes, Tensor, Polynomial, Unknown)
# the data of a program are no arguments that come again
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Keyed:
    """A value that is told apart by its key alone."""

    key: Hashable
    value: Any = field(compare=False)


def key_of(value: Any) -> Hashable | None:
    """A key that no other value has; None where a part of the value is an object that may change, or data."""
    kind = value.__class__
    if kind in _BY_VALUE:
        # True and 1 are equal
        return kind, value
    if kind is float:
        return repr(value)
    if kind not in (tuple, dict) or len(value) > _LONGEST:
        return None
    parts = [key_of(item) for item in (value if kind is tuple else (*value, *value.values()))]
    return None if None in parts else (kind, *parts)
