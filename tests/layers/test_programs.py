"""Layers as programs make them: cells of their own, functions for a shape, configurations. A run decides."""

from __future__ import annotations

import textwrap

import pytest
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
PROGRAMS = CELLS | FUNCTIONS | MADE_AGAIN


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program(name: str) -> None:
    check(HEADER + textwrap.dedent(PROGRAMS[name]))
