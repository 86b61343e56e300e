"""What the iterations of a long loop decide by, while they are tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shapelens.interpreter.domain.objects import DictObject, HeapObject, ListObject
from shapelens.interpreter.domain.values import Value


@dataclass(frozen=True, slots=True)
class IterationTrace:
    """What one iteration compared with what, and which items it read of which tables by which key.

    A table is None where the key says nothing of the place: a dict, or a container that is searched.
    """

    compared: list[tuple[Value, Value]] = field(default_factory=list)
    read: list[tuple[Sequence[Value] | None, Value]] = field(default_factory=list)

    def saw_item(self, value: Value, content: HeapObject | None, index: Value) -> None:
        """Note an item that is read by its key."""
        if isinstance(content, DictObject):
            self.read.append((None, index))
        items = content.items if isinstance(content, ListObject) else value
        if isinstance(items, (tuple, str, bytes)):
            self.read.append((items, index))
