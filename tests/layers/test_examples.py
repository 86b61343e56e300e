"""Every example of every registered layer: our rule gives what the example says."""

from __future__ import annotations

import pytest
from tests.fidelity.outcomes import our_outcome, our_tensors
from tests.layers.calls import EXAMPLE_IDS, EXAMPLES, configure_text, split_call

from shapelens.layers.framework.registry import Example, Layer, all_layers


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=EXAMPLE_IDS)
def test_example(entry: Layer, example: Example) -> None:
    first, rest = split_call(example)
    call = {name: our_tensors(shape, example.dtype, name) for name, shape in rest.items()}
    outcome = our_outcome(configure_text(example.call), our_tensors(first, example.dtype), call)
    assert outcome.rejected is None
    assert outcome.shape == example.output
    assert outcome.params == example.params


def test_every_layer_has_an_example_and_a_description() -> None:
    for entry in all_layers():
        # what a function of the program, or something that is not Keras, gives is theirs to say
        assert entry.examples or entry.family in ("lambda_layer", "foreign"), entry.name
        assert entry.documentation.strip(), entry.name
