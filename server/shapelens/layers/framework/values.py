"""What the interpreter may hand over as the value of an argument: plain Python, symbolic, or opaque."""

from __future__ import annotations

from typing import Any

from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.unknown import Unknown

_PLAIN = (int, float, complex, str, bytes, tuple, list, dict, type(None))


def is_symbolic(value: Any) -> bool:
    """Whether a value is a size that is not a number: open, an expression, or unknown."""
    return isinstance(value, (Polynomial, Unknown))


def is_opaque(value: Any) -> bool:
    """Whether a value is an object that only the interpreter understands (a function, a layer, an array)."""
    return not isinstance(value, _PLAIN) and not is_symbolic(value)


def is_undetermined(value: Any) -> bool:
    """Whether nothing can be said of a value, so that it can neither be used nor rejected."""
    return isinstance(value, Unknown) or is_opaque(value)


def describe(value: Any) -> str:
    """A value as the user wrote it, shortened."""
    if isinstance(value, tuple):
        text = "(" + ", ".join(describe(item) for item in value) + ("," if len(value) == 1 else "") + ")"
    elif isinstance(value, list):
        text = "[" + ", ".join(describe(item) for item in value) + "]"
    elif isinstance(value, Unknown):
        text = "?"
    elif is_opaque(value):
        text = "an object"
    else:
        text = repr(value) if isinstance(value, (int, float, str, type(None), dict)) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
