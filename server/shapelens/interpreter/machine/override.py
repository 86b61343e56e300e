"""What holds inside of a `with` alone: an attribute of the machine, which has its old value again behind it."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

Held = TypeVar("Held")


class Override(Generic[Held]):
    """An attribute of `holder` is `value` inside of the `with`; a class, since a generator costs several times more."""

    __slots__ = ("_before", "_holder", "_name", "_value")

    def __init__(self, holder: Any, name: str, value: Held) -> None:
        self._holder, self._name, self._value = holder, name, value
        self._before = getattr(holder, name)

    def __enter__(self) -> Held:
        setattr(self._holder, self._name, self._value)
        return self._value

    def __exit__(self, *_raised: object) -> None:
        setattr(self._holder, self._name, self._before)
