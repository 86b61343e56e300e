# expect: SL304
"""An own layer whose constructor hands a positional argument to keras.layers.Layer."""

import keras
import numpy as np
from keras import ops


class Scaled(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(units, **kwargs)  # blame
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units), initializer="glorot_uniform", name="kernel")
        self.scale = self.add_weight(shape=(), initializer="ones", name="scale")

    def call(self, inputs):
        return ops.matmul(inputs, self.kernel) * self.scale


model = keras.Sequential([keras.Input((6,)), Scaled(4), keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(np.ones((8, 6)), np.ones((8, 1)), verbose=0)
