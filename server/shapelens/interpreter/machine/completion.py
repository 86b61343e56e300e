"""How a block of statements ended."""

from __future__ import annotations

from typing import Literal, TypeAlias, Union

from shapelens.interpreter.domain.values import Value
from shapelens.shapes.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Normal:
    """A block that ran to its end."""


@dataclass(frozen=True, slots=True)
class AbruptCompletion:
    """A block left early: by `return` or `raise` (with its value), `break` or `continue`."""

    keyword: Literal["return", "break", "continue", "raise"]
    value: Value = None


NORMAL = Normal()
Completion: TypeAlias = Union[Normal, AbruptCompletion]
