"""A call as an older TensorFlow took it, and behind its TypeError as today's takes it."""

import keras
import tensorflow as tf
from keras import layers


def softmax(scores, axis=-1):
    try:
        return tf.nn.softmax(scores, dim=axis)
    except TypeError:
        return tf.nn.softmax(scores, axis=axis)


class Attention(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.score = layers.Dense(1)

    def call(self, states):
        weights = softmax(self.score(states), axis=1)
        return tf.reduce_sum(weights * states, axis=1)


states = keras.Input((20, 12))
model = keras.Model(states, layers.Dense(3)(Attention()(states)))
print(model.output_shape)
