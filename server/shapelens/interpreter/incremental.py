"""Evaluation of a text again and again, as it is edited: parts that nothing they read has changed for are not run anew.

A *part* is a top-level chunk, or a function or class that nothing calls. Of each it is kept what it read of the state
before it, what it wrote, the objects that it made and what was seen (`tracking`). Two states are followed side by side
through a new version of the text: that of now, and that of the version before. The items in which they differ are
*stale*; a part that reads none of them does what it did before, and its effects are put in place without running it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from shapelens.interpreter.budget import LEAST_STEPS, share_of
from shapelens.interpreter.heap import HeapObject, Scope
from shapelens.interpreter.interruption import Cancelled
from shapelens.interpreter.machine import Machine
from shapelens.interpreter.modules.load import look_for
from shapelens.interpreter.record import Record
from shapelens.interpreter.sameness import same
from shapelens.interpreter.state import STARS, Heap
from shapelens.interpreter.tracking import ABSENT, STEPS, Item, Tracker, groups
from shapelens.interpreter.values import Ref, Value
from shapelens.syntax.versions import Cut

Result = TypeVar("Result")

# past so many times the objects that are in use, the heap is made anew
_MOST_GARBAGE = 4
_LEAST_GARBAGE = 2_000


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a program did; its own objects are at the addresses from `first` on."""

    key: Hashable
    subject: Value
    reads: frozenset[Item]
    writes: dict[Item, Any]
    first: int
    objects: tuple[HeapObject, ...]
    record: Record
    steps: int

    @property
    def addresses(self) -> range:
        return range(self.first, self.first + len(self.objects))


@dataclass(slots=True)
class History:
    """What is kept from one version of a text to the next."""

    cut: Cut | None = None
    tracker: Tracker = field(default_factory=Tracker)
    heap: Heap | None = None
    parts: tuple[Part, ...] = ()
    found: dict[str, Any] = field(default_factory=dict)
    # objects that a later part changed, as the part left them that made them
    changed: dict[int, HeapObject] = field(default_factory=dict)
    # what was worked out at the end, with all that it was worked out from
    derived: dict[Hashable, tuple[dict[Item, Any], Any]] = field(default_factory=dict)

    def is_worn(self) -> bool:
        """Whether most of the heap is what earlier versions left."""
        used = sum(len(part.objects) for part in self.parts)
        return self.heap is not None and self.heap.last > _LEAST_GARBAGE + _MOST_GARBAGE * used


class Evaluation:
    """One run through a version of a text, beside what the version before did."""

    def __init__(self, history: History, machine: Machine) -> None:
        self.machine = machine
        self.parts: list[Part] = []
        self._history, self._old, self._derived = history, history.parts, history.derived
        self.scope = Ref(1)
        if history.heap is None or history.is_worn():
            self.scope = self.machine.heap.new(Scope({}))
            self._old, self._derived, history.found = (), {}, {}
        else:
            self.machine.heap = history.heap
            self.machine.heap.put(self.scope.address, Scope({}))
            for address, value in history.changed.items():
                self.machine.heap.put(address, value)
        self.machine.heap.begin_part([])
        # until this version is finished, or abandoned, there is nothing to go on from
        history.heap, history.parts, history.derived = None, (), {}
        self._places = {part.key: place for place, part in enumerate(self._old)}
        self._next, self._old_steps = 0, 0
        self._stale: dict[Item, Any] = {}
        self._groups: set[Item] | None = None
        self._tables = self.machine.tables()
        self._live: list[range] = [range(self.scope.address, self.scope.address + 1)]
        # names that are put in place together, before the next part runs
        self._waiting: dict[int, dict[str, Any]] = {}
        self._look_again()

    def _look_again(self) -> None:
        """Files of the project may have changed since."""
        for name, known in self._history.found.items():
            found = known[0]
            now = known if found is not None and found.installed else look_for(self.machine.search, name)
            self.machine.found.put(name, now)
            if now != known:
                self._stale["found", name] = known

    def finish(self) -> None:
        """Keep what was done for the next version."""
        self.settle()
        self.machine.heap.begin_part(self._live)
        self._history.heap = self.machine.heap
        self._history.parts = tuple(self.parts)
        self._history.found = self.machine.found.copied()
        self._history.changed = _changed_later(self.parts, self.parts)

    def abandon(self) -> None:
        """Leave this version in the middle: the next goes on from what this one went on from."""
        history = self._history
        if self._old:
            history.heap, history.parts, history.derived = self.machine.heap, self._old, self._derived
            history.changed = _changed_later(self._old, (*self._old, *self.parts))

    def derive(self, key: Hashable, work_out: Callable[[], Result]) -> Result:
        """What follows from the state at the end; worked out anew only where something in it is other now."""
        known = self._derived.get(key)
        if known is None or any(self._get(item) is not value for item, value in known[0].items()):
            tracker = self.machine.tracker
            tracker.begin(self.machine.heap.last)
            try:
                result = work_out()
            finally:
                tracker.end()
            known = {item: self._get(item) for item in tracker.reads}, result
        self._history.derived[key] = known
        return cast(Result, known[1])

    def run(self, key: Hashable, subject: Value, run: Callable[[], bool]) -> bool:
        """Do a part, or put in place what it did before; `run` says whether it came to its end."""
        if self.machine.is_cancelled():
            raise Cancelled
        place = self._places.get(key, -1)
        old = self._old[place] if place >= self._next else None
        if old is not None:
            for part in self._old[self._next : place]:
                self._pass(part)
            self._next = place + 1
            if self._holds(old, subject):
                self._put(old)
                return True
        return self._run(key, subject, run, old)

    def _holds(self, part: Part, subject: Value) -> bool:
        """Whether a part would do what it did before."""
        left = self.machine.budget - self.machine.steps
        if left < LEAST_STEPS or part.steps > share_of(left):
            return False
        if STEPS in part.reads and self.machine.steps != self._old_steps:
            return False
        if self._stale:
            if self._groups is None:
                self._groups = groups(self._stale)
            if not (part.reads.isdisjoint(self._stale) and part.reads.isdisjoint(self._groups)):
                return False
        return same(part.subject, subject)

    def _put(self, part: Part) -> None:
        """Put the effects of a part in place; the state before and that of now then agree in them."""
        for item, value in part.writes.items():
            self._set(item, value)
            if self._stale.pop(item, ABSENT) is not ABSENT:
                self._groups = None
        self._live.append(part.addresses)
        self.parts.append(part)
        self.machine.steps += part.steps
        self._old_steps += part.steps

    def _pass(self, part: Part) -> None:
        """Follow the version before past a part that the new one has not."""
        self._old_steps += part.steps
        for item, value in part.writes.items():
            self._compare(item, value)

    def _run(self, key: Hashable, subject: Value, run: Callable[[], bool], old: Part | None) -> bool:
        machine, tracker = self.machine, self.machine.tracker
        self.settle()
        machine.heap.begin_part(self._live)
        first, steps, machine.record = machine.heap.last + 1, machine.steps, Record()
        tracker.begin(machine.heap.last)
        ended = False
        try:
            ended = run()
        finally:
            tracker.end()
            made = range(first, machine.heap.last + 1)
            self._live.append(made)
            writes = {item: self._get(item) for item in tracker.writes}
            objects = tuple(machine.heap.peek(address) for address in made)
            # one that did not come to its end is never put in place again
            name = key if ended and not machine.pending else None
            reads = frozenset(tracker.reads)
            part = Part(name, subject, reads, writes, first, objects, machine.record, machine.steps - steps)
            self.parts.append(part)
            self._follow(old, tracker.writes, writes)
        return ended

    def _follow(self, old: Part | None, before: dict[Item, Any], writes: dict[Item, Any]) -> None:
        """Compare what a part did now with what it did before."""
        past: dict[Item, Any] = {} if old is None else old.writes
        self._old_steps += 0 if old is None else old.steps
        for item in {**writes, **past}:
            if item in past:
                self._compare(item, past[item])
            else:
                self._compare(item, self._stale.get(item, before[item]))

    def _compare(self, item: Item, value: Any) -> None:
        """An item has `value` in the version before."""
        self._groups = None
        if same(self._get(item), value):
            self._stale.pop(item, None)
        else:
            self._stale[item] = value

    # ---- items

    def _get(self, item: Item) -> Any:
        if not isinstance(item, tuple):
            assert isinstance(item, int)
            return self.machine.heap.peek(item)
        place, key = item
        if isinstance(place, str):
            return self._tables[place].peek(key)
        waiting = self._waiting.get(place, {})
        if key in waiting:
            return waiting[str(key)]
        scope = self.machine.heap.scope(Ref(place))
        return scope.stars if key == STARS else scope.names.get(str(key), ABSENT)

    def _set(self, item: Item, value: Any) -> None:
        if not isinstance(item, tuple):
            assert isinstance(item, int)
            self.machine.heap.put(item, value)
            return
        place, key = item
        if isinstance(place, str):
            self._tables[place].put(key, value)
            return
        self._waiting.setdefault(place, {})[str(key)] = value
        if value is ABSENT:
            # a name that is bound again later stands behind the others
            self.settle()

    def settle(self) -> None:
        """Bind the names that wait for it."""
        for address, waiting in self._waiting.items():
            scope = self.machine.heap.scope(Ref(address))
            stars = waiting.pop(STARS, scope.stars)
            names = {**scope.names, **waiting}
            names = {name: value for name, value in names.items() if value is not ABSENT}
            self.machine.heap.put(address, replace(scope, names=names, stars=stars))
        self._waiting = {}


def _changed_later(parts: Iterable[Part], changing: Iterable[Part]) -> dict[int, HeapObject]:
    """The objects of `parts` that others were `changing`, as those left them that made them."""
    makers = sorted((part for part in parts if part.objects), key=lambda part: part.first)
    firsts = [part.first for part in makers]
    changed: dict[int, HeapObject] = {}
    for address in {item for part in changing for item in part.writes if isinstance(item, int)}:
        maker = makers[bisect_right(firsts, address) - 1] if makers and address >= firsts[0] else None
        if maker is not None and address in maker.addresses:
            changed[address] = maker.objects[address - maker.first]
    return changed
