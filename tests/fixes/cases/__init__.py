"""The changes that fixes make, by the kind of fault."""

from __future__ import annotations

from tests.fixes.cases import arguments, legacy, shapes, training

CHANGES = (*arguments.CHANGES, *legacy.CHANGES, *shapes.CHANGES, *training.CHANGES)
