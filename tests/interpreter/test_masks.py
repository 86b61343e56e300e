"""The mask that a layer of the program is handed, against real Keras."""

from __future__ import annotations

import textwrap
import warnings

import pytest
from tests.data.programs import check
from tests.layers.calls import EXAMPLES

from shapelens.interpreter.keras.masks import KEEP_MASKS, ONLY_OF_MASKS, OTHERS, RECURRENT

HEAD = """
import keras
import numpy as np
from keras import layers, ops


class Mask(layers.Layer):
    def call(self, x, mask=None):
        return ops.cast(mask, "float32") if mask is not None else ops.zeros((1, 2, 3))


class Own(layers.Layer):
    def call(self, x):
        return x * 2.0


class Keeping(layers.Layer):
    def __init__(self):
        super().__init__()
        self.supports_masking = True

    def call(self, x):
        return x * 2.0


words = keras.Input((6,), dtype="int32")
vectors = layers.Embedding(30, 8, mask_zero=True)(words)
"""
MASKED = {
    "an embedding": "vectors",
    "an embedding without a mask": "layers.Embedding(30, 8)(words)",
    "dense": "layers.Dense(3)(layers.Dropout(0.1)(vectors))",
    "sequences": "layers.LSTM(3, return_sequences=True)(vectors)",
    "the last of a sequence": "layers.LSTM(3)(vectors)",
    "a convolution": "layers.Conv1D(3, 2)(vectors)",
    "flat": "layers.Flatten()(vectors)",
    "a masking": "layers.Masking()(keras.Input((5, 3)))",
    "an operation": "vectors * 2.0",
    "a layer of the program": "Own()(vectors)",
    "one that says that it supports masks": "Keeping()(vectors)",
    "an array": "layers.Embedding(30, 8, mask_zero=True)(np.array([[1, 2, 0, 0]] * 3))",
    "behind an array": "layers.Dense(2)(layers.Embedding(30, 8, mask_zero=True)(np.array([[1, 2, 0, 0]] * 3)))",
    "attention": "layers.MultiHeadAttention(2, 3)(vectors, vectors)",
    "an input": "keras.Input((4, 5))",
    "both ways of no mask": (
        "layers.Bidirectional(layers.LSTM(3, return_sequences=True))(layers.Embedding(30, 8)(words))"
    ),
    "pictures of no mask": "layers.ConvLSTM1D(3, 2, return_sequences=True)(keras.Input((5, 6, 2)))",
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("masked", MASKED.values(), ids=MASKED)
def test_the_mask_of(masked: str) -> None:
    check(HEAD + textwrap.dedent(f"given = Mask()({masked})\n"), ignore="words vectors")


def test_a_mask_that_is_given_is_that() -> None:
    check(HEAD + "given = Mask()(vectors, mask=keras.Input((9,)))\n", ignore="words vectors")


def test_which_layers_keep_a_mask_is_for_keras_to_say() -> None:
    import keras

    base = keras.layers.Layer.compute_mask
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for entry, example in EXAMPLES:
            layer_class = getattr(keras.layers, entry.name)
            own = layer_class.compute_mask is not base
            if own:
                assert entry.name not in KEEP_MASKS, entry.name
                assert entry.name in OTHERS | ONLY_OF_MASKS | RECURRENT | {
                    "Embedding", "ReversibleEmbedding", "Masking", "GlobalAveragePooling1D",
                }, entry.name  # fmt: skip
            elif not entry.name.endswith(("Cell", "Cells")):
                layer = eval(f"layers.{example.call}", {"layers": keras.layers, **vars(keras.layers)})
                assert layer.supports_masking == (entry.name in KEEP_MASKS), entry.name
