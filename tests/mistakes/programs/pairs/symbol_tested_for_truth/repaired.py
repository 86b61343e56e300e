import keras
import numpy as np
from keras import layers


def block(x, skip=None):
    y = layers.Dense(8, activation="relu")(x)
    if skip is not None:
        y = layers.Add()([y, skip])
    return y


start = keras.Input(shape=(8,))
first = block(start)
second = block(first, first)
model = keras.Model(start, layers.Dense(1)(second))
model.compile("adam", "mse")
model.fit(np.random.rand(5, 8), np.random.rand(5, 1), verbose=0)
