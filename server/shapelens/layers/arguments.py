"""The arguments of one layer call, read the way Keras reads them.

Each accessor does what Keras' own standardisation does (`keras.src.utils.argument_validation`,
`keras.src.backend.config.standardize_data_format`) and rejects what Keras rejects. An argument that the interpreter could
not determine comes back as `Unknown` and is never rejected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from shapelens.layers.problems import InvalidArgument, Reject
from shapelens.layers.signature import Signature
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.unknown import Unknown


@dataclass(frozen=True, slots=True)
class Arguments:
    """Arguments by name; what was not given has the default of the signature."""

    signature: Signature
    given: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.given[name] if name in self.given else self.signature.default_of(name)

    def reject(self, name: str, requirement: str) -> NoReturn:
        """Reject the value of `name`: it must be `requirement`."""
        raise Reject(InvalidArgument(name, describe(self[name]), requirement))

    def integer(self, name: str, *, minimum: int | None = None) -> Size:
        """An integer of at least `minimum`."""
        value = self[name]
        if isinstance(value, (Unknown, Polynomial)):
            return value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int):
            if is_opaque(value):
                return Unknown(f"`{name}` is not a number that can be determined")
            self.reject(name, "an integer")
        if minimum is not None and value < minimum:
            self.reject(name, "a positive integer" if minimum == 1 else f"an integer of at least {minimum}")
        return value

    def tuple_of(self, name: str, length: int, *, allow_zero: bool = False) -> tuple[Size, ...]:
        """An integer or a tuple of `length` integers, as a tuple (`standardize_tuple`)."""
        value = self[name]
        if isinstance(value, (Unknown, Polynomial, int)):
            sizes: tuple[Any, ...] = (value,) * length
        elif isinstance(value, Sequence) and not isinstance(value, str):
            sizes = tuple(value)
            if len(sizes) != length:
                self.reject(name, f"an integer or a tuple of {length} integers")
        elif is_opaque(value):
            return (Unknown(f"`{name}` could not be determined"),) * length
        else:
            self.reject(name, f"an integer or a tuple of {length} integers")
        least = 0 if allow_zero else 1
        for size in sizes:
            if isinstance(size, (Unknown, Polynomial)) or is_opaque(size):
                continue
            if not isinstance(size, (int, float)) or size < least:
                self.reject(name, f"integers of at least {least}")
        return tuple(
            Unknown(f"`{name}` could not be determined") if is_opaque(size) else _whole(size) for size in sizes
        )

    def choice(self, name: str, allowed: Sequence[str], *, fold_case: bool = True) -> str | Unknown:
        """One of the strings `allowed`."""
        value = self[name]
        if isinstance(value, Unknown) or is_opaque(value):
            return value if isinstance(value, Unknown) else Unknown(f"`{name}` could not be determined")
        text = value.lower() if isinstance(value, str) and fold_case else value
        if text not in allowed:
            self.reject(name, "one of " + ", ".join(repr(option) for option in allowed))
        return str(text)

    def flag(self, name: str) -> bool | Unknown:
        """A truth value; `None` counts as false, as in Keras' `if self.use_bias`."""
        value = self[name]
        if isinstance(value, Unknown):
            return value
        if is_opaque(value):
            return Unknown(f"`{name}` could not be determined")
        return bool(value)

    def data_format(self) -> str | Unknown:
        """`channels_last` unless said otherwise (`keras.config.image_data_format()` by default)."""
        if self["data_format"] is None:
            return "channels_last"
        return self.choice("data_format", ("channels_last", "channels_first"))

    def compute_dtype(self) -> str | Unknown:
        """The dtype in which the layer computes: its `dtype` argument, or Keras' `float32`."""
        value = self["dtype"]
        if value is None:
            return "float32"
        if isinstance(value, str):
            return {"mixed_float16": "float16", "mixed_bfloat16": "bfloat16"}.get(value, value)
        return value if isinstance(value, Unknown) else Unknown("`dtype` could not be determined")


def is_opaque(value: Any) -> bool:
    """Whether a value is an object that only the interpreter understands (a function, a layer, an array)."""
    return not isinstance(value, (int, float, complex, str, bytes, tuple, list, dict, Polynomial, Unknown, type(None)))


def describe(value: Any) -> str:
    """A value as a person wrote it, shortened."""
    if isinstance(value, tuple):
        text = "(" + ", ".join(describe(item) for item in value) + ("," if len(value) == 1 else "") + ")"
    elif isinstance(value, Unknown):
        text = "?"
    else:
        text = repr(value) if isinstance(value, (int, float, str, type(None), list, dict)) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _whole(size: Size | float) -> Size:
    return int(size) if isinstance(size, float) else size
