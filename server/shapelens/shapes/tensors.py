"""Shapes and tensors: what flows between layers.

A shape is a tuple of sizes, or unknown as a whole when not even the rank is known. A structure is what Keras calls a
nested structure: one tensor, or a list or dict of structures (a layer may take or give several tensors).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, Union

from shapelens.shapes.expressions import Axis, Polynomial, Size
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.unknown import Unknown

Dims: TypeAlias = tuple[Size, ...]
Shape: TypeAlias = Union[Dims, Unknown]

# the types of a size that is known, be it as open
KNOWN_SIZES = frozenset({int, Polynomial})


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor known by its shape (batch axis first) and dtype (a Keras dtype name, or unknown).

    `last` are the sizes of the last axes, as many as there are at least, where the rank is not known: `(…, 16)`. They
    are no part of `shape`, so that what hands on an unknown shape claims nothing.
    """

    shape: Shape
    dtype: str | Unknown = "float32"
    last: Dims = ()

    @property
    def rank(self) -> int | None:
        return None if isinstance(self.shape, Unknown) else len(self.shape)

    @property
    def is_known(self) -> bool:
        """Whether nothing of it is unknown."""
        is_known = isinstance(self.shape, tuple) and KNOWN_SIZES.issuperset(map(type, (*self.shape, *self.last)))
        return is_known and not isinstance(self.dtype, Unknown)


@dataclass(frozen=True, slots=True)
class NamedTensors:
    """A dict of structures, in insertion order."""

    items: tuple[tuple[str, Structure], ...]


Structure: TypeAlias = Union[Tensor, tuple["Structure", ...], NamedTensors, Unknown]


def leaves(structure: Structure) -> Iterator[Tensor | Unknown]:
    """The tensors of a structure, in the order in which Keras flattens it."""
    if isinstance(structure, (Tensor, Unknown)):
        yield structure
    elif isinstance(structure, NamedTensors):
        for _, item in structure.items:
            yield from leaves(item)
    else:
        for item in structure:
            yield from leaves(item)


def last_sizes(tensor: Tensor) -> Dims:
    """The sizes of the last axes, as far as they are known to be there."""
    return tensor.last if isinstance(tensor.shape, Unknown) else tensor.shape


def known_end(tensor: Tensor) -> Dims:
    """The last sizes of a tensor of unknown rank from the first on that is known."""
    if not isinstance(tensor.shape, Unknown):
        return ()
    known = next((place for place, size in enumerate(tensor.last) if not isinstance(size, Unknown)), len(tensor.last))
    return tensor.last[known:]


def is_whole(structure: Structure) -> bool:
    """Whether every size of a structure is known, be it as open."""
    return all(isinstance(leaf, Tensor) and first_unknown(leaf.shape) is None for leaf in leaves(structure))


def says_less(one: Structure, other: Structure) -> bool:
    """Whether all that is known of one structure is known of another, which is known better."""
    return one != other and _is_told_by(one, other)


def _is_told_by(one: Structure, other: Structure) -> bool:
    if isinstance(one, Unknown):
        return True
    if isinstance(one, Tensor) and isinstance(other, Tensor):
        mine, its = last_sizes(one), last_sizes(other)
        known_rank = isinstance(one.shape, tuple)
        if len(mine) > len(its) or (known_rank and (isinstance(other.shape, Unknown) or len(mine) != len(its))):
            return False
        return all(isinstance(a, Unknown) or a == b for a, b in zip(mine, its[len(its) - len(mine) :], strict=True))
    if isinstance(one, NamedTensors) and isinstance(other, NamedTensors):
        one, other = tuple(item for _, item in one.items), tuple(item for _, item in other.items)
    same = isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other)
    return same and all(map(_is_told_by, one, other))  # type: ignore[arg-type]


def is_open(size: Size) -> bool:
    """Whether Keras sees `None` here: the size is known to be open, not merely unknown to us."""
    return isinstance(size, Polynomial)


def settled(tensor: Tensor, reason: Unknown) -> Tensor:
    """A tensor that is there: its open sizes are numbers, which are not known for that `reason`."""
    if isinstance(tensor.shape, Unknown) or not any(map(is_open, tensor.shape)):
        return tensor
    return Tensor(tuple(reason if is_open(size) else size for size in tensor.shape), tensor.dtype)


def axis_name(size: Size) -> str | None:
    """The name of an open axis that stands alone; None for any other size."""
    if not isinstance(size, Polynomial) or len(size.terms) != 1:
        return None
    monomial, coefficient = size.terms[0]
    return monomial[0].name if coefficient == 1 and len(monomial) == 1 and isinstance(monomial[0], Axis) else None


def known_different(left: Size, right: Size) -> bool:
    """Whether two sizes certainly disagree, as Keras decides it: both are numbers and differ.

    Keras compares nothing with `None`, and neither do we: an open or unknown size agrees with everything.
    """
    return isinstance(left, int) and isinstance(right, int) and left != right


def first_unknown(shape: Shape) -> Unknown | None:
    """The reason why a shape is not wholly known, if there is one."""
    if isinstance(shape, Unknown):
        return shape
    return next((size for size in shape if isinstance(size, Unknown)), None)
