"""Layers as programs prepare them: dtype policies, and what `adapt` learns from data. A run decides."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import keras
import pytest
from keras.src.backend.common.global_state import set_global_attribute
from tests.data.programs import check

HEADER = "import numpy as np\nimport tensorflow as tf\nimport keras\nfrom keras import layers, ops\n"

POLICIES = {
    "of one layer": """
        x = keras.Input((8, 8, 3))
        half = layers.Conv2D(4, 3, dtype="float16")(x)
        mixed = layers.Conv2D(4, 3, dtype="mixed_float16")(x)
        brain = layers.Dense(4, dtype="mixed_bfloat16")(half)
        double = layers.Flatten(dtype="float64")(brain)
        back = layers.Dense(2)(double)
        policy = layers.Dense(2, dtype=keras.DTypePolicy("mixed_float16"))(back)
        norm = layers.BatchNormalization(dtype="float32")(mixed)
        sums = layers.Add(dtype="float16")([mixed, norm])
        dense = layers.Dense(3, dtype="mixed_float16")
        y = dense(policy)
        computes, keeps, named = dense.compute_dtype, dense.variable_dtype, dense.dtype
        whole = keras.Input((3,), dtype="int32")
        vectors = layers.Embedding(10, 4, dtype="float16")(whole)
        still = layers.Reshape((1, 3))(whole)
    """,
    "of all that follow": """
        before = layers.Dense(3)
        keras.config.set_dtype_policy("mixed_float16")
        x = keras.Input((8,))
        plain = before(x)
        y = layers.Dense(4)(x)
        z = layers.Activation("softmax", dtype="float32")(y)
        steps = layers.LSTM(5, return_sequences=True)(layers.Reshape((2, 4))(x))
        heads = layers.MultiHeadAttention(2, 3)(steps, steps)
        sums = y + layers.Dense(4)(x)
        name = keras.config.dtype_policy().name
        keras.config.set_dtype_policy("float32")
        w = layers.Dense(4)(y)
    """,
    "by its older name": """
        from tensorflow.keras import mixed_precision
        mixed_precision.set_global_policy("mixed_bfloat16")
        x = keras.Input((8, 8, 3))
        y = layers.Conv2D(4, 3)(x)
        pooled = layers.GlobalAveragePooling2D()(y)
        out = layers.Dense(2, dtype="float32")(pooled)
        model = keras.Model(x, [pooled, out])
        first, second = model(np.zeros((1, 8, 8, 3), "float32"))
        mixed_precision.set_global_policy(mixed_precision.Policy("float64"))
        z = layers.Dense(3)(pooled)
        inner = keras.Input((3,))
    """,
    "of the floats": """
        keras.backend.set_floatx("float64")
        x = keras.Input((8,))
        y = layers.Dense(4)(x)
        kind = keras.backend.floatx()
    """,
    "of a layer of the program": """
        class Scaled(layers.Layer):
            def __init__(self, **kwargs):
                super().__init__(**kwargs)
                self.dense = layers.Dense(3, dtype=self.dtype_policy)
            def build(self, shape):
                self.scale = self.add_weight(shape=(3,))
            def call(self, inputs):
                return self.dense(inputs) * self.scale
        x = keras.Input((8,))
        half = Scaled(dtype="float16")(x)
        mixed = Scaled(dtype="mixed_float16")(x)
        plain = Scaled()(mixed)
    """,
}

ADAPTED = {
    "numbers": """
        data = np.zeros((10, 4), "float32")
        norm = layers.Normalization()
        norm.adapt(data)
        y = norm(data)
        x = keras.Input((4,))
        z = norm(x)
        fixed = layers.Normalization(mean=[0.0] * 4, variance=[1.0] * 4)(x)
        over_all = layers.Normalization(axis=None)
        over_all.adapt(data)
        w = over_all(keras.Input((3, 5)))
        back = layers.Normalization(axis=-1, mean=0.5, variance=2.0, invert=True)(x)
        bins = layers.Discretization(num_bins=4)
        bins.adapt(data)
        places = bins(x)
        flags = layers.Discretization(bin_boundaries=[0.0, 1.0], output_mode="one_hot")(keras.Input((1,)))
        count = norm.count_params()
    """,
    "words": """
        words = ["a", "b", "a"]
        x = keras.Input((1,), dtype="string")
        lookup = layers.StringLookup()
        lookup.adapt(words)
        numbers = lookup(x)
        given = layers.StringLookup(vocabulary=["a", "b", "c"])
        known = given.vocabulary_size()
        rows = layers.StringLookup(vocabulary=["a", "b"], output_mode="one_hot")(x)
        many = layers.StringLookup(vocabulary=["a", "b"], output_mode="multi_hot", num_oov_indices=2)(x)
        counts = layers.StringLookup(vocabulary=["a", "b"], output_mode="count")(keras.Input((6,), dtype="string"))
        padded = layers.StringLookup(max_tokens=7, output_mode="multi_hot", pad_to_max_tokens=True)
        padded.adapt(words)
        wide = padded(x)
        inverse = layers.StringLookup(vocabulary=["a", "b"], invert=True)(keras.Input((3,), dtype="int64"))
        integers = layers.IntegerLookup(vocabulary=[3, 5, 7], output_mode="multi_hot")(keras.Input((4,), dtype="int64"))
    """,
    "texts": """
        texts = ["the cat", "the dog ran"]
        x = keras.Input((1,), dtype="string")
        vectorize = layers.TextVectorization(max_tokens=50, output_sequence_length=8)
        vectorize.adapt(texts)
        numbers = vectorize(x)
        eager = vectorize(tf.constant(texts))
        from_set = layers.TextVectorization(output_sequence_length=4)
        from_set.adapt(tf.data.Dataset.from_tensor_slices(texts).batch(2))
        four = from_set(x)
        hot = layers.TextVectorization(vocabulary=["cat", "dog"], output_mode="multi_hot")(x)
        counted = layers.TextVectorization(vocabulary=["cat", "dog"], output_mode="count")(x)
        weighed = layers.TextVectorization(
            vocabulary=["cat", "dog"], idf_weights=[0.5, 0.25], output_mode="tf_idf"
        )(x)
        letters = layers.TextVectorization(
            split="character", vocabulary=list("abc"), output_mode="int", output_sequence_length=5
        )(x)
        pairs = layers.TextVectorization(ngrams=2, vocabulary=["the cat"], output_mode="multi_hot")(x)
        full = layers.TextVectorization(max_tokens=9, output_mode="multi_hot", pad_to_max_tokens=True)
        full.adapt(texts)
        nine = full(x)
        whole = layers.TextVectorization(split=None, vocabulary=["the cat"], output_mode="multi_hot")(x)
    """,
}

OPEN = {
    "a vocabulary that only the data know": (
        """
        words = ["a", "b", "a"]
        lookup = layers.StringLookup(output_mode="one_hot")
        lookup.adapt(words)
        rows = keras.ops.cast(lookup(tf.constant(words)), "float32")
        texts = layers.TextVectorization(output_mode="tf_idf")
        texts.adapt(["the cat", "the dog ran"])
        weighed = texts(tf.constant(["a cat"]))
        ints = layers.TextVectorization()
        ints.adapt(["the cat", "the dog ran"])
        numbers = ints(tf.constant(["the cat ran"]))
        size = lookup.vocabulary_size()
        """,
        "rows weighed numbers size",
    ),
}

PROGRAMS = POLICIES | ADAPTED


@pytest.fixture(autouse=True)
def floats_as_at_first() -> Iterator[None]:
    """No policy is set, neither before nor after: it is that of the floats."""
    set_global_attribute("dtype_policy", None)
    yield
    keras.config.set_floatx("float32")
    set_global_attribute("dtype_policy", None)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program(name: str) -> None:
    check(HEADER + textwrap.dedent(PROGRAMS[name]))


@pytest.mark.parametrize("name", OPEN)
def test_what_only_a_run_knows(name: str) -> None:
    source, unknown = OPEN[name]
    check(HEADER + textwrap.dedent(source), unknown)
