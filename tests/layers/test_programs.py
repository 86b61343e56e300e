"""Layers as programs make them: own cells, functions, policies, vocabularies, configurations. A run decides."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import keras
import pytest
from keras.src.backend.common.global_state import set_global_attribute
from tests.data.programs import check

HEADER = "import numpy as np\nimport tensorflow as tf\nimport keras\nfrom keras import layers, ops\n"

CELLS = {
    "one state": """
        class Minimal(layers.Layer):
            def __init__(self, units, **kwargs):
                super().__init__(**kwargs)
                self.units = self.state_size = units
            def build(self, input_shape):
                self.kernel = self.add_weight(shape=(input_shape[-1], self.units), name="kernel")
                self.recurrent = self.add_weight(shape=(self.units, self.units), name="recurrent")
            def call(self, inputs, states):
                output = ops.matmul(inputs, self.kernel) + ops.matmul(states[0], self.recurrent)
                return output, [output]
        x = keras.Input((7, 5))
        last = layers.RNN(Minimal(6))
        one = last(x)
        weights = last.count_params()
        all_of_them = layers.RNN(Minimal(6), return_sequences=True)(x)
        with_state, state = layers.RNN(Minimal(6), return_state=True)(x)
        both, their_state = layers.RNN(Minimal(6), return_sequences=True, return_state=True)(x)
        backwards = layers.RNN(Minimal(3), go_backwards=True)(x)
        run = layers.RNN(Minimal(4))(np.zeros((2, 3, 5), "float32"))
    """,
    "an output of another size than the state": """
        class Peephole(layers.Layer):
            def __init__(self, units, outputs):
                super().__init__()
                self.state_size = [units, units + 1]
                self.output_size = outputs
            def build(self, shape):
                self.read = self.add_weight(shape=(shape[-1], self.output_size))
                self.keep = self.add_weight(shape=(shape[-1], self.state_size[0]))
                self.more = self.add_weight(shape=(shape[-1], self.state_size[1]))
            def call(self, inputs, states):
                first = states[0] + ops.matmul(inputs, self.keep)
                second = states[1] * ops.matmul(inputs, self.more)
                return ops.matmul(inputs, self.read), [first, second]
        x = keras.Input((None, 4))
        layer = layers.RNN(Peephole(3, 8), return_state=True)
        output, first, second = layer(x)
        weights = layer.count_params()
        sequences = layers.RNN(Peephole(2, 5), return_sequences=True)(x)
    """,
    "sizes that are properties": """
        class Counting(layers.Layer):
            def __init__(self, width):
                super().__init__()
                self.width = width
                self.dense = layers.Dense(width)
            def build(self, input_shape):
                self.dense.build(input_shape)
            @property
            def state_size(self):
                return self.width
            @property
            def output_size(self):
                return 2 * self.width
            def get_initial_state(self, batch_size=None):
                return [ops.zeros((batch_size, self.width))]
            def call(self, inputs, states):
                state = states[0] + self.dense(inputs)
                return ops.concatenate([state, state], axis=-1), [state]
        x = keras.Input((9, 4))
        y = layers.RNN(Counting(3), return_sequences=True)(x)
        z = layers.RNN(Counting(5))(y)
        model = keras.Model(x, z)
        weights = model.count_params()
    """,
    "cells in a list": """
        class Minimal(layers.Layer):
            def __init__(self, units):
                super().__init__()
                self.state_size = units
            def build(self, input_shape):
                self.kernel = self.add_weight(shape=(input_shape[-1], self.state_size))
            def call(self, inputs, states):
                output = ops.matmul(inputs, self.kernel) + states[0]
                return output, [output]
        x = keras.Input((9, 4))
        mixed = layers.RNN([Minimal(3), layers.GRUCell(5), Minimal(2)])
        y = mixed(x)
        weights = mixed.count_params()
        output, *states = layers.RNN([layers.LSTMCell(3), layers.LSTMCell(6)], return_state=True)(x)
        first, second = states
        hidden, carried = second
        deep = layers.RNN([layers.SimpleRNNCell(units) for units in (8, 4, 2)], return_sequences=True)(x)
        stacked = layers.RNN(layers.StackedRNNCells([Minimal(3), Minimal(7)]))(x)
    """,
    "a cell from a cell of Keras": """
        class Residual(layers.GRUCell):
            def call(self, inputs, states, training=False):
                output, states = super().call(inputs, states, training)
                return output + inputs, states
        x = keras.Input((9, 4))
        layer = layers.RNN(Residual(4), return_sequences=True)
        y = layer(x)
        weights = layer.count_params()
        both = layers.Bidirectional(layers.RNN(layers.LSTMCell(6)))(x)
    """,
    "a cell by itself": """
        step = tf.zeros((2, 4))
        cell = layers.LSTMCell(3)
        output, (hidden, carried) = cell(step, [tf.zeros((2, 3)), tf.zeros((2, 3))])
        size = cell.output_size
        start = layers.GRUCell(5).get_initial_state(batch_size=2)[0]
        again, kept = layers.GRUCell(5)(step, [start])
    """,
}

FUNCTIONS = {
    "a shape beside the function": """
        x = keras.Input((4, 6))
        plain = layers.Lambda(lambda t: t[:, 0])(x)
        stated = layers.Lambda(lambda t: t[:, 0], output_shape=(6,))(x)
        by_function = layers.Lambda(lambda t: t * 2, output_shape=lambda shape: (shape[0], shape[1] * 2))(x)
        def halved(shape):
            return (shape[0], shape[1] // 2, shape[2])
        by_name = layers.Lambda(lambda t: t[:, ::2], output_shape=halved)(x)
        as_list = layers.Lambda(lambda t: t, output_shape=[(4, 6), (3,)])(x)
        one, other = as_list
    """,
    "several tensors": """
        a, b = keras.Input((4, 6)), keras.Input((4, 2))
        joined = layers.Lambda(lambda pair: ops.concatenate(pair, axis=-1))([a, b])
        told = layers.Lambda(lambda pair: pair[0], output_shape=lambda shapes: shapes[0])([a, b])
        wide = layers.Lambda(
            lambda pair: pair[0], output_shape=lambda shapes: (shapes[0][0], shapes[0][1], shapes[0][2] + shapes[1][2])
        )([a, b])
        first, second = layers.Lambda(lambda t: (t, t[:, 0]))(a)
    """,
    "arguments": """
        x = keras.Input((4, 6))
        def tiled(t, times, axis=1):
            return ops.concatenate([t] * times, axis=axis)
        y = layers.Lambda(tiled, arguments={"times": 3})(x)
        z = layers.Lambda(tiled, arguments=dict(times=2, axis=2), dtype="float16")(x)
        run = layers.Lambda(lambda t: t[None])(np.zeros((3, 2), "float32"))
    """,
}

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
MADE_AGAIN = {
    "a configuration": """
        x = keras.Input((8, 8, 3))
        conv = layers.Conv2D(4, 3, strides=2, activation="relu")
        again = layers.Conv2D.from_config(conv.get_config())
        y = again(x)
        config = conv.get_config()
        config["filters"] = 6
        z = layers.Conv2D.from_config(config)(x)
        w = conv.__class__.from_config(conv.get_config())(x)
        filters = config["filters"]
        v = type(conv)(**{"filters": 7, "kernel_size": 1})(x)
    """,
    "serialized": """
        x = keras.Input((8, 8, 3))
        conv = layers.Conv2D(4, 3)
        data = layers.serialize(conv)
        y = layers.deserialize(data)(x)
        kind = data["class_name"]
        written = {"module": "keras.layers", "class_name": "Dense", "config": {"units": 5}, "registered_name": None}
        z = layers.deserialize(written)(x)
        w = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(layers.Dense(9)))(x)
        v = keras.layers.deserialize(keras.layers.serialize(layers.Bidirectional(layers.LSTM(3))))(keras.Input((4, 2)))
    """,
    "serialized, of the program": """
        @keras.saving.register_keras_serializable()
        class Scale(layers.Layer):
            def __init__(self, units=3, **kwargs):
                super().__init__(**kwargs)
                self.units = units
                self.dense = layers.Dense(units)
            def build(self, input_shape):
                self.dense.build(input_shape)
            def call(self, inputs):
                return self.dense(inputs)
            def get_config(self):
                return {**super().get_config(), "units": self.units}
        x = keras.Input((5,))
        one = Scale(4)
        y = one(x)
        z = Scale.from_config(one.get_config())(x)
        w = layers.deserialize(layers.serialize(one))(x)
        v = layers.deserialize({"class_name": "Scale", "config": {"units": 7}}, custom_objects={"Scale": Scale})(x)
    """,
    "wrappers of the program": """
        class Twice(layers.Wrapper):
            def call(self, inputs):
                return ops.concatenate([self.layer(inputs), self.layer(inputs)], axis=-1)
        class Plain(keras.layers.Wrapper):
            def __init__(self, layer, factor=2, **kwargs):
                super().__init__(layer, **kwargs)
                self.factor = factor
            def build(self, input_shape):
                super().build(input_shape)
                self.scale = self.add_weight(shape=(self.layer.units,))
            def call(self, inputs):
                return self.layer(inputs) * self.scale
        x = keras.Input((5,))
        twice = Twice(layers.Dense(4))
        y = twice(x)
        z = Plain(layers.Dense(3))(x)
        model = keras.Model(x, [y, z])
        count = model.count_params()
    """,
    "identifiers by name": """
        x = keras.Input((5,))
        f = keras.activations.deserialize("relu")
        y = f(x)
        g = keras.activations.get("softmax")
        z = layers.Activation(g)(x)


        i = keras.initializers.deserialize("glorot_uniform")((3, 4))
    """,
    "a model cloned": """
        func = keras.Sequential([keras.Input((5,)), layers.Dense(3), layers.Dense(2)])
        y = keras.models.clone_model(func)(keras.Input((5,)))
        x = keras.Input((5,))
        copy = keras.models.clone_model(keras.Model(x, layers.Dense(4)(x)))
        z = copy(x)
        count = copy.count_params()
    """,
}
PROGRAMS = CELLS | FUNCTIONS | POLICIES | ADAPTED | MADE_AGAIN


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
