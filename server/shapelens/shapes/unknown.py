"""What could not be determined: a value with a reason, never an error.

Every arithmetic operation with an unknown operand gives that same unknown back, so the first reason survives to the
place where the user asks for it (the hover of a `?`).
"""

from __future__ import annotations

from typing import Any

from shapelens.shapes.frozen import dataclass

# why a call that was reported is unknown, and with it all that it would have given
DOES_NOT_FIT = "the call does not fit"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A size, shape or value that could not be determined, and why.

    `reason` completes the sentence "unknown because ...". `line` is the line (from 1) where knowledge was lost.
    """

    reason: str
    line: int | None = None

    @property
    def follows_a_fault(self) -> bool:
        """Whether the program has ended before: nothing is said of what would have come of it."""
        return self.reason == DOES_NOT_FIT

    def _absorb(self, _other: Any) -> Unknown:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _absorb
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _absorb

    def __neg__(self) -> Unknown:
        return self

    def __str__(self) -> str:
        return "?"
