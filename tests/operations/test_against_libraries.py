"""The fast share of the comparison: a few random calls of every operation, always the same ones."""

from __future__ import annotations

import pytest
from tests.operations.compare import compare

from shapelens.layers.operations import Operation, all_operations

CASES = 20
RULED = [entry for entry in all_operations() if not entry.unruled]


@pytest.mark.parametrize("entry", RULED, ids=[entry.path for entry in RULED])
def test_agrees(entry: Operation) -> None:
    tally = compare(entry, range(CASES))
    assert not tally.wrong, "\n".join(
        f"{number} [{how}] {case}\n  ours {ours}\n  real {real}" for number, how, case, ours, real in tally.wrong
    )
