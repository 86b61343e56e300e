"""What a dispatcher ends in: the type checker holds that no kind is left over."""

from __future__ import annotations

from typing import NoReturn


def never(value: NoReturn) -> AssertionError:
    """The error to raise where no kind is left: `raise never(value)` type-checks only there."""
    return AssertionError(f"nothing knows what to do with {type(value).__name__}")
