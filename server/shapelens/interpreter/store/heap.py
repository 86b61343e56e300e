"""The heap: the objects of a program by address.

A fork of the state shares what neither side changes (`pages`), and two forks are joined address by address (`joins`).
What is read and written of objects that were there before is tracked, of scopes name by name (`tracking`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeAlias

from shapelens.interpreter.domain.objects import HeapObject, Scope, Stars
from shapelens.interpreter.domain.values import Ref, Value
from shapelens.interpreter.store.access_tracking import ABSENT, Tracker
from shapelens.interpreter.store.narrowing import Place, differing_places, narrowed
from shapelens.interpreter.store.paged_vector import Fork, PagedVector, between
from shapelens.interpreter.store.scope_bindings import bound

# stands for the modules that a scope imports with `*`
STARS = "*"

# the objects of a heap at a time
Objects: TypeAlias = Fork[HeapObject]


class Heap:
    """Objects by address. `version` counts the changes."""

    def __init__(self, tracker: Tracker | None = None) -> None:
        self._objects: PagedVector[HeapObject] = PagedVector()
        self._lasting: set[int] = set()
        # objects that every path finds as they are here, if it has not seen them: those of a module of the project
        self._made: dict[int, HeapObject] = {}
        self._last_made = -1
        self._tracker = tracker or Tracker()
        # the addresses that count, in the order of the program, but for those from `_current` on
        self._live: list[range] = []
        self._current = 1
        self.version = 0

    @property
    def last(self) -> int:
        """The last address that was given to an object."""
        return len(self._objects)

    def new(self, value: HeapObject) -> Ref:
        """Put a new object into the heap."""
        self.version += 1
        # 0 is the address of nothing
        return Ref(self._objects.append(value) + 1)

    def __getitem__(self, ref: Ref) -> HeapObject:
        address = ref.address
        if address <= self._tracker.older:
            self._tracker.reads.add(address)
        return self._objects[address - 1]

    def __setitem__(self, ref: Ref, value: HeapObject) -> None:
        if ref.address <= self._tracker.older:
            self._track(ref.address, value)
        self.version += 1
        self._objects[ref.address - 1] = value

    def _track(self, address: int, value: HeapObject) -> None:
        before = self._objects[address - 1]
        if not isinstance(before, Scope) or not isinstance(value, Scope):
            self._tracker.wrote(address, before)
            return
        if before.stars != value.stars:
            self._tracker.wrote_name(address, STARS, before.stars, before)
        for name in {*before.names, *value.names}:
            known = before.names.get(name, ABSENT)
            if known is not value.names.get(name, ABSENT):
                self._tracker.wrote_name(address, name, known, before)

    # ---- scopes, name by name

    def scope(self, ref: Ref) -> Scope:
        """A scope, for what is not in its names; those are read by `name`."""
        scope: Scope = self._objects[ref.address - 1]  # type: ignore[assignment]
        return scope

    def name(self, ref: Ref, name: str) -> Value:
        """The value of a name in a scope; `ABSENT` where the scope has none."""
        if ref.address <= self._tracker.older:
            self._tracker.reads.add((ref.address, name))
        scope: Scope = self._objects[ref.address - 1]  # type: ignore[assignment]
        return scope.names.get(name, ABSENT)

    def lookup(self, ref: Ref | None, name: str) -> Value:
        """The value of a name where it is read: in a scope, or one around it; `ABSENT` where none has it."""
        objects, tracker = self._objects, self._tracker
        while ref is not None:
            address = ref.address
            scope: Scope = objects[address - 1]  # type: ignore[assignment]
            if scope.declared and name in scope.declared:
                return self.name(scope.declared[name], name)
            if address <= tracker.older:
                tracker.reads.add((address, name))
            value = scope.names.get(name, ABSENT)
            if value is not ABSENT:
                return value
            ref = scope.parent
        return ABSENT

    def owner(self, ref: Ref, name: str) -> Ref:
        """The scope that binds a name that is read in another; that one, where none does."""
        inner: Ref | None = ref
        while inner is not None:
            scope = self.scope(inner)
            if name in scope.declared:
                return scope.declared[name]
            if name in scope.names:
                return inner
            inner = scope.parent
        return ref

    def bind(self, ref: Ref, name: str, value: Value) -> None:
        """Bind a name in a scope; take it away with `ABSENT`."""
        scope = self.scope(ref)
        known = scope.names.get(name, ABSENT)
        if ref.address <= self._tracker.older:
            self._tracker.wrote_name(ref.address, name, known, scope)
        if known is value:
            return
        if value is ABSENT:
            names: Mapping[str, Value] = {other: item for other, item in scope.names.items() if other != name}
        else:
            names = bound(scope.names, name, value)
        self.version += 1
        self._objects[ref.address - 1] = scope.with_names(names)

    def stars(self, ref: Ref) -> Stars:
        """The modules of which a scope imports every name."""
        if ref.address <= self._tracker.older:
            self._tracker.reads.add((ref.address, STARS))
        return self.scope(ref).stars

    # ---- items: what is here counts neither as read nor as written

    def peek(self, address: int) -> HeapObject:
        """The object at an address."""
        return self._objects[address - 1]

    def put(self, address: int, value: HeapObject) -> None:
        """Put an object back at its address."""
        self._objects[address - 1] = value

    def put_all(self, values: Mapping[int, HeapObject]) -> None:
        """Put objects back at their addresses."""
        for address, value in values.items():
            self._objects[address - 1] = value

    def begin_unit(self, live: list[range]) -> None:
        """Go on behind parts of the program whose objects are at the addresses `live`; what others made is gone."""
        self._live, self._current = live, self.last + 1
        self._made, self._last_made = {}, -1

    def make_lasting(self, *refs: Ref) -> None:
        """Keep what is learned about objects on every path: a module that is read is read for all of them."""
        self._lasting.update(ref.address - 1 for ref in refs)

    def make_for_all_paths(self, addresses: range) -> None:
        """Let objects that were just made be there, as they are now, on every path: a module is loaded once."""
        for address in addresses:
            self._made[address - 1] = self._objects[address - 1]
            self._last_made = address - 1

    def _unseen(self, snapshot: Objects) -> list[tuple[int, HeapObject]]:
        """The objects that were made for all paths since a snapshot."""
        if self._last_made < snapshot.length:
            return []
        return [(number, value) for number, value in self._made.items() if number >= snapshot.length]

    def snapshot(self) -> Objects:
        """The state now; objects are immutable, so it costs next to nothing."""
        self._tracker.forked = True
        return self._objects.fork()

    def restore(self, snapshot: Objects) -> None:
        """Go back to (or over to) a state; what was made since stays, for those who still hold its address."""
        self.version += 1
        self._tracker.forked = True
        self._objects.restore(snapshot, self._lasting)
        for number, value in self._unseen(snapshot):
            self._objects[number] = value

    def join(self, other: Objects, join: Callable[[HeapObject, HeapObject], HeapObject]) -> None:
        """Keep what this state and another have in common, as `join` says of the two versions of an object."""
        self.version += 1
        self._tracker.forked = True
        self._objects.join(other, join, self._lasting)
        for number, value in self._unseen(other):
            if self._objects[number] is not value:
                self._objects[number] = join(self._objects[number], value)

    def narrow(self, joined: Objects, arm: Objects, changed: Collection[Place]) -> None:
        """Make what two arms left together what one of them left, where it was not changed since."""
        for number, before, there in between(joined, arm):
            now = self._objects[number]
            found = narrowed(number + 1, now, before, there, changed)
            if found is not now:
                self[Ref(number + 1)] = found

    def differing(self, other: Objects) -> frozenset[Place]:
        """Where this state and another differ."""
        differences = self._objects.differences(other)
        return frozenset(
            place for number, mine, theirs in differences for place in differing_places(number + 1, mine, theirs)
        )

    def changes(self, since: Objects) -> Iterator[tuple[Ref, HeapObject, HeapObject]]:
        """The objects that are others now than they were: where they are, as they were, and as they are."""
        return ((Ref(number + 1), old, new) for number, new, old in self._objects.differences(since))

    def differs_from(self, snapshot: Objects) -> bool:
        """Whether an object of a state is another one now."""
        return self._objects.differs_from(snapshot)

    def objects(self) -> Iterator[tuple[Ref, HeapObject]]:
        """All objects with their addresses, oldest first."""
        for part in (*self._live, range(self._current, self.last + 1)):
            for address in part:
                yield Ref(address), self._objects[address - 1]
