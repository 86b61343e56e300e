"""Every example of every registered layer, run in real Keras: it gives the same shape, dtype and parameters."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fidelity.outcomes import our_outcome, our_tensors
from tests.fidelity.real_keras import MANY_PARAMETERS, keras, keras_outcome, keras_tensors
from tests.layers.calls import EXAMPLE_IDS, EXAMPLES, configure_text, split_call

from shapelens.layers.framework.registry import Example, Layer


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=EXAMPLE_IDS)
def test_example_in_keras(entry: Layer, example: Example) -> None:
    first, rest = split_call(example)
    our_call = {name: our_tensors(shape, example.dtype, name) for name, shape in rest.items()}
    keras_call = {name: keras_tensors(shape, example.dtype) for name, shape in rest.items()}
    ours = our_outcome(configure_text(example.call), our_tensors(first, example.dtype), our_call)

    def make() -> Any:
        return eval(example.call, {"__builtins__": {}}, vars(keras.layers))

    many = example.params > MANY_PARAMETERS
    assert ours == keras_outcome(make, keras_tensors(first, example.dtype), keras_call, many=many)
