# params: 3*4 + 4
# output: (None, 4)
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers


class Linear(layers.Layer):
    def __init__(self, units=4):
        super(Linear, self).__init__()
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight("w", shape=(input_shape[-1], self.units), initializer="random_normal", trainable=True)
        self.b = self.add_weight("b", shape=(self.units,), initializer="zeros", trainable=True)

    def call(self, inputs):
        return tf.matmul(inputs, self.w) + self.b


inputs = tf.keras.Input((3,))
model = tf.keras.Model(inputs, Linear(4)(inputs))
model.compile("sgd", "mse")
model.fit(np.random.rand(4, 3), np.random.rand(4, 4), epochs=1, verbose=0)
