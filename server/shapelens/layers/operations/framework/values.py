"""What operations take and give beside tensors: numbers whose value is known, shapes as values, unknown in the middle.

A tensor as argument is a `Tensor`; a number stands for a tensor of shape (); a list or tuple of numbers for the tensor
that the library would make of it. `Operand` is all of these in one form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias, Union

from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.frozen import dataclass as frozen
from shapelens.shapes.tensors import Dims, Shape, Structure, Tensor
from shapelens.shapes.unknown import Unknown

# more results than this are not followed: `np.array_split(x, 10**9)`
MAX_RESULTS = 1000
# Python's own numbers: they take the dtype of what they meet
WEAK_DTYPES = ("int", "float", "complex")
SOME = Unknown("it depends on the values")
DType: TypeAlias = Union[str, Unknown]


@dataclass(frozen=True, slots=True)
class ShapeValue:
    """Sizes as a value of the program: what `tf.shape(x)` (a tensor) or `K.int_shape(x)` (a tuple) gives."""

    sizes: Dims
    is_tensor: bool = True

    @property
    def tensor(self) -> Tensor:
        """The same as a tensor of integers."""
        return Tensor((len(self.sizes),), "int32")


@frozen(frozen=True, slots=True)
class Numbers(Tensor):
    """A tensor of one axis whose integers are known, for where an operation reads them as sizes."""

    items: tuple[int, ...] = ()


Outcome: TypeAlias = Union[Structure, ShapeValue, Size, float]


@dataclass(frozen=True, slots=True)
class Operand:
    """A tensor argument: its shape and dtype; `int`, `float` and `complex` are the dtypes of Python's own numbers."""

    shape: Shape
    dtype: DType


class Undetermined(Exception):
    """Unwinds a rule to `apply_operation` where what it needs is not known; nothing outside this package sees it."""

    def __init__(self, reason: Unknown) -> None:
        super().__init__(reason)
        self.reason = reason


def as_operand(value: Any) -> Operand:
    """Any argument as a tensor."""
    if isinstance(value, Tensor):
        return Operand(value.shape, value.dtype)
    if isinstance(value, Unknown):
        return Operand(value, value)
    if isinstance(value, Polynomial):
        return Operand((), "int")
    if isinstance(value, ShapeValue):
        return Operand(value.tensor.shape, value.tensor.dtype)
    if isinstance(value, (tuple, list)):
        return _of_items([as_operand(item) for item in value])
    for kind, name in ((bool, "bool"), (int, "int"), (float, "float"), (complex, "complex"), ((str, bytes), "string")):
        if isinstance(value, kind):
            return Operand((), name)
    unknown = Unknown("its value is not known")
    return Operand(unknown, unknown)


def _of_items(items: list[Operand]) -> Operand:
    """The tensor that a list of operands makes: one more axis in front."""
    if not items:
        return Operand((0,), "float")
    dtypes = {item.dtype for item in items if not isinstance(item.dtype, Unknown)}
    strong = dtypes - set(WEAK_DTYPES)
    if any(isinstance(item.dtype, Unknown) for item in items) or len(strong) > 1:
        dtype: DType = Unknown("the items of a list have several dtypes")
    elif strong:
        dtype = strong.pop()
    else:
        dtype = next(name for name in reversed(WEAK_DTYPES) if name in dtypes)
    first = items[0].shape
    if isinstance(first, Unknown):
        return Operand(first, dtype)
    for item in items[1:]:
        if isinstance(item.shape, Unknown):
            return Operand(item.shape, dtype)
        if len(item.shape) != len(first):
            return Operand(Unknown("the items of a list have several shapes"), dtype)
        first = tuple(a if a == b else _one_of(a, b) for a, b in zip(first, item.shape, strict=True))
    return Operand((len(items), *first), dtype)


def _one_of(left: Size, right: Size) -> Size:
    if isinstance(left, int) != isinstance(right, int):
        return left if isinstance(left, int) else right
    return Unknown("the items of a list have several sizes")


def known_sizes(value: Any) -> Dims | None:
    """The sizes in a shape used as a value, or in a flat sequence of numbers; None for anything else."""
    if isinstance(value, ShapeValue):
        return value.sizes
    if isinstance(value, Numbers):
        return value.items
    if isinstance(value, (tuple, list)) and value and all(is_size(item) for item in value):
        return tuple(value)
    return None


def is_size(value: Any) -> bool:
    """Whether a value is an integer, known or symbolic."""
    return isinstance(value, Polynomial) or (isinstance(value, int) and not isinstance(value, bool))
