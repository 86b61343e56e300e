"""Long loops whose iterations do the same: the first are run, a few more are tried, and the rest is counted.

`for i in range(60, 1258): windows.append(series[i - 60 : i])` appends an array of one shape each time. An iteration is
tried in the state in which it would find the program: lists that grew are as long as they would be there, and a name
that each iteration changes is unknown. So what a loop does depends on the place through its item alone, and what holds
at both ends of a stretch and between is taken to hold all along it: items are numbers in order, and conditions and
slices of them change once, where a stretch ends (a `break`, slices that run out), which is found by halving. Where a
condition on numbers or texts may turn for one iteration alone (`if i == 57`), that one is tried as well (`loop_turns`).
So are those that read the odd entries of a table; where conditions depend on tables of many values, or on items that
are in no order, nothing is counted (`loop_tables`). Iterations that differ back and forth where they are tried are not
counted either. A loop that does anything else is unrolled for a while; then any further round is run until it changes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from shapelens.interpreter.domain.objects import DictObject, HeapObject, InstanceObject, ListObject, Scope
from shapelens.interpreter.domain.values import Ref, Value
from shapelens.interpreter.evaluator.lists import forget_items
from shapelens.interpreter.evaluator.loop_turns import turning_places
from shapelens.interpreter.language.branches import repeat
from shapelens.interpreter.language.container_items import MUTATING, SETS
from shapelens.interpreter.language.iteration import any_of
from shapelens.interpreter.language.sizes import MAX_SEQUENCE
from shapelens.interpreter.machine.budget import begun_lately
from shapelens.interpreter.machine.completion import NORMAL, AbruptCompletion, Completion
from shapelens.interpreter.machine.iteration_trace import IterationTrace
from shapelens.interpreter.machine.machine import Machine, ProgramRaises, State
from shapelens.interpreter.machine.override import Override
from shapelens.interpreter.store.join import as_item, common_item, join_all_items, join_values
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low

# a shorter loop is run to its end
LONG = 48
_HEAD = 8
# so many rounds are run of any loop
FIRST = 2
# with so many steps a long loop is unrolled: a number that is counted up is worth them
_WORTH = 10_000
# how often it is looked where conditions turn, and how many iterations are tried each time
_LOOKS = 4
_MOST_TURNS = 24
_TOO_LONG = Unknown("it changes from one round of a long loop to the next")
# a longer list is known by its length and what its items have in common
_MAX_ITEMS = 1000


# names and attributes by the address of what has them
_Names: TypeAlias = frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Effect:
    """What an iteration did: what it appended to which lists, what it yielded, which names it bound anew, and which of
    them it left other than it found them."""

    appended: Mapping[int, tuple[Value, ...]]
    yielded: tuple[Value, ...]
    bound: _Names
    changed: _Names


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop over `items`; `run` does one iteration."""

    machine: Machine
    items: Sequence[Value]
    body: low.Block
    run: Callable[[Value], Completion]

    def completes(self, item: Value) -> Completion:
        """One iteration: NORMAL where the loop goes on."""
        self.machine.tick()
        try:
            return self.run(item)
        except ProgramRaises as raised:
            return AbruptCompletion("raise", raised.value)


def many_items(machine: Machine, iterable: Value) -> Sequence[Value] | None:
    """The items of a long sequence that are all known, and that no loop takes away; None for any other."""
    content = machine.heap[iterable] if isinstance(iterable, Ref) else None
    items = content.items if isinstance(content, ListObject) and content.kind not in SETS else iterable
    if isinstance(items, (range, tuple)) and LONG < len(items) <= MAX_SEQUENCE:
        return items
    return None


def run_items(loop: Loop) -> Completion:
    """Run a loop over items that are known, however many."""
    machine = loop.machine
    effects: list[_Effect | None] = []
    before, begun = machine.save(), machine.steps
    for item in loop.items[:_HEAD]:
        before = machine.save()
        completion, effect = _observed(loop, item)
        if isinstance(completion, AbruptCompletion):
            return completion
        effects.append(effect)
    cost = (machine.steps - begun) // _HEAD * (len(loop.items) - _HEAD)
    same = _common_effect(effects)
    last = effects[-1]
    if same is None or last is None:
        return _run_all(loop, loop.items[_HEAD:], begun)
    # a name that one of the first alone sets (`if i == 0`) is no reason to forget it
    stop, changed = _stretch(loop, same, last.changed)
    if stop <= _HEAD + 1:
        return _run_all(loop, loop.items[_HEAD:], begun)
    state, yielded, waiting = machine.save(), list(machine.yielded), list(machine.suspended)
    _skip(loop, replace(same, changed=changed), stop - 1 - _HEAD, before)
    completion = loop.completes(loop.items[stop - 1])
    if _lost(machine, changed) and cost <= _WORTH:
        machine.restore(state)
        machine.yielded, machine.suspended = yielded, waiting
        return _run_all(loop, loop.items[_HEAD:], begun)
    return completion if isinstance(completion, AbruptCompletion) else _run_all(loop, loop.items[stop:], begun)


def is_unrolled(machine: Machine, begun: int) -> bool:
    """Whether one more round is run of a long loop that began at so many steps; else it is summarised."""
    return begun_lately(machine, begun, _WORTH)


def _lost(machine: Machine, forgotten: _Names) -> bool:
    """Whether a name that changes from one iteration to the next was not bound anew by the last."""
    return any(_names_of(machine.heap[Ref(address)]).get(name) == _TOO_LONG for address, name in forgotten)


def _names_of(content: HeapObject) -> Mapping[str, Value]:
    if isinstance(content, Scope):
        return content.names
    return content.attributes if isinstance(content, InstanceObject) else {}


def _run_all(loop: Loop, items: Sequence[Value], begun: int) -> Completion:
    for position, item in enumerate(items):
        if not is_unrolled(loop.machine, begun):
            return repeat(loop.machine, partial(loop.completes, any_of(loop.machine, items[position:])))
        completion = loop.completes(item)
        if isinstance(completion, AbruptCompletion):
            return completion
    return NORMAL


def _observed(loop: Loop, item: Value) -> tuple[Completion, _Effect | None]:
    """Run one iteration; its effect is None where it did what cannot be counted."""
    machine = loop.machine
    before, yielded, waiting = machine.heap.snapshot(), len(machine.yielded), len(machine.suspended)
    completion = loop.completes(item)
    if len(machine.suspended) > waiting:
        return completion, None
    appended: dict[int, tuple[Value, ...]] = {}
    bound: set[tuple[int, str]] = set()
    changed: set[tuple[int, str]] = set()
    for ref, old, new in list(machine.heap.changes(before)):
        if isinstance(new, (Scope, InstanceObject)):
            names = _names_of(old)
            for name, value in _names_of(new).items():
                if names.get(name) is not value:
                    bound.add((ref.address, name))
                    earlier = names.get(name, _TOO_LONG)
                    joined = join_values(earlier, value)
                    # what an iteration takes as it finds it is known in all, or in none
                    if joined != value or joined != earlier:
                        changed.add((ref.address, name))
            continue
        if isinstance(old, ListObject) and isinstance(new, ListObject) and _grew(old, new):
            assert isinstance(old.items, tuple)
            assert isinstance(new.items, tuple)
            appended[ref.address] = new.items[len(old.items) :]
        elif not isinstance(old, DictObject) or not isinstance(new, DictObject) or not _same_keys(old, new):
            return completion, None
    return completion, _Effect(appended, tuple(machine.yielded[yielded:]), frozenset(bound), frozenset(changed))


def _grew(old: ListObject, new: ListObject) -> bool:
    """Whether a list has what it had, and perhaps more behind it."""
    if isinstance(old.items, Unknown) or isinstance(new.items, Unknown) or len(new.items) < len(old.items):
        return False
    return new.items[: len(old.items)] == old.items


def _same_keys(old: DictObject, new: DictObject) -> bool:
    if isinstance(old.items, Unknown) or isinstance(new.items, Unknown):
        return old.items == new.items
    return old.items.keys() == new.items.keys()


def _common_effect(effects: Sequence[_Effect | None]) -> _Effect | None:
    """The effect of one iteration where all had the same."""
    common = effects[0]
    for effect in effects[1:]:
        common = _common(common, effect)
    return common


def _common(left: _Effect | None, right: _Effect | None) -> _Effect | None:
    if left is None or right is None or left.appended.keys() != right.appended.keys():
        return None
    appended = {address: _each(items, right.appended[address]) for address, items in left.appended.items()}
    yielded = _each(left.yielded, right.yielded)
    if yielded is None or any(items is None for items in appended.values()):
        return None
    known = {address: items for address, items in appended.items() if items is not None}
    return _Effect(known, yielded, left.bound | right.bound, left.changed | right.changed)


def _each(left: tuple[Value, ...], right: tuple[Value, ...]) -> tuple[Value, ...] | None:
    if len(left) != len(right):
        return None
    items = tuple(common_item(as_item(a), as_item(b)) for a, b in zip(left, right, strict=True))
    return None if any(item is None for item in items) else items


def _stretch(loop: Loop, effect: _Effect, changed: _Names) -> tuple[int, _Names]:
    """The first item that is not known to have the same effect as those in front, and the names that iterations change.

    It is the number of items where there is none, and 0 where the iterations differ back and forth.
    """
    count = len(loop.items)
    tried = sorted({count // 3, count // 2, count // 2 + 1, 2 * count // 3 + 1, count - 2, count - 1})
    for _ in range(_LOOKS):
        trials = _Trials(loop, effect, changed)
        stop = first_different(tried, trials.same, _HEAD, count)
        if stop and trials.differs_beside(stop):
            return 0, changed
        if trials.changed <= changed:
            return stop, changed
        # what one of them changes is not known in the others
        changed |= trials.changed
    return 0, changed


class _Trials:
    """Iterations that are tried, with what conditions compared in them by their place."""

    def __init__(self, loop: Loop, effect: _Effect, changing: _Names) -> None:
        self._loop, self._effect, self._changing = loop, effect, changing
        self._traces: dict[int, IterationTrace] = {}
        self.changed: _Names = frozenset()

    def same(self, place: int) -> bool:
        """Whether the iteration at a place has the effect; nothing of it stays."""
        trace = IterationTrace()
        with Override(self._loop.machine, "trace", trace):
            found = _tried(self._loop, place, self._effect, self._changing)
        self._traces[place] = trace
        if found is None:
            return False
        self.changed |= found.changed
        return True

    def differs_beside(self, stop: int) -> bool:
        """Whether an iteration before `stop` differs at which a condition turns, though those around it do not.

        What is compared there says where to look again. Where that does not say where conditions turn, one may.
        """
        items, catches = self._loop.items, bool(self._loop.machine.catchers)
        between = {_HEAD, (_HEAD + stop) // 2, stop - 1}
        if sum(place < stop for place in self._traces) < len(between) and not all(
            map(self.same, sorted(between.difference(self._traces)))
        ):
            return True
        for _ in range(_LOOKS):
            usual = {place: seen for place, seen in self._traces.items() if place < stop}
            turns = turning_places(items, usual, catches)
            if turns is None:
                return True
            new = sorted(place for place in turns if _HEAD <= place < stop and place not in self._traces)
            if not all(map(self.same, new[:_MOST_TURNS])):
                return True
            if not new:
                return False
        return False


def first_different(tried: Sequence[int], same: Callable[[int], bool], low_end: int, count: int) -> int:
    """The first place that is not the `same`: halved out between those `tried`; `count` for none, 0 for no order."""
    results = [same(place) for place in tried]
    if all(results):
        return count
    first = results.index(False)
    if any(results[first:]):
        return 0
    before, after = (tried[first - 1] if first else low_end - 1), tried[first]
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if same(middle) else (before, middle)
    return after


def _tried(loop: Loop, place: int, effect: _Effect, changing: _Names) -> _Effect | None:
    """What the iteration at a place does, where that is the effect; nothing of it stays.

    It finds what it would find there: lists that grew until then, and names that change with each iteration unknown.
    """
    machine = loop.machine
    state, yielded, waiting = machine.save(), list(machine.yielded), list(machine.suspended)
    _forget_names(machine, changing)
    for address, more in effect.appended.items():
        content = machine.heap[Ref(address)]
        assert isinstance(content, ListObject)
        assert isinstance(content.items, tuple)
        machine.heap[Ref(address)] = replace(content, items=content.items + more * (place - _HEAD))
    with machine.silently():
        completion, found = _observed(loop, loop.items[place])
    machine.restore(state)
    machine.yielded, machine.suspended = yielded, waiting
    if isinstance(completion, AbruptCompletion) or found is None or not found.bound <= effect.bound:
        return None
    further = found.appended.keys() - effect.appended.keys()
    if (
        further
        and effect.appended.keys() <= found.appended.keys()
        and further <= {ref.address for ref in _may_grow(loop)}
    ):
        # how often these grow is not said in any case
        found = replace(found, appended={address: found.appended[address] for address in effect.appended})
    return found if _common(effect, found) is not None else None


def _skip(loop: Loop, effect: _Effect, times: int, before: State) -> None:
    """Count `times` iterations as run: the names that they change are not known behind them."""
    machine = loop.machine
    grown = {address: machine.heap[Ref(address)] for address in effect.appended}
    for ref in _may_grow(loop):
        if ref.address not in grown:
            forget_items(machine, ref, Unknown("it may have grown in a long loop", machine.at(loop.body[0].span).line))
    machine.join(before)
    _forget_names(machine, effect.changed)
    for address, content in grown.items():
        assert isinstance(content, ListObject)
        assert isinstance(content.items, tuple)
        machine.heap[Ref(address)] = _longer(content, content.items, effect.appended[address], times)
    machine.yielded += effect.yielded * times


def _forget_names(machine: Machine, names: _Names) -> None:
    for address, name in names:
        ref = Ref(address)
        content = machine.heap[ref]
        if isinstance(content, Scope):
            machine.heap[ref] = replace(content, names={**content.names, name: _TOO_LONG})
        elif isinstance(content, InstanceObject):
            machine.heap[ref] = replace(content, attributes={**content.attributes, name: _TOO_LONG})


def _longer(content: ListObject, items: tuple[Value, ...], more: tuple[Value, ...], times: int) -> ListObject:
    count = len(items) + len(more) * times
    if count <= _MAX_ITEMS:
        return replace(content, items=items + more * times)
    each = join_all_items((*items, *more))
    reason = Unknown("it has more items than are followed one by one")
    return ListObject(reason, content.kind, items, each, count)


def _may_grow(loop: Loop) -> Iterator[Ref]:
    """The lists that a method in the body may change."""
    for node in _calls(loop.body):
        if isinstance(node.function, low.Attribute) and node.function.name in MUTATING:
            target = node.function.value
            if isinstance(target, low.Name) or (
                isinstance(target, low.Attribute) and isinstance(target.value, low.Name)
            ):
                value = loop.machine.evaluate(target)
                if isinstance(value, Ref) and isinstance(loop.machine.heap[value], ListObject):
                    yield value


def _calls(node: object) -> Iterator[low.Call]:
    """The calls in a part of a program, those in functions defined there too."""
    if isinstance(node, low.Call):
        yield node
    parts = node if isinstance(node, tuple) else (getattr(node, name) for name in getattr(node, "__slots__", ()))
    for part in parts:
        if isinstance(part, tuple) or hasattr(part, "span"):
            yield from _calls(part)
