# expect: SL301
"""A subclassed model has Keras' own compile, which is given a misspelt name."""

import numpy as np
import tensorflow as tf


class Regressor(tf.keras.Model):
    def __init__(self, width):
        super().__init__()
        self.hidden = tf.keras.layers.Dense(width, activation="relu")
        self.head = tf.keras.layers.Dense(1)

    def call(self, inputs):
        return self.head(self.hidden(inputs))


model = Regressor(8)
model.compile(optimizer="adam", losses="mse")  # blame
model.fit(np.random.rand(16, 3), np.random.rand(16, 1), verbose=0)
