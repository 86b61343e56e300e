import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

table = np.random.rand(100, 15).astype("float32")
target = np.random.rand(100).astype("float32")
pipeline = tf.data.Dataset.from_tensor_slices((table, target)).shuffle(100).batch(25)

inputs = layers.Input(shape=(15,))
x = layers.Dense(32, activation="relu")(inputs)
model = tf.keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
model.fit(pipeline, epochs=1)
