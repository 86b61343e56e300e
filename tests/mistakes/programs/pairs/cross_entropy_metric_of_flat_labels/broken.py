# expect: SL505
"""Faulty pumps: the loss is focal, and the plain cross-entropy is watched."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(3)
readings = rng.normal(size=(48, 10)).astype("float32")
faulty = rng.integers(0, 2, 48).astype("float32")

model = keras.Sequential([keras.Input((10,)), layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile(
    loss=keras.losses.BinaryFocalCrossentropy(),
    optimizer="rmsprop",
    metrics=[keras.metrics.BinaryCrossentropy(name="plain")],  # blame
)
model.fit(readings, faulty, epochs=1, batch_size=16, verbose=0)  # blame
