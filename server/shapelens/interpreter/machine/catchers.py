"""What enclosing `try` statements may catch: the exceptions of their handlers, None for any."""

from __future__ import annotations

# what unknown code is not taken to raise
_RARE = (ImportError, KeyboardInterrupt, SystemExit, GeneratorExit)


def expects_more(caught: tuple[type[BaseException], ...] | None) -> bool:
    """Whether a `try` may catch what unknown code raises."""
    return caught is None or any(not issubclass(kind, _RARE) for kind in caught)
