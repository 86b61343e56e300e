"""Streams of elements, and batches of them."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.values import Stream
from shapelens.interpreter.graph.inputs import BATCH
from shapelens.interpreter.language.elements import with_axis
from shapelens.shapes.expressions import Size, ceil_divide
from shapelens.shapes.unknown import Unknown

DATASET = "tensorflow.data.Dataset"
ENDLESS = Unknown("it goes on for ever")


def in_batches(stream: Stream, size: Size, *, whole: bool = False) -> Stream:
    """A stream in batches of `size`; the last is smaller where it does not come out even, unless only `whole` ones
    are kept."""
    total = stream.count
    rows: Size = size if whole else BATCH
    first: Size = rows
    if isinstance(total, int) and isinstance(size, int) and total > 0:
        first = min(total, size)
    elif total is ENDLESS:
        first = size
    return replace(
        stream,
        element=with_axis(stream.element, rows),
        first=with_axis(stream.element, first) if first != rows else None,
        count=_batches(total, size, whole=whole),
        batched=True,
    )


def _batches(total: Size, size: Size, *, whole: bool) -> Size:
    if not isinstance(total, int) or not isinstance(size, int) or size < 1:
        return total if isinstance(total, Unknown) else Unknown("how many batches there are is not known")
    return total // size if whole else ceil_divide(total, size)
