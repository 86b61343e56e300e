# expect: SL502
import numpy as np
import tensorflow as tf
from tensorflow import keras


class MLP(keras.Model):
    def __init__(self, hidden, classes):
        super().__init__()
        self.hidden = [keras.layers.Dense(u, activation="relu") for u in hidden]
        self.out = keras.layers.Dense(classes - 1, activation="softmax")  # blame

    def call(self, x, training=None):
        for layer in self.hidden:
            x = layer(x)
        return self.out(x)


X = np.random.rand(40, 12).astype("float32")
Y = keras.utils.to_categorical(np.arange(40) % 5, 5)
m = MLP([32, 16], 5)  # blame
m.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.CategoricalCrossentropy())
m.fit(X, Y, epochs=1)
