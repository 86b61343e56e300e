"""What a unit of a program reads of the state before it, and writes into it, key by key.

A *key* is one thing that can change by itself: an object by its address, a name in a scope as `(address, name)`, an
entry of a table as `(table, key)`. A scope or table as a whole is the key of its own address or name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import repeat
from typing import Any, Final, TypeAlias, Union

from shapelens.interpreter.domain.values import NoValue

Key: TypeAlias = Union[int, str, tuple[Union[int, str], Hashable]]

# the value of a key that does not exist
ABSENT: Final = NoValue.ABSENT


class Tracker:
    """The keys that were read and written since `begin`; `older` is the last address of what was there before."""

    __slots__ = ("active", "forked", "older", "reads", "running", "scopes", "writes")

    def __init__(self) -> None:
        self.active = False
        self.older = 0
        self.reads: set[Key] = set()
        # what was written, with its value before
        self.writes: dict[Key, Any] = {}
        # the scopes in which names were written, as they were before
        self.scopes: dict[int, Any] = {}
        self.forked = False
        # the machine of the version that is evaluated now
        self.running: Any = None

    def begin(self, older: int) -> None:
        """Forget what was seen, and track from here on."""
        self.active, self.older, self.forked = True, older, False
        self.reads, self.writes, self.scopes = set(), {}, {}

    def end(self) -> None:
        self.active, self.older = False, 0

    def wrote(self, item: Key, before: Any) -> None:
        """A key gets a new value; on one path of several, what it was before may remain."""
        self.writes.setdefault(item, before)
        if self.forked:
            self.reads.add(item)

    def wrote_name(self, address: int, name: str, before: Any, scope: Any) -> None:
        """A name in a scope gets a new value, or is taken away."""
        self.scopes.setdefault(address, scope)
        self.wrote((address, name), before)


class Table(dict[Any, Any]):
    """A dict whose entries are keys, read and written one by one."""

    __slots__ = ("_name", "_tracker")

    def __init__(self, name: str, tracker: Tracker) -> None:
        super().__init__()
        self._name = name
        self._tracker = tracker

    def __contains__(self, key: object) -> bool:
        if self._tracker.active:
            self._tracker.reads.add((self._name, key))
        return super().__contains__(key)

    def __getitem__(self, key: Hashable) -> Any:
        if self._tracker.active:
            self._tracker.reads.add((self._name, key))
        return super().__getitem__(key)

    def get(self, key: Hashable, default: Any = None) -> Any:
        if self._tracker.active:
            self._tracker.reads.add((self._name, key))
        return super().get(key, default)

    def __setitem__(self, key: Hashable, value: Any) -> None:
        if self._tracker.active:
            self._tracker.wrote((self._name, key), self.peek(key))
        super().__setitem__(key, value)

    def note_reads(self, keys: Iterable[Hashable]) -> None:
        """Count entries as read."""
        if self._tracker.active:
            self._tracker.reads.update(zip(repeat(self._name), keys, strict=False))

    def setdefault(self, key: Hashable, default: Any = None) -> Any:
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key: Hashable, default: Any = None) -> Any:
        if self._tracker.active:
            self._tracker.wrote((self._name, key), self.peek(key))
        return super().pop(key, default)

    def clear(self) -> None:
        """Take every entry away: what is there afterwards depends on all that was there before."""
        if self._tracker.active:
            self._tracker.reads.add(self._name)
            for key, value in super().items():
                self._tracker.wrote((self._name, key), value)
        super().clear()

    def whole(self) -> dict[Any, Any]:
        """All entries."""
        if self._tracker.active:
            self._tracker.reads.add(self._name)
        return self.copied()

    def peek(self, key: Hashable) -> Any:
        """An entry, or `ABSENT`; it does not count as read."""
        return super().get(key, ABSENT)

    def put(self, key: Hashable, value: Any) -> None:
        """Set or (`ABSENT`) take away an entry; it does not count as written."""
        if value is ABSENT:
            super().pop(key, None)
        else:
            super().__setitem__(key, value)

    def put_all(self, entries: dict[Hashable, Any]) -> None:
        """Set entries; none counts as written."""
        super().update(entries)

    def copied(self) -> dict[Any, Any]:
        """The entries; none of them counts as read."""
        return super().copy()


def groups(items: Iterable[Key]) -> set[Key]:
    """The scopes and tables that some keys are in."""
    return {item[0] for item in items if isinstance(item, tuple)}
