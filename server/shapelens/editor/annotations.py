"""What a check in TensorFlow said of a call: it agreed, it differed, or it measured what was unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

Status: TypeAlias = Literal["agreed", "differed", "filled"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """The result of a check for one call, and every distinct shape measured there (with the batch of the check).

    `layer` is what was called, for a call that was measured and is not in the analysis; `by` what computed it.
    """

    status: Status
    measured: tuple[Structure, ...]
    layer: str = ""
    by: str = "TensorFlow"


Annotations: TypeAlias = Mapping[Span, Annotation]


def measured_only(inferred: Sequence[Structure], measured: tuple[Structure, ...]) -> tuple[Structure, ...]:
    """What was measured, with the open sizes of what was inferred where one output of the same rank leaves no doubt."""
    if len(inferred) == len(measured) == 1 and isinstance(inferred[0], Tensor) and isinstance(measured[0], Tensor):
        guess, truth = inferred[0], measured[0]
        if not isinstance(guess.shape, Unknown) and not isinstance(truth.shape, Unknown) and guess.rank == truth.rank:
            sizes = zip(guess.shape, truth.shape, strict=True)
            return (Tensor(tuple(b if isinstance(a, Unknown) else a for a, b in sizes), truth.dtype),)
    return measured
