"""Counts and amounts of memory as text."""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Structure, Tensor, leaves
from shapelens.shapes.unknown import Unknown

FLOAT32_BYTES = 4


def format_count(count: Size) -> str:
    """A count with thousands separators; an expression where an open size takes part, `?` where unknown."""
    return f"{count:,}" if isinstance(count, int) else str(count)


def format_bytes(size: int) -> str:
    """An amount of memory in the largest fitting binary unit."""
    if size < 1024:
        return f"{size:,} B"
    amount = float(size)
    for unit in ("KiB", "MiB", "GiB"):
        amount /= 1024
        if amount < 1024 or unit == "GiB":
            break
    return f"{amount:,.1f} {unit}"


def activation_bytes(output: Structure) -> Size:
    """The memory of one sample's output in float32; the first axis is the batch."""
    total: Size = 0
    for count in _elements(output):
        total = total + count * FLOAT32_BYTES
    return total


def _elements(output: Structure) -> Iterator[Size]:
    for leaf in leaves(output):
        shape = leaf.shape if isinstance(leaf, Tensor) else leaf
        yield shape if isinstance(shape, Unknown) else product(shape[1:])
