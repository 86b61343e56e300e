import keras
import tensorflow as tf
from keras import layers
from keras.saving import register_keras_serializable
from functools import cached_property, lru_cache


@register_keras_serializable(package="custom", name="MaxOut")
class MaxOut(layers.Layer):
    """The largest of several linear maps."""

    def __init__(self, units: int, pieces: int = 3, *, axis: int = -1, **kwargs) -> None:
        super().__init__(**kwargs)
        self.units, self.pieces, self.axis = units, pieces, axis

    def build(self, input_shape) -> None:
        self.w = self.add_weight(shape=(input_shape[-1], self.units * self.pieces), initializer="random_normal")
        self.b = self.add_weight(shape=(self.units * self.pieces,), initializer="zeros")

    def call(self, inputs):
        outputs = tf.matmul(inputs, self.w) + self.b
        outputs = tf.reshape(outputs, [-1, self.units, self.pieces])
        return tf.reduce_max(outputs, axis=self.axis)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces, "axis": self.axis}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class Highway(layers.Wrapper if hasattr(layers, "Wrapper") else layers.Layer):
    def __init__(self, layer, **kwargs):
        super().__init__(layer, **kwargs)

    def build(self, input_shape):
        self.gate = layers.Dense(input_shape[-1], activation="sigmoid")
        self.gate.build(input_shape)
        super().build(input_shape)

    def call(self, inputs):
        t = self.gate(inputs)
        return t * self.layer(inputs) + (1.0 - t) * inputs


class MultiBranch(layers.Layer):
    def __init__(self, spec, **kwargs):
        super().__init__(**kwargs)
        self.convs = []
        self.norms = []
        self.paths = {}
        for name, (filters, size) in spec.items():
            self.convs.append(layers.Conv1D(filters, size, padding="same"))
            self.norms.append(layers.BatchNormalization())
            self.paths[name] = layers.Dense(filters)
        self.out = keras.Sequential([layers.Concatenate(), layers.Activation("relu")]) if len(spec) > 9 else None

    def call(self, x):
        outs = []
        for conv, norm, (name, dense) in zip(self.convs, self.norms, self.paths.items()):
            outs.append(dense(norm(conv(x))))
        return layers.concatenate(outs)


class Factory:
    def __init__(self, width):
        self.width = width

    @cached_property
    def shared(self):
        return layers.Dense(self.width, activation="tanh", name="shared")

    @lru_cache(maxsize=None)
    def head(self, n):
        return keras.Sequential([layers.Dense(n), layers.Softmax()])

    def model(self, *sizes):
        inputs = [keras.Input((s,)) for s in sizes]
        encoded = [self.shared(layers.Dense(8)(i)) for i in inputs]
        merged = layers.average(encoded) if len(encoded) > 1 else encoded[0]
        return keras.Model(inputs, [self.head(2)(merged), self.head(5)(merged)])


x = keras.Input((10,))
y = MaxOut(6)(x)
y = Highway(layers.Dense(6, activation="relu"))(y)
y = MaxOut.from_config({"units": 4, "pieces": 2})(y)
signal = keras.Input((30, 2))
z = MultiBranch({"short": (3, 3), "long": (5, 9)})(signal)
model = Factory(12).model(4, 7, 9)
config = y  # kept for the summary
print(keras.Model(x, y).count_params())
