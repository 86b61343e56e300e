"""The changes that fixes make, by the kind of fault."""

from __future__ import annotations

from tests.fixes.cases import arguments, arrays, joins, legacy, meant, models, shapes, symbols, training, usage

CHANGES = (
    *arguments.CHANGES,
    *arrays.CHANGES,
    *joins.CHANGES,
    *legacy.CHANGES,
    *meant.CHANGES,
    *models.CHANGES,
    *shapes.CHANGES,
    *symbols.CHANGES,
    *training.CHANGES,
    *usage.CHANGES,
)
