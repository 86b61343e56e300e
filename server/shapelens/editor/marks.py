"""What a check in TensorFlow said of a call: it agreed, it differed, or it filled in what was unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from shapelens.shapes.tensors import Structure
from shapelens.syntax.spans import Span

Verdict: TypeAlias = Literal["agreed", "differed", "filled"]


@dataclass(frozen=True, slots=True)
class Mark:
    """The verdict on one call, and every distinct shape that was measured there (with the batch of the check)."""

    verdict: Verdict
    measured: tuple[Structure, ...]


Marks: TypeAlias = Mapping[Span, Mark]
