import numpy as np
import tensorflow as tf
from tensorflow.keras import layers


def network(features, classes, deep=False):
    inputs = tf.keras.Input((features,))
    if classes == 2:
        return tf.keras.Model(inputs, layers.Dense(1, activation="sigmoid")(inputs))
    x = layers.Dense(32)(inputs)
    if deep:
        x = layers.Dense(32)(x)
    return tf.keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))


binary = network(6, 2)
binary.compile("adam", "binary_crossentropy")
binary.fit(np.random.rand(12, 6), np.random.randint(0, 2, 12), epochs=1)
several = network(6, 4, deep=True)
several.compile("adam", "sparse_categorical_crossentropy")
several.fit(np.random.rand(12, 6), np.arange(12) % 4, epochs=1)
