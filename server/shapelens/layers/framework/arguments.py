"""The arguments of one layer call, read the way Keras reads them.

Each accessor does what Keras' own standardisation does (`keras.src.utils.argument_validation`,
`keras.src.backend.config.standardize_data_format`) and rejects what Keras rejects. An argument that the interpreter
could not determine comes back as `Unknown` and is never rejected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, NoReturn

from shapelens.layers.framework.identifiers import DTYPE_NAMES, MIXED_POLICIES, ORTHOGONAL
from shapelens.layers.framework.problems import InvalidArgument, Reject
from shapelens.layers.framework.signature import Signature
from shapelens.layers.framework.values import describe, is_opaque, is_symbolic, is_undetermined
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.unknown import Unknown

__all__ = ["Arguments", "describe", "is_opaque"]


@dataclass(frozen=True, slots=True)
class Arguments:
    """Arguments by name; what was not given has the default of the signature.

    `call` holds the arguments of the call of the layer itself, beside its first (`mask`, `initial_state`, `value`).
    """

    signature: Signature
    given: Mapping[str, Any]
    call: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.given[name] if name in self.given else self.signature.default_of(name)

    def reject(self, name: str, requirement: str) -> NoReturn:
        """Reject the value of `name`: it must be `requirement`."""
        raise Reject(InvalidArgument(name, describe(self[name]), requirement))

    def undetermined(self, name: str) -> Unknown | None:
        """Why nothing can be said of the value of `name`, if that is so."""
        value = self[name]
        if isinstance(value, Unknown):
            return value
        return Unknown(f"`{name}` could not be determined") if is_opaque(value) else None

    def integer(self, name: str, *, minimum: int | None = None, boolean: bool = True) -> Size:
        """An integer of at least `minimum`; a truth value counts as one unless `boolean` is false."""
        value = self[name]
        if is_undetermined(value):
            return self.undetermined(name) or 0
        if isinstance(value, Polynomial):
            return value
        if not isinstance(value, int) or (isinstance(value, bool) and not boolean):
            self.reject(name, "a positive integer" if minimum == 1 else "an integer")
        if minimum is not None and value < minimum:
            self.reject(name, "a positive integer" if minimum == 1 else f"an integer of at least {minimum}")
        return int(value)

    def number(self, name: str, *, minimum: float | None = None, maximum: float | None = None) -> float | Unknown:
        """A number between `minimum` and `maximum`."""
        value = self[name]
        if is_symbolic(value) or is_opaque(value):
            return self.undetermined(name) or Unknown(f"`{name}` is an open size")
        if minimum is None:
            requirement = "a number"
        elif maximum is None:
            requirement = f"a number of at least {minimum:g}"
        else:
            requirement = f"a number from {minimum:g} to {maximum:g}"
        if not isinstance(value, (int, float)):
            self.reject(name, requirement)
        if (minimum is not None and not value >= minimum) or (maximum is not None and not value <= maximum):
            self.reject(name, requirement)
        return value

    def seed(self, name: str = "seed") -> None:
        """Reject a seed that is neither an integer nor None (`keras.random.SeedGenerator`)."""
        value = self[name]
        if value is None or is_symbolic(value) or is_opaque(value):
            return
        if not isinstance(value, int) or isinstance(value, bool):
            self.reject(name, "an integer")

    def tuple_of(self, name: str, length: int, *, allow_zero: bool = False, fractions: bool = True) -> tuple[Size, ...]:
        """An integer or a tuple of `length` integers, as a tuple (`standardize_tuple`).

        Keras lets fractions pass inside a tuple where no weight is shaped by them.
        """
        return standardize_tuple(self, name, self[name], length, allow_zero=allow_zero, fractions=fractions)

    def choice(self, name: str, allowed: Sequence[str], *, fold_case: bool = True) -> str | Unknown:
        """One of the strings `allowed`."""
        value = self[name]
        if is_undetermined(value):
            return self.undetermined(name) or allowed[0]
        text = value.lower() if isinstance(value, str) and fold_case else value
        if text not in allowed:
            self.reject(name, "one of " + ", ".join(repr(option) for option in allowed))
        return str(text)

    def flag(self, name: str) -> bool | Unknown:
        """A truth value; `None` counts as false, as in Keras' `if self.use_bias`."""
        value = self[name]
        if is_symbolic(value) or is_opaque(value):
            return self.undetermined(name) or Unknown(f"`{name}` is an open size")
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
        if isinstance(value, str) and "_from_" not in value:
            return MIXED_POLICIES.get(value, DTYPE_NAMES.get(value, value))
        return value if isinstance(value, Unknown) else Unknown("`dtype` could not be determined")

    def variable_dtype(self) -> str | Unknown:
        """The dtype of the layer's weights: the same, but `float32` under a mixed policy."""
        return "float32" if isinstance(self["dtype"], str) and self["dtype"] in MIXED_POLICIES else self.compute_dtype()


def standardize_tuple(
    arguments: Arguments, name: str, value: Any, length: int, *, allow_zero: bool = False, fractions: bool = True
) -> tuple[Size, ...]:
    """`value`, the argument `name` or a part of it, as a tuple of `length` integers."""
    requirement = f"an integer or a tuple of {length} integers, each of at least {0 if allow_zero else 1}"
    if isinstance(value, (Unknown, Polynomial, int)):
        sizes: tuple[Any, ...] = (value,) * length
    elif isinstance(value, (tuple, list, dict, bytes)):
        sizes = tuple(value)
        if len(sizes) != length:
            arguments.reject(name, requirement)
    elif is_opaque(value):
        return (Unknown(f"`{name}` could not be determined"),) * length
    else:
        arguments.reject(name, requirement)
    return tuple(_component(arguments, name, size, requirement, 0 if allow_zero else 1, fractions) for size in sizes)


def _component(arguments: Arguments, name: str, size: Any, requirement: str, minimum: int, fractions: bool) -> Size:
    if isinstance(size, (Unknown, Polynomial)):
        return size
    if is_opaque(size):
        return Unknown(f"`{name}` could not be determined")
    if not isinstance(size, (int, float)) or not size >= minimum or (isinstance(size, float) and not fractions):
        arguments.reject(name, requirement)
    if isinstance(size, float) and not size.is_integer():
        return Unknown(f"`{name}` is a fraction")
    return int(size)


def check_initializers(arguments: Arguments) -> None:
    """Reject an initializer that cannot fill weights of the layer's dtype: TensorFlow has no QR of bfloat16."""
    if arguments.variable_dtype() != "bfloat16":
        return
    for parameter in arguments.signature.parameters:
        value = arguments[parameter.name]
        if parameter.name.endswith("_initializer") and isinstance(value, str) and value in ORTHOGONAL:
            arguments.reject(parameter.name, "another initializer for weights in bfloat16")
