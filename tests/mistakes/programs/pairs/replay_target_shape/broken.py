# expect: SL502
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(24, activation="relu", input_shape=(8,)), tf.keras.layers.Dense(3)])  # blame
model.compile(loss="mse", optimizer="adam")
states = np.random.rand(32, 8)
targets = np.zeros((32, 4))
model.train_on_batch(states, targets)
