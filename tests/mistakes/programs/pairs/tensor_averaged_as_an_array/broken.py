# expect: SL422
import numpy as np
import tensorflow as tf
from tensorflow.keras import Model, layers


class Pooled(Model):
    def __init__(self):
        super().__init__()
        self.recurrent = layers.GRU(6, return_sequences=True)
        self.head = layers.Dense(1)

    def call(self, steps):
        sequence = self.recurrent(steps)
        return self.head(sequence.mean(axis=1))  # blame


steps = tf.keras.Input((5, 2))
model = Model(steps, Pooled()(steps))
print(model.predict(np.zeros((3, 5, 2)), verbose=0).shape)
