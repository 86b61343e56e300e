"""Evaluation of a text again and again, as it is edited: parts that nothing they read has changed for are not run anew.

Of each part (`parts`) it is kept what it read of the state before it, what it wrote, the objects that it made and what
was seen. Two states are followed side by side through a new version of the text: that of now, and that of the version
before. The items in which they differ are *stale*; a part that reads none of them does what it did before, and its
effects are put in place without running it, those of a whole row at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from shapelens.interpreter.domain.equivalence import same
from shapelens.interpreter.domain.interruption import Cancelled
from shapelens.interpreter.domain.objects import Scope
from shapelens.interpreter.domain.observations import Calls, Record
from shapelens.interpreter.domain.positions import Lines
from shapelens.interpreter.domain.values import Ref
from shapelens.interpreter.incremental.history import Derived, DerivedRow, History
from shapelens.interpreter.incremental.part import ROW, Part, Row, row_of, rows_of
from shapelens.interpreter.incremental.previous_parts import Former
from shapelens.interpreter.incremental.state_access import Items
from shapelens.interpreter.incremental.units import next_units
from shapelens.interpreter.machine.budget import share_of, unrolled_of
from shapelens.interpreter.machine.first_scopes import FIRST_ADDRESSES
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.modules.load import files_of, look_for
from shapelens.interpreter.store.access_tracking import ABSENT, Item, Tracker, groups
from shapelens.syntax.parse import LoweredFile

Key = TypeVar("Key", bound=Hashable)

# what is at the address of an object that no part knows any more
_GONE = Scope({})


class Evaluation:
    """One run through a version of a text, beside what the version before did."""

    def __init__(self, history: History, machine: Machine, file: LoweredFile) -> None:
        self.machine = machine
        self.rows: list[Row] = []
        # how many parts ran
        self.ran = 0
        self.units = next_units(history.units, file.evaluated, history.last_unit)
        self.lines = Lines({unit.number: chunk.offset for unit, chunk in zip(self.units, file.evaluated, strict=True)})
        history.last_unit = max([history.last_unit, *(unit.number for unit in self.units)])
        self.history = history
        if history.heap is None or history.is_worn():
            history.rows, history.uncalled, history.derived, history.found, history.changed = (), (), {}, {}, {}
        else:
            self.machine.begin_again(history.heap)
            for address, value in history.changed.items():
                self.machine.heap.put(address, value)
        self.machine.heap.begin_part([])
        self._former_rows, self._derived = (history.rows, history.uncalled), history.derived
        # until this version is finished, or abandoned, there is nothing to go on from
        history.heap, history.rows, history.uncalled, history.derived = None, (), (), {}
        self._items = Items(machine)
        self._former = Former((), ())
        # how many rows are those of the file, once it is gone through
        self._chunks: int | None = None
        self._stale: dict[Item, Any] = {}
        self._groups: set[Item] | None = None
        self._live: list[range] = [FIRST_ADDRESSES]
        # parts that are in no row yet
        self._loose: list[Part] = []
        self._look_again()

    def _look_again(self) -> None:
        """Files of the project may have changed since."""
        for name, known in self.history.found.items():
            found = known[0]
            now = known if found is not None and found.installed else look_for(self.machine.search, name)
            self.machine.found.put(name, now)
            if now != known:
                self._stale["found", name] = known

    # ---- from one part to the next

    def parts_of_file(self, keys: Sequence[Key]) -> Iterator[tuple[int, Key]]:
        """The parts of a file by number and key, without those that are put in place in rows; each is to be `run`."""
        yield from self._parts(self._former_rows[0], keys)

    def end_file(self) -> None:
        """All parts of the file were run."""
        self._end_phase()
        self._chunks = len(self.rows)

    def parts_of_uncalled(self, keys: Sequence[Key]) -> Iterator[tuple[int, Key]]:
        """Likewise the parts that nothing may have called, behind those of the file."""
        yield from self._parts(self._former_rows[1], keys)

    def _parts(self, rows: Sequence[Row], keys: Sequence[Key]) -> Iterator[tuple[int, Key]]:
        self._former = Former(rows, keys)
        number = 0
        while number < len(keys):
            known = self._put_row(number)
            if not known:
                yield number, keys[number]
            number += known or 1

    def _end_phase(self) -> None:
        self._pass(len(self._former.parts))
        self._put_in_rows()
        self._items.settle()

    def _put_row(self, number: int) -> int:
        """Put the row in place that begins with the `number`-th key, if it does what it did; how many parts it has."""
        if self.machine.is_cancelled():
            raise Cancelled
        row = self._former.row(number)
        if row is None or row.has_unbound or not self._row_holds(row, number):
            return 0
        self._put_in_rows()
        self._items.set_row(row)
        for item in [item for item in self._stale if item in row.writes]:
            del self._stale[item]
            self._groups = None
        self._live.extend(row.live)
        self.rows.append(row)
        self.machine.steps += row.steps
        self._former.next += len(row.parts)
        return len(row.parts)

    def run(self, key: Hashable, number: int, run: Callable[[], bool]) -> bool:
        """Do a part, or put in place what it did before; `run` says whether it came to its end."""
        if self.machine.is_cancelled():
            raise Cancelled
        place = self._former.place(key, number)
        old = None
        if place >= 0:
            self._pass(place)
            old, self._former.next = self._former.parts[place], place + 1
            if self._holds(old, number):
                self._put(old)
                return True
        return self._run(key, share_of(self._left(), self._former.remaining(number)), run, old)

    def _row_holds(self, row: Row, number: int) -> bool:
        """Whether each part of a row, the first the `number`-th, would do what it did before."""
        least = share_of(self._left() - row.steps, self._former.remaining(number))
        return row.longest <= unrolled_of(least) and row.is_short and self._reads_nothing_stale(row.reads)

    def _holds(self, part: Part, number: int) -> bool:
        """Whether a part, now the `number`-th, would do what it did before."""
        share = share_of(self._left(), self._former.remaining(number))
        as_before = share == part.share or (part.is_short and part.steps <= unrolled_of(share))
        return as_before and self._reads_nothing_stale(part.reads)

    def _left(self) -> int:
        return self.machine.budget - self.machine.steps

    def _reads_nothing_stale(self, reads: frozenset[Item]) -> bool:
        if not self._stale:
            return True
        if self._groups is None:
            self._groups = groups(self._stale)
        return reads.isdisjoint(self._stale) and reads.isdisjoint(self._groups)

    def _put(self, part: Part) -> None:
        """Put the effects of a part in place; the state before and that of now then agree in them."""
        for item, value in part.writes.items():
            self._items.set(item, value)
            if self._stale.pop(item, ABSENT) is not ABSENT:
                self._groups = None
        self._live.append(part.addresses)
        self._loose.append(part)
        self.machine.steps += part.steps

    def _pass(self, place: int) -> None:
        """Follow the version before past parts that the new one has not."""
        for part in self._former.parts[self._former.next : place]:
            for item, value in part.writes.items():
                self._compare(item, value)
        self._former.next = place

    def _run(self, key: Hashable, share: int, run: Callable[[], bool], old: Part | None) -> bool:
        machine, tracker = self.machine, self.machine.tracker
        self.ran += 1
        self._items.settle()
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
            writes = {item: self._items.get(item) for item in tracker.writes}
            self._keep_changed(tracker)
            objects = tuple(machine.heap.peek(address) for address in made)
            # one that did not come to its end is never put in place again
            name = key if ended and not machine.pending else None
            reads = frozenset(tracker.reads)
            taken = machine.steps - steps
            short = taken <= unrolled_of(share)
            part = Part(name, reads, writes, first, objects, machine.record, taken, share, short)
            self._loose.append(part)
            self._follow(old, tracker.writes, writes)
        return ended

    def _keep_changed(self, tracker: Tracker) -> None:
        """Keep the objects that a part changed as they were before; the first scopes begin anew."""
        changed = {item: value for item, value in tracker.writes.items() if isinstance(item, int)}
        for address, value in {**changed, **tracker.scopes}.items():
            if address not in FIRST_ADDRESSES:
                self.history.changed.setdefault(address, value)

    def _put_in_rows(self) -> None:
        """Make rows of the loose parts; few of them join the row before."""
        if self._loose and len(self.rows) > (self._chunks or 0) and len(self.rows[-1].parts) + len(self._loose) <= ROW:
            self.rows[-1] = row_of((*self.rows[-1].parts, *self._loose))
        else:
            self.rows += rows_of(self._loose, self._former.rows)
        self._loose = []

    def _follow(self, old: Part | None, before: dict[Item, Any], writes: dict[Item, Any]) -> None:
        """Compare what a part did now with what it did before."""
        past: dict[Item, Any] = {} if old is None else old.writes
        for item in {**writes, **past}:
            if item in past:
                self._compare(item, past[item])
            else:
                self._compare(item, self._stale.get(item, before[item]))

    def _compare(self, item: Item, value: Any) -> None:
        """An item has `value` in the version before."""
        self._groups = None
        if same(self._items.get(item), value):
            self._stale.pop(item, None)
        else:
            self._stale[item] = value

    # ---- the end

    def finish(self) -> None:
        """Keep what was done for the next version."""
        self._end_phase()
        self.machine.heap.begin_part(self._live)
        history = self.history
        history.heap, history.units = self.machine.heap, self.units
        chunks = len(self.rows) if self._chunks is None else self._chunks
        history.rows, history.uncalled = tuple(self.rows[:chunks]), tuple(self.rows[chunks:])
        self._forget(chain(*self._former_rows), self.rows)
        self._forget_unread()

    def _forget_unread(self) -> None:
        """Let go of the modules that no part looks for any more."""
        read = frozenset().union(*(row.looked_for for row in self.rows))
        self.history.found = {name: known for name, known in self.machine.found.copied().items() if name in read}

    def imports(self) -> tuple[str, ...]:
        """The files of the project that the program imports."""
        return tuple(sorted(files_of(self.history.found.values())))

    def abandon(self) -> None:
        """Leave this version in the middle: the next goes on from what this one went on from, or from as far as this
        one came where that is more (a file that has just been opened)."""
        self._put_in_rows()
        if _count(self.rows) > _count(chain(*self._former_rows)):
            self.finish()
            return
        history = self.history
        history.rows, history.uncalled = self._former_rows
        if history.rows:
            history.heap, history.derived = self.machine.heap, self._derived
            self._forget(self.rows, chain(*self._former_rows))

    def _forget(self, rows: Iterable[Row], kept: Iterable[Row]) -> None:
        """Let go of the objects of parts that are in no row that is `kept`: nothing there knows their addresses."""
        gone, kept_rows = list(rows), set(kept)
        new = kept_rows.difference(gone)
        kept_parts = {part for row in new for part in row.parts}
        for row in gone:
            for part in row.parts if row not in kept_rows else ():
                for address in part.addresses if part not in kept_parts else ():
                    self.machine.heap.put(address, _GONE)
                    self.history.changed.pop(address, None)

    def calls(self) -> Calls:
        """The calls that the units have seen."""
        return chain.from_iterable(part.record.sites for row in self.rows for part in row.parts)

    def models(self) -> Iterator[Ref]:
        """Where the models of the program are, and instances of its classes, in the order of the program."""
        return map(Ref, dict.fromkeys(address for row in self.rows for address in row.models))

    def derive(self, work_out: Callable[[Ref], Any]) -> Iterator[Derived]:
        """What follows from the state at the end for each of the `models`; worked out anew where that is other now."""
        before = {address: one for known in self._derived.values() for address, one in known.of.items()}
        seen: set[int] = set()
        for row in self.rows:
            # one that is in several rows is that of the first
            addresses = tuple(address for address in row.models if address not in seen)
            seen.update(addresses)
            known = self._derived.get(addresses)
            if known is None or not self._reads_nothing_stale(known.reads):
                of = {address: self._derive(address, work_out, before.get(address)) for address in addresses}
                known = DerivedRow(frozenset().union(*(one.reads for one in of.values())), of)
            self.history.derived[addresses] = known
            yield from known.of.values()

    def _derive(self, address: int, work_out: Callable[[Ref], Any], known: Derived | None) -> Derived:
        if known is not None and self._reads_nothing_stale(known.reads):
            return known
        tracker = self.machine.tracker
        tracker.begin(self.machine.heap.last)
        try:
            result = work_out(Ref(address))
        finally:
            tracker.end()
        return Derived(frozenset(tracker.reads), result)


def _count(rows: Iterable[Row]) -> int:
    """How many parts there are."""
    return sum(len(row.parts) for row in rows)
