import numpy as np
import tensorflow as tf

measurements = np.random.rand(180, 9)
target = measurements @ np.random.rand(9, 1)

normalize = tf.keras.layers.Normalization()
normalize.adapt(measurements)

inputs = tf.keras.Input(shape=(measurements.shape[1],))
hidden = tf.keras.layers.Dense(8, activation="relu")(inputs)
model = tf.keras.Model(inputs, tf.keras.layers.Dense(1)(hidden))
model.compile(optimizer="adam", loss="mae")
model.fit(measurements, target, epochs=1)
