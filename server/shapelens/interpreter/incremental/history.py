"""What is kept of a text from one version to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from shapelens.environments.versions import ANY_VERSION, Versions
from shapelens.interpreter.domain.objects import HeapObject
from shapelens.interpreter.incremental.derived import DerivedBlock, ModelsOfBlocks
from shapelens.interpreter.incremental.memo import Block, Memo
from shapelens.interpreter.incremental.placed import SeenByUnits
from shapelens.interpreter.incremental.sites import SitesInOrder
from shapelens.interpreter.incremental.units import Units
from shapelens.interpreter.store.access_tracking import Tracker
from shapelens.interpreter.store.heap import Heap
from shapelens.syntax.parse import LoweredFile
from shapelens.syntax.versions import Cut

# past so many times the addresses that are in use, the heap is made anew
_MOST_GARBAGE = 4
_LEAST_GARBAGE = 10_000
# measured over programs of 300 to 5,000 lines
_OBJECT_BYTES, _CHARACTER_BYTES = 1_400, 40


@dataclass(slots=True)
class History:
    """What is kept from one version of a text to the next."""

    cut: Cut | None = None
    file: LoweredFile | None = None
    # those of the blocks, in the order of the text, and the last number that one was ever given
    units: Units = field(default_factory=Units)
    last_unit: int = 0
    # what they saw, and the models, in lines of the last version
    seen: SeenByUnits = field(default_factory=SeenByUnits)
    sites: SitesInOrder = field(default_factory=SitesInOrder)
    models: ModelsOfBlocks = field(default_factory=ModelsOfBlocks)
    tracker: Tracker = field(default_factory=Tracker)
    heap: Heap | None = None
    # those of the file, and those of what nothing calls
    blocks: tuple[Block, ...] = ()
    uncalled: tuple[Block, ...] = ()
    found: dict[str, Any] = field(default_factory=dict)
    # objects that a later unit changed, as the unit left them that made them
    changed: dict[int, HeapObject] = field(default_factory=dict)
    # by the addresses of the models in each block
    derived: dict[tuple[int, ...], DerivedBlock] = field(default_factory=dict)
    # what the units ran under
    keras: Versions = ANY_VERSION

    def begin_for(self, keras: Versions) -> None:
        """Go on with a version of the text that is for these versions of Keras; for others nothing holds any more."""
        if keras != self.keras:
            fresh = History(keras=keras)
            for each in fields(fresh):
                setattr(self, each.name, getattr(fresh, each.name))

    @property
    def has_cells(self) -> bool:
        """Whether the text is that of a notebook."""
        return self.cut is not None and self.cut.has_cells

    @property
    def memos(self) -> tuple[Memo, ...]:
        """All units, in the order in which they ran."""
        return tuple(memo for block in (*self.blocks, *self.uncalled) for memo in block.memos)

    @property
    def count(self) -> int:
        """How many units there are."""
        return sum(len(block.memos) for block in (*self.blocks, *self.uncalled))

    def is_worn(self) -> bool:
        """Whether most addresses of the heap are those of earlier versions."""
        return self.heap is not None and self.heap.last > _LEAST_GARBAGE + _MOST_GARBAGE * self._objects()

    def size(self) -> int:
        """About how many bytes it takes: what is kept of each unit goes with its objects, and with its text."""
        return _OBJECT_BYTES * self._objects() + (0 if self.cut is None else _CHARACTER_BYTES * len(self.cut.text))

    def _objects(self) -> int:
        """How many objects are in use."""
        return sum(block.made for block in (*self.blocks, *self.uncalled))
