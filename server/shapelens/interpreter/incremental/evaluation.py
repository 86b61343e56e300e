"""Evaluation of the next revision of a text: units whose read set meets no dirty key are replayed, the others run.

Each unit has a memo: its read set, its write set, what it allocated and what it observed. Two states run in step
through a revision, that of now and that of the previous revision; only the keys in which they differ are kept, the
*dirty* ones. A key whose new value is equivalent to the previous one is clean again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from shapelens.interpreter.domain.analysis import ModelSummary
from shapelens.interpreter.domain.equivalence import same
from shapelens.interpreter.domain.interruption import Cancelled
from shapelens.interpreter.domain.objects import Scope
from shapelens.interpreter.domain.observations import Calls, Record
from shapelens.interpreter.domain.positions import Lines
from shapelens.interpreter.domain.values import Ref
from shapelens.interpreter.incremental.derived import Derived, DerivedBlock, derived_block
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.incremental.memo import MOST_UNITS, Block, Memo, block_of, blocks_of
from shapelens.interpreter.incremental.previous_units import PreviousUnits
from shapelens.interpreter.incremental.state_access import StateAccess
from shapelens.interpreter.incremental.units import next_units
from shapelens.interpreter.machine.budget import share_of, unrolled_of
from shapelens.interpreter.machine.first_scopes import FIRST_ADDRESSES
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.modules.load import files_of, look_for
from shapelens.interpreter.store.access_tracking import ABSENT, Key, Tracker, groups
from shapelens.syntax.parse import LoweredFile

UnitKey = TypeVar("UnitKey", bound=Hashable)

# what is at the address of an object that no unit knows any more
_GONE = Scope({})


class Evaluation:
    """One run through a version of a text, beside what the version before did."""

    def __init__(self, history: History, machine: Machine, file: LoweredFile) -> None:
        self.machine = machine
        self.blocks: list[Block] = []
        # how many units ran
        self.ran = 0
        self._units_now = next_units(history.units, file.evaluated, history.last_unit)
        self.units, self.lines = self._units_now.units, Lines(self._units_now.above)
        history.last_unit = max([history.last_unit, *self._units_now.above])
        self.history = history
        if history.heap is None or history.is_worn():
            history.blocks, history.uncalled, history.derived, history.found, history.changed = (), (), {}, {}, {}
        else:
            self.machine.begin_again(history.heap)
            self.machine.heap.put_all(history.changed)
        self.machine.heap.begin_unit([])
        self._previous_blocks, self._derived = (history.blocks, history.uncalled), history.derived
        # until this version is finished, or abandoned, there is nothing to go on from
        history.heap, history.blocks, history.uncalled, history.derived = None, (), (), {}
        self._state = StateAccess(machine)
        self._previous = PreviousUnits((), ())
        # how many blocks are those of the file, once it is gone through
        self._chunks: int | None = None
        self._dirty: dict[Key, Any] = {}
        self._groups: set[Key] | None = None
        self._live: list[range] = [FIRST_ADDRESSES]
        # units that are in no block yet
        self._loose: list[Memo] = []
        self._look_again()

    def _look_again(self) -> None:
        """Files of the project may have changed since."""
        for name, known in self.history.found.items():
            found = known[0]
            now = known if found is not None and found.installed else look_for(self.machine.search, name)
            self.machine.found.put(name, now)
            if now != known:
                self._dirty["found", name] = known

    # ---- from one unit to the next

    def units_of_file(self, keys: Sequence[UnitKey]) -> Iterator[tuple[int, UnitKey]]:
        """The units of a file by number and key, without those that are put in place in blocks; each is to be `run`."""
        yield from self._units(self._previous_blocks[0], keys)

    def end_file(self) -> None:
        """All units of the file were run."""
        self._end_phase()
        self._chunks = len(self.blocks)

    def units_of_entry_points(self, keys: Sequence[UnitKey]) -> Iterator[tuple[int, UnitKey]]:
        """Likewise the units that nothing may have called, behind those of the file."""
        yield from self._units(self._previous_blocks[1], keys)

    def _units(self, blocks: Sequence[Block], keys: Sequence[UnitKey]) -> Iterator[tuple[int, UnitKey]]:
        self._previous = PreviousUnits(blocks, keys)
        number = 0
        while number < len(keys):
            known = self._replay_block(number)
            if not known:
                yield number, keys[number]
            number += known or 1

    def _end_phase(self) -> None:
        self._pass(len(self._previous.memos))
        self._put_in_blocks()
        self._state.settle()

    def _replay_block(self, number: int) -> int:
        """Replay the block that begins with the `number`-th key, if it does what it did; how many units it has."""
        if self.machine.is_cancelled():
            raise Cancelled
        block = self._previous.block(number)
        if block is None or block.has_unbound or not self._block_holds(block, number):
            return 0
        self._put_in_blocks()
        self._state.set_row(block)
        for item in [item for item in self._dirty if item in block.writes]:
            del self._dirty[item]
            self._groups = None
        self._live.extend(block.live)
        self.blocks.append(block)
        self.machine.steps += block.steps
        self._previous.next += len(block.memos)
        return len(block.memos)

    def run(self, key: Hashable, number: int, run: Callable[[], bool]) -> bool:
        """Do a unit, or put in place what it did before; `run` says whether it came to its end."""
        if self.machine.is_cancelled():
            raise Cancelled
        place = self._previous.place(key, number)
        old = None
        if place >= 0:
            self._pass(place)
            old, self._previous.next = self._previous.memos[place], place + 1
            if self._holds(old, number):
                self._replay(old)
                return True
        return self._run(key, share_of(self._left(), self._previous.remaining(number)), run, old)

    def _block_holds(self, block: Block, number: int) -> bool:
        """Whether each unit of a block, the first the `number`-th, would do what it did before."""
        least = share_of(self._left() - block.steps, self._previous.remaining(number))
        return block.longest <= unrolled_of(least) and block.is_short and self._reads_nothing_dirty(block.reads)

    def _holds(self, memo: Memo, number: int) -> bool:
        """Whether a unit, now the `number`-th, would do what it did before."""
        share = share_of(self._left(), self._previous.remaining(number))
        as_before = share == memo.share or (memo.is_short and memo.steps <= unrolled_of(share))
        return as_before and self._reads_nothing_dirty(memo.reads)

    def _left(self) -> int:
        return self.machine.budget - self.machine.steps

    def _reads_nothing_dirty(self, reads: frozenset[Key]) -> bool:
        if not self._dirty:
            return True
        if self._groups is None:
            self._groups = groups(self._dirty)
        return reads.isdisjoint(self._dirty) and reads.isdisjoint(self._groups)

    def _replay(self, memo: Memo) -> None:
        """Put the effects of a unit in place; the state before and that of now then agree in them."""
        for item, value in memo.writes.items():
            self._state.set(item, value)
            if self._dirty.pop(item, ABSENT) is not ABSENT:
                self._groups = None
        self._live.append(memo.addresses)
        self._loose.append(memo)
        self.machine.steps += memo.steps

    def _pass(self, place: int) -> None:
        """Follow the version before past units that the new one has not."""
        for memo in self._previous.memos[self._previous.next : place]:
            for item, value in memo.writes.items():
                self._compare(item, value)
        self._previous.next = place

    def _run(self, key: Hashable, share: int, run: Callable[[], bool], old: Memo | None) -> bool:
        machine, tracker = self.machine, self.machine.tracker
        self.ran += 1
        self._state.settle()
        machine.heap.begin_unit(self._live)
        first, steps, machine.record = machine.heap.last + 1, machine.steps, Record()
        tracker.begin(machine.heap.last)
        ended = False
        try:
            ended = run()
        finally:
            tracker.end()
            made = range(first, machine.heap.last + 1)
            self._live.append(made)
            writes = {item: self._state.get(item) for item in tracker.writes}
            self._keep_changed(tracker)
            objects = tuple(machine.heap.peek(address) for address in made)
            # one that did not come to its end is never put in place again
            name = key if ended and not machine.suspended else None
            reads = frozenset(tracker.reads)
            taken = machine.steps - steps
            short = taken <= unrolled_of(share)
            memo = Memo(name, reads, writes, first, objects, machine.record, taken, share, short)
            self._loose.append(memo)
            self._follow(old, tracker.writes, writes)
        return ended

    def _keep_changed(self, tracker: Tracker) -> None:
        """Keep the objects that a unit changed as they were before; the first scopes begin anew."""
        changed = {item: value for item, value in tracker.writes.items() if isinstance(item, int)}
        for address, value in {**changed, **tracker.scopes}.items():
            if address not in FIRST_ADDRESSES:
                self.history.changed.setdefault(address, value)

    def _put_in_blocks(self) -> None:
        """Make blocks of the loose units; few of them join the block before."""
        if not self._loose:
            return
        if len(self.blocks) > (self._chunks or 0) and len(self.blocks[-1].memos) + len(self._loose) <= MOST_UNITS:
            self.blocks[-1] = block_of((*self.blocks[-1].memos, *self._loose))
        else:
            self.blocks += blocks_of(self._loose, self._previous.blocks)
        self._loose = []

    def _follow(self, old: Memo | None, before: dict[Key, Any], writes: dict[Key, Any]) -> None:
        """Compare what a unit did now with what it did before."""
        past: dict[Key, Any] = {} if old is None else old.writes
        for item in {**writes, **past}:
            if item in past:
                self._compare(item, past[item])
            else:
                self._compare(item, self._dirty.get(item, before[item]))

    def _compare(self, item: Key, value: Any) -> None:
        """A key has `value` in the version before."""
        self._groups = None
        if same(self._state.get(item), value):
            self._dirty.pop(item, None)
        else:
            self._dirty[item] = value

    # ---- the end

    def finish(self) -> None:
        """Keep what was done for the next version."""
        self._end_phase()
        self.machine.heap.begin_unit(self._live)
        history = self.history
        history.heap, history.units = self.machine.heap, self._units_now
        chunks = len(self.blocks) if self._chunks is None else self._chunks
        history.blocks, history.uncalled = tuple(self.blocks[:chunks]), tuple(self.blocks[chunks:])
        self._forget(chain(*self._previous_blocks), self.blocks)
        self._forget_unread()

    def _forget_unread(self) -> None:
        """Let go of the modules that no unit looks for any more."""
        read = frozenset().union(*(block.looked_for for block in self.blocks))
        self.history.found = {name: known for name, known in self.machine.found.copied().items() if name in read}

    def imports(self) -> tuple[str, ...]:
        """The files of the project that the program imports."""
        return tuple(sorted(files_of(self.history.found.values())))

    def abandon(self) -> None:
        """Leave this version in the middle: the next goes on from what this one went on from, or from as far as this
        one came where that is more (a file that has just been opened)."""
        self._put_in_blocks()
        if _count(self.blocks) > _count(chain(*self._previous_blocks)):
            self.finish()
            return
        history = self.history
        history.blocks, history.uncalled = self._previous_blocks
        if history.blocks:
            history.heap, history.derived = self.machine.heap, self._derived
            self._forget(self.blocks, chain(*self._previous_blocks))

    def _forget(self, blocks: Iterable[Block], kept: Iterable[Block]) -> None:
        """Let go of the objects of units that are in no block that is `kept`: nothing there knows their addresses."""
        gone, kept_rows = list(blocks), set(kept)
        new = kept_rows.difference(gone)
        kept_parts = {memo for block in new for memo in block.memos}
        for block in gone:
            for memo in block.memos if block not in kept_rows else ():
                for address in memo.addresses if memo not in kept_parts else ():
                    self.machine.heap.put(address, _GONE)
                    self.history.changed.pop(address, None)

    def calls(self) -> Calls:
        """The calls that the units have seen."""
        return chain.from_iterable(memo.record.sites for block in self.blocks for memo in block.memos)

    def derive(self, work_out: Callable[[Ref], ModelSummary | None]) -> Iterator[DerivedBlock]:
        """What follows from the state at the end for each model, and for instances of classes of the program, which may
        be some: block by block, worked out anew where that is other now."""
        before: dict[int, Derived] | None = None
        seen: set[int] = set()
        for block in self.blocks:
            # one that is in several blocks is that of the first
            addresses = tuple([address for address in block.models if address not in seen])
            seen.update(addresses)
            known = self._derived.get(addresses)
            if known is None or not self._reads_nothing_dirty(known.reads):
                if before is None:
                    before = {address: one for each in self._derived.values() for address, one in each.of.items()}
                of = {address: self._derive(address, work_out, before.get(address)) for address in addresses}
                known = derived_block(of)
            self.history.derived[addresses] = known
            yield known

    def _derive(self, address: int, work_out: Callable[[Ref], ModelSummary | None], known: Derived | None) -> Derived:
        if known is not None and self._reads_nothing_dirty(known.reads):
            return known
        tracker = self.machine.tracker
        tracker.begin(self.machine.heap.last)
        try:
            result = work_out(Ref(address))
        finally:
            tracker.end()
        return Derived(frozenset(tracker.reads), result)


def _count(blocks: Iterable[Block]) -> int:
    """How many units there are."""
    return sum(len(block.memos) for block in blocks)
