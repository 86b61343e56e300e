"""The changes that fixes make, by the kind of fault."""

from __future__ import annotations

from tests.fixes.cases import arguments

CHANGES = (*arguments.CHANGES,)
