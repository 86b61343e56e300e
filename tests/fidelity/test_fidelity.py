"""A fast share of `make fidelity`: the first cases of every layer, our rule against real Keras."""

from __future__ import annotations

import pytest
from tests.fidelity.compare import compare
from tests.fidelity.differences import NOT_COMPARED

from shapelens.layers.framework.registry import Layer, all_layers

CASES = range(25)
LAYERS = [entry for entry in all_layers() if entry.name not in NOT_COMPARED]


@pytest.mark.parametrize("entry", LAYERS, ids=[entry.name for entry in LAYERS])
def test_rule_agrees_with_keras(entry: Layer) -> None:
    tally = compare(entry, CASES)
    assert not tally.differing, "\n".join(
        f"{case}\n  ours:  {ours}\n  Keras: {real}" for _, case, ours, real in tally.differing
    )
    assert tally.accepted, "no case was accepted by Keras: nothing was compared but rejections"
