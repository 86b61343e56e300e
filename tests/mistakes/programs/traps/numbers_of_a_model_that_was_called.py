import keras
import numpy as np
import tensorflow as tf
from keras import layers

inputs = keras.Input(shape=(6,))
model = keras.Model(inputs, layers.Dense(3, activation="softmax")(inputs))
batch = np.random.rand(4, 6).astype("float32")
given = model(batch)
print(len(given), float(tf.reduce_max(given)), np.mean(given), given.numpy().sum(axis=1))
for row in given:
    print(int(tf.argmax(row)), np.ones(3, "float32") + row)
if tf.reduce_sum(given) > 0:
    print(keras.losses.MeanSquaredError()(np.zeros((4, 3)), given), keras.metrics.Mean()(given))
height, width = given.get_shape()
print(height, width, np.concatenate([given, given], axis=1).shape)
