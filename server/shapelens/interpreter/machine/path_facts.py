"""What a path of a running function knows of conditions: how they came out on the way here, and what their arms left.

Facts hold inside one call of a function, or one statement of a module, and are forked and joined with the state.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import field, replace
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from shapelens.interpreter.store.heap import Objects
from shapelens.interpreter.store.narrowing import Place
from shapelens.shapes.frozen import dataclass

# a condition by its text and by what its names are bound to: equal ones come out alike
Condition: TypeAlias = Hashable
Known = TypeVar("Known")

# so many conditions are remembered, those that were asked last
_MOST = 32


class Bound:
    """What a name, an attribute or an address is bound to, as part of a condition: equal where it is the very value."""

    __slots__ = ("place", "value")

    def __init__(self, place: Place, value: Any) -> None:
        self.place = place
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bound) and self.place == other.place and self.value is other.value

    def __hash__(self) -> int:
        return hash((self.place, id(self.value)))


def _places(condition: Condition) -> Iterator[Place]:
    if isinstance(condition, Bound):
        yield condition.place
    elif isinstance(condition, tuple):
        for part in condition:
            yield from _places(part)


def _speaks_of(condition: Condition, places: Collection[Place]) -> bool:
    return any(place in places for place in _places(condition))


def _latest(facts: dict[Condition, Known]) -> dict[Condition, Known]:
    return facts if len(facts) <= _MOST else dict(islice(facts.items(), len(facts) - _MOST, None))


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """The ends of both arms of a condition, what they had in common there, and the places that differ between later
    paths: what is there may look like it did."""

    joined: Objects
    yes: Objects
    no: Objects
    facts_of_yes: Facts
    facts_of_no: Facts
    changed: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """`assumed` are the conditions that are known on this path, `splits` those whose arms came together on it."""

    assumed: Mapping[Condition, bool] = field(default_factory=dict)
    splits: Mapping[Condition, Split] = field(default_factory=dict)

    def common(self, other: Facts, differing: Collection[Place]) -> Facts:
        """What holds on two paths, which differ in some places."""
        assumed = {
            key: known
            for key, known in self.assumed.items()
            if other.assumed.get(key) is known and not _speaks_of(key, differing)
        }
        splits = {}
        for key, split in self.splits.items():
            twin = other.splits.get(key)
            if twin is not None and twin.joined is split.joined and not _speaks_of(key, differing):
                splits[key] = replace(split, changed=split.changed.union(twin.changed, differing))
        return Facts(assumed, splits)

    def assuming(self, condition: Condition, known: bool) -> Facts:
        """The facts on one arm; where its like ended before, those that held there as well."""
        split = self.splits.get(condition)
        if split is None:
            return Facts(_latest({**self.assumed, condition: known}), self.splits)
        before = split.facts_of_yes if known else split.facts_of_no
        assumed = {key: value for key, value in before.assumed.items() if not _speaks_of(key, split.changed)}
        splits = {
            key: replace(inner, changed=inner.changed | split.changed)
            for key, inner in before.splits.items()
            if not _speaks_of(key, split.changed)
        }
        return Facts(_latest({**assumed, **self.assumed, condition: known}), _latest({**splits, **self.splits}))

    def with_split(self, condition: Condition, split: Split) -> Facts:
        """The facts behind both arms."""
        return Facts(self.assumed, _latest({**self.splits, condition: split}))


NO_FACTS = Facts()
