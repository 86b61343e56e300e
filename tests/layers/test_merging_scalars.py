"""What merging layers make of scalars, numbers, None and arrays: of every one as real Keras has it."""

from __future__ import annotations

import itertools

import keras
import numpy as np
import pytest
import tensorflow as tf

from shapelens.interpreter.analyze import analyze
from shapelens.shapes.tensors import Tensor

HEAD = "import keras\nimport numpy as np\nimport tensorflow as tf\nfrom keras import layers\n"
# what stands in front of a symbol, and behind it
THERE = ("tf.ones((1, 5))", "np.ones((1, 5))", "keras.Variable(np.ones((1, 5)))", "keras.ops.ones((1, 5))")
LAYERS = ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate")
FIRST = ("keras.Input((5,))", "keras.Input(())", "tf.ones((3,))")
SECOND = ("tf.constant(5.0)", "np.array(5.0)", "np.float32(5)", "5", "5.0", "None", "np.ones((3, 5))")
# beside another scalar one of numpy is a tensor, one of Python is not, and they may look alike
SCALARS = [("tf.constant(2.0)", second) for second in SECOND if second not in ("np.float32(5)", "5", "5.0")]
ORDERS = [pair for there in THERE for pair in ((there, FIRST[0]), (FIRST[0], there), (there, THERE[0]))]
PAIRS = [*itertools.product(FIRST, SECOND), *SCALARS, *ORDERS]
CALLS = [f"layers.{name}()([{', '.join(pair)}])" for name in LAYERS for pair in PAIRS]


@pytest.mark.parametrize("call", CALLS)
def test_what_is_no_symbol_is_refused_where_keras_refuses_it(call: str) -> None:
    analysis = analyze(f"{HEAD}merged = {call}\n", strict=True)
    try:
        merged = eval(call, {"keras": keras, "np": np, "tf": tf, "layers": keras.layers})
    except Exception:
        assert len(analysis.findings) == 1
    else:
        assert analysis.findings == ()
        site = next(site for site in analysis.sites if site.span.column == len("merged = ") + 1)
        output = site.observations[-1].output
        assert isinstance(output, Tensor)
        assert isinstance(output.shape, tuple)
        assert [size if isinstance(size, int) else None for size in output.shape] == list(merged.shape)
