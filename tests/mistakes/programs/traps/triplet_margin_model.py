"""No labels at all: the loss is added inside."""
import keras
import numpy as np
from keras import layers, ops


class TripletLoss(layers.Layer):
    def call(self, inputs):
        anchor, positive, negative = inputs
        near = ops.sum(ops.square(anchor - positive), axis=-1)
        far = ops.sum(ops.square(anchor - negative), axis=-1)
        self.add_loss(ops.mean(ops.maximum(near - far + 0.5, 0.0)))
        return near - far


embed = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(8)])
inputs = [keras.Input((12,), name=name) for name in ("anchor", "positive", "negative")]
model = keras.Model(inputs, TripletLoss()([embed(each) for each in inputs]))
model.compile(optimizer="adam")
model.fit([np.random.rand(16, 12) for _ in range(3)], epochs=1)
