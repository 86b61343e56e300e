"""An own layer names the initializer of its weight as older code did."""

import keras
import numpy as np


class Bias(keras.layers.Layer):
    def build(self, input_shape):
        self.bias = self.add_weight(shape=(input_shape[-1],), initializer="zeros", name="bias")

    def call(self, inputs):
        return inputs + self.bias


model = keras.Sequential([keras.Input((4,)), Bias(), keras.layers.Dense(2)])
model.compile("sgd", "mse")
model.fit(np.zeros((6, 4)), np.zeros((6, 2)), verbose=0)
