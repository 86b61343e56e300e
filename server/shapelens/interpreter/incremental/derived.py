"""What is worked out of the state at the end, for each model of the program and for those of a block together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TypeAlias

from shapelens.interpreter.domain.analysis import ModelSummary
from shapelens.interpreter.domain.positions import Lines
from shapelens.interpreter.incremental.placed import Placed
from shapelens.interpreter.store.access_tracking import Key


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """What was worked out, and what was read for it."""

    reads: frozenset[Key]
    result: ModelSummary | None


@dataclass(frozen=True, slots=True, eq=False)
class DerivedBlock:
    """That of each model of a block, by its address, and what was read for all of them; `unbuilt` are those that have
    no input yet."""

    reads: frozenset[Key]
    of: dict[int, Derived]
    unbuilt: tuple[int, ...]


def derived_block(of: dict[int, Derived]) -> DerivedBlock:
    """That of some models together."""
    reads: frozenset[Key] = frozenset().union(*(one.reads for one in of.values()))
    unbuilt = [address for address, one in of.items() if one.result is not None and one.result.is_unbuilt]
    return DerivedBlock(reads, of, tuple(unbuilt))


# models with the bounds of their places, by which they are sorted
_Placed: TypeAlias = tuple[tuple[tuple[int, int, int, int], ModelSummary], ...]


class ModelsOfBlocks:
    """The models of each block, and each of them, in lines of the text."""

    def __init__(self) -> None:
        self._blocks: Placed[DerivedBlock, _Placed] = Placed()
        self._each: Placed[Derived, ModelSummary | None] = Placed()

    def of_blocks(self, lines: Lines, blocks: Sequence[DerivedBlock]) -> tuple[ModelSummary, ...]:
        """The models of a version, in order of their places."""
        placed = self._blocks.all(lines, blocks, self._of_block)
        self._blocks.keep(blocks, len(blocks))
        self._each.keep((one for block in blocks for one in block.of.values()), sum(len(block.of) for block in blocks))
        return tuple([model for _, model in sorted(chain.from_iterable(placed), key=itemgetter(0))])

    def _of_block(self, lines: Lines, block: DerivedBlock, _before: _Placed | None) -> _Placed:
        models = [self._each.get(lines, one, _placed) for one in block.of.values()]
        return tuple([(model.span.bounds, model) for model in models if model is not None])


def _placed(lines: Lines, derived: Derived, before: ModelSummary | None) -> ModelSummary | None:
    return lines.place(derived.result, before)
