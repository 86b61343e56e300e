"""Which statements of the module the models depend on: backwards from the calls that are measured, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from shapelens.shape_check.slices.facts import Facts
from shapelens.shape_check.slices.names import (
    NOTHING,
    Compound,
    Names,
    blocks_of,
    children,
    extent_of,
    head_of,
    root_of,
    walk,
)
from shapelens.shape_check.slices.side_effects import CONFIGURES, dotted, makes_model
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span


@dataclass(slots=True, eq=False)
class Item:
    """A statement that stands in the module, or in a block of it that is no function's."""

    statement: low.Statement
    offset: int
    names: Names
    around: Item | None = None
    blocks: list[list[Item]] = field(default_factory=list)
    kept: bool = False

    @property
    def span(self) -> Span:
        return extent_of(self.statement).shifted(self.offset)

    def head_nodes(self) -> Iterator[Any]:
        """What belongs to the statement itself: all of it, unless it is a compound one."""
        if not self.blocks:
            yield from walk(self.statement)
            return
        inner = {id(block) for block in blocks_of(self.statement)}
        waiting: list[Any] = [self.statement]
        while waiting:
            node = waiting.pop()
            for child in children(node):
                if id(child) not in inner:
                    waiting.append(child)
            yield node


def items_of(statements: Iterable[low.Statement], offset: int, around: Item | None = None) -> Iterator[Item]:
    """The statements as items, blocks and all; the outer one comes with its inner ones."""
    for statement in statements:
        item = Item(statement, offset, _names(statement), around)
        if isinstance(statement, Compound):
            item.blocks = [list(items_of(block, offset, item)) for block in blocks_of(statement)]
        yield item


def _names(statement: low.Statement) -> Names:
    try:
        return head_of(statement)
    except RecursionError:
        return NOTHING


def flat(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        for block in item.blocks:
            yield from flat(block)


@dataclass(slots=True)
class Relevance:
    """Marks the items to keep. `wanted` are the measured calls that count, `makers` those of them that make a model."""

    facts: Facts
    wanted: frozenset[Span]
    makers: frozenset[Span]
    dropped: frozenset[int]
    needed: set[str] = field(default_factory=set)
    # what holds a wanted call: functions and classes to be called, models to be used
    carriers: set[str] = field(default_factory=set)

    def mark(self, items: list[Item]) -> list[Item]:
        """Keep what is relevant; gives back what would be and cannot be run."""
        everything = list(flat(items))
        runnable = [item for item in everything if not self._is_dropped(item)]
        seeds = {id(item) for item in everything if self._is_seed(item)}
        measured = {id(item) for item in everything if self._holds(item, self.facts.measured)}
        changed = True
        while changed:
            changed = False
            for item in runnable:
                changed |= self._carries(item)
                if not item.kept and self._is_relevant(item, seeds, measured):
                    self._keep(item, id(item) in seeds)
                    changed = True
        return [item for item in everything if id(item) in seeds and self._is_dropped(item)]

    def _carries(self, item: Item) -> bool:
        """Note a definition that calls what holds models: it holds them as well. Whether it was not known before."""
        names = item.names
        is_definition = isinstance(item.statement, (low.FunctionDefinition, low.ClassDefinition))
        if not is_definition or names.binds <= self.carriers or not names.reads & self.carriers:
            return False
        self.carriers |= names.binds
        return True

    def _is_dropped(self, item: Item) -> bool:
        current: Item | None = item
        while current is not None:
            if id(current.statement) in self.dropped:
                return True
            current = current.around
        return False

    def _is_seed(self, item: Item) -> bool:
        """A function holds a seed where it makes a model: if it only makes layers, it is needed or it is not."""
        is_definition = isinstance(item.statement, (low.FunctionDefinition, low.ClassDefinition))
        return self._holds(item, self.makers if is_definition else self.wanted)

    def _holds(self, item: Item, spans: frozenset[Span]) -> bool:
        calls = [node for node in item.head_nodes() if isinstance(node, low.Call)]
        if any(call.span.shifted(item.offset) in spans for call in calls):
            return True
        return spans is self.facts.measured and any(makes_model(call, self.facts.aliases) for call in calls)

    def _is_relevant(self, item: Item, seeds: set[int], measured: set[int]) -> bool:
        names = item.names
        if id(item) in seeds or names.binds & self.needed:
            return True
        if isinstance(item.statement, (low.FunctionDefinition, low.ClassDefinition)):
            return bool(self._changed(names) - self.carriers)
        if isinstance(item.statement, low.Delete):
            return False
        if isinstance(item.statement, low.Jump):
            return in_kept_loop(item)
        if self._calls_carrier(item) or (id(item) in measured and names.reads & self.carriers):
            return True
        return bool(self._changed(names)) or configures(item, self.facts)

    def _changed(self, names: Names) -> set[str]:
        """The needed names whose value a statement may change."""
        changed = (names.changes - self.facts.foreign) | (names.stores - set(self.facts.aliases))
        return set(changed) & self.needed

    def _calls_carrier(self, item: Item) -> bool:
        """Whether a statement calls, or hands on, what holds models; of all models, whatever the program defines."""
        known = self.carriers | (self.facts.definitions if self.wanted is self.facts.measured else set())
        for call in (node for node in item.head_nodes() if isinstance(node, low.Call)):
            given = (argument.value for argument in call.arguments)
            handed = {value.id for value in given if isinstance(value, low.Name)}
            if root_of(call.function) in known or handed & self.carriers:
                return True
        return False

    def _keep(self, item: Item, seed: bool) -> None:
        current: Item | None = item
        while current is not None and not current.kept:
            current.kept = True
            self.needed |= current.names.reads | (current.names.changes - self.facts.foreign) | current.names.stores
            current = current.around
        if seed:
            self.needed |= item.names.binds
            self.carriers |= item.names.binds


def in_kept_loop(item: Item) -> bool:
    """Whether a `break` or `continue` decides what a loop that is kept does."""
    around = item.around
    while around is not None:
        if around.kept and isinstance(around.statement, (low.For, low.While)):
            return True
        around = around.around
    return False


def configures(item: Item, facts: Facts) -> bool:
    """Whether a statement changes how a library works: `keras.mixed_precision.set_global_policy(...)`, `sys.path`."""
    node = item.statement
    if isinstance(node, low.ImportFrom):
        return node.names is None or node.module == "__future__"
    if isinstance(node, low.Assign):
        roots = {root_of(target) for target in node.targets if not isinstance(target, low.Name)}
        return any(root in facts.aliases for root in roots)
    if not isinstance(node, low.ExpressionStatement) or not isinstance(node.value, low.Call):
        return False
    function = node.value.function
    path = dotted(function, facts.aliases)
    return path is not None and root_of(function) in facts.aliases and path.split(".")[-1].startswith(CONFIGURES)


def names_read(items: Iterable[Item], besides: Item) -> set[str]:
    """The names that any statement but one reads, be it run or not."""
    return {name for item in flat(items) if item is not besides for name in item.names.reads}
