"""Chance, bound to one case: shapes, axes and tensors that go together, and values for single arguments by name."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.operations.tensors import Given

FLOATS = ("float32", "float16", "float64")
DTYPES = ("float32", "float32", "float32", "float32", "int32", "int64", "uint8", "float16", "float64", "bool", "int8")


@dataclass
class Draw:
    """One case being drawn: chance, the library, and the shape of the first tensor."""

    chance: random.Random
    library: str
    odd: bool
    path: str = ""
    shape: tuple[int, ...] = field(default=())
    dtype: str = "float32"

    def __post_init__(self) -> None:
        rank = self.pick(1, 2, 2, 3, 3, 4, 4) if not self.odd else self.pick(0, 1, 2, 3, 5)
        self.shape = self.sizes(rank)
        self.dtype = self.pick(*DTYPES)

    def pick(self, *options: Any) -> Any:
        return self.chance.choice(options)

    def whole(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def sizes(self, rank: int, low: int = 1, high: int = 6) -> tuple[int, ...]:
        return tuple(self.whole(low, high) for _ in range(rank))

    def tensor(self) -> Given:
        return Given(self.shape, self.dtype)

    def axis(self) -> int:
        rank = len(self.shape)
        beyond = 1 if self.odd else 0
        return self.whole(-rank - beyond, rank - 1 + beyond) if rank else self.whole(-1, 0)

    def axes(self) -> Any:
        rank = len(self.shape)
        several = tuple(self.chance.sample(range(rank), self.whole(0, rank)))
        if ".nan" in self.path and not several:
            return None
        negative = tuple(item - rank for item in several)
        if self.library in ("numpy", "tensor"):
            return self.pick(None, self.axis(), self.axis(), several, negative)
        return self.pick(None, self.axis(), self.axis(), several, list(several), negative)

    def partner(self) -> Given:
        """A tensor that broadcasts with the first, mostly."""
        sizes = [self.pick(size, size, size, 1) for size in self.shape]
        if self.odd and sizes:
            sizes[self.whole(0, len(sizes) - 1)] = self.whole(1, 6)
        dropped = self.pick(0, 0, 0, 1, len(sizes))
        same = self.library in ("tensorflow", "backend") or self.chance.random() < 0.5
        return Given(tuple(sizes[dropped:]), self.dtype if same else self.pick(*DTYPES))

    def several(self, axis: int | None) -> list[Given]:
        """Tensors of the first's shape that may differ on `axis`."""
        shapes = []
        for _ in range(self.whole(1, 3)):
            sizes = list(self.shape)
            if axis is not None and sizes and -len(sizes) <= axis < len(sizes):
                sizes[axis] = self.whole(1, 4)
            if self.odd and self.chance.random() < 0.3:
                sizes = list(self.sizes(self.whole(0, 3)))
            shapes.append(Given(tuple(sizes), self.dtype))
        return shapes

    def count(self) -> int:
        total = 1
        for size in self.shape:
            total *= size
        return total

    def new_shape(self) -> Any:
        """Another arrangement of the elements."""
        count = self.count()
        factor = self.pick(*[number for number in range(1, 13) if count % number == 0])
        if self.odd:
            return self.pick((-1, -1), (count, 2), (-2, 3), (7, -1), (0, -1), (), (-1,))
        return self.pick((count,), (factor, count // factor), (-1,), (-1, factor), [factor, -1], (1, count), -1)

    def permutation(self) -> Any:
        order = list(range(len(self.shape)))
        self.chance.shuffle(order)
        if self.odd:
            order = self.pick(order[:-1], [*order, len(order)], [0] * len(order), order)
        return self.pick(tuple(order), order)


Maker = Callable[[Draw], Any]
Call = Callable[[Draw], dict[str, Any]]

NAMES: dict[str, Maker] = {
    "x": Draw.tensor,
    "x1": lambda d: d.pick(d.tensor(), d.tensor(), d.tensor(), 0.5, True, 2 if d.library == "keras" else 0.5),
    "x2": lambda d: d.pick(d.partner(), d.partner(), d.partner(), d.partner(), 2, 0.5, True),
    "x_min": lambda d: d.pick(0, 1),
    "x_max": lambda d: d.pick(1, 5),
    "axis": Draw.axis,
    "axis1": Draw.axis,
    "axis2": Draw.axis,
    "axes": Draw.permutation,
    "newshape": Draw.new_shape,
    "keepdims": lambda d: d.pick(True, False),
    "dtype": lambda d: d.pick("float32", "int32", "float16", "int64", "bool", "uint8", "float64"),
    "shift": lambda d: d.whole(-2, 3),
    "k": lambda d: d.whole(-2, 3),
    "rep": lambda d: d.whole(0 if d.odd else 1, 3),
    "out_dtype": lambda d: d.pick("float32", "int32"),
    "self": lambda d: d.pick(None),
    "args": lambda d: d.pick(()),
    "value": Draw.tensor,
    "delta": Draw.tensor,
    "new_x": Draw.tensor,
    "increment": Draw.tensor,
    "decrement": Draw.tensor,
    "seed": lambda d: d.pick(None, 1),
    "alpha": lambda d: d.pick(0.1, 1.0),
    "threshold": lambda d: d.pick(0.1, 1.0),
    "default_value": lambda d: d.pick(0.0, 1.0),
    "approximate": lambda d: d.pick(True, False),
    "n": lambda d: d.whole(0, 3),
    "y": Draw.partner,
    "decimals": lambda d: d.whole(0, 2),
    "exclusive": lambda d: d.pick(True, False),
    "reverse": lambda d: d.pick(True, False),
}
