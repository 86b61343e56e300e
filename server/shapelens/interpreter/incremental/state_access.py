"""The state of a machine, key by key (`tracking`): what is read and put in place here counts as neither."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shapelens.interpreter.domain.values import Ref
from shapelens.interpreter.incremental.memo import Block
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.access_tracking import ABSENT, Key
from shapelens.interpreter.store.heap import STARS
from shapelens.interpreter.store.scope_bindings import Names, copied


class StateAccess:
    """The keys of a machine; names that are put in place wait, to be bound together by `settle`."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._tables = machine.tables()
        self._waiting: dict[int, dict[str, Any]] = {}

    def get(self, item: Key) -> Any:
        """The value of a key; `ABSENT` for one that there is not."""
        if not isinstance(item, tuple):
            assert isinstance(item, int)
            return self._machine.heap.peek(item)
        place, key = item
        if isinstance(place, str):
            return self._tables[place].peek(key)
        waiting = self._waiting.get(place, {})
        if key in waiting:
            return waiting[str(key)]
        scope = self._machine.heap.scope(Ref(place))
        return scope.stars if key == STARS else scope.names.get(str(key), ABSENT)

    def set(self, item: Key, value: Any) -> None:
        """Put a value in place."""
        if not isinstance(item, tuple):
            assert isinstance(item, int)
            self._machine.heap.put(item, value)
            return
        place, key = item
        if isinstance(place, str):
            self._tables[place].put(key, value)
            return
        self._waiting.setdefault(place, {})[str(key)] = value
        if value is ABSENT:
            # a name that is bound again later stands behind the others
            self.settle()

    def set_row(self, block: Block) -> None:
        """Put in place what a block of units wrote; it has taken no name away."""
        self._machine.heap.put_all(block.objects)
        for table, entries in block.entries.items():
            self._tables[table].put_all(entries)
        for table, keys in block.lacking.items():
            for key in keys:
                self._tables[table].put(key, ABSENT)
        for place, names in block.names.items():
            self._waiting.setdefault(place, {}).update(names)

    def settle(self) -> None:
        """Bind the names that wait for it."""
        for address, waiting in self._waiting.items():
            scope = self._machine.heap.scope(Ref(address))
            stars = waiting.pop(STARS, scope.stars)
            names = copied(scope.names)
            names.update(waiting)
            if ABSENT in waiting.values():
                names = {name: value for name, value in names.items() if value is not ABSENT}
            self._machine.heap.put(address, replace(scope, names=Names.of(names), stars=stars))
        self._waiting = {}
