# expect: SL505
"""The five likeliest species of a leaf, of twelve."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(3)
leaves = rng.normal(size=(36, 24)).astype("float32")
species = rng.integers(0, 12, size=36)

model = keras.Sequential()
model.add(keras.Input(shape=(24,)))
model.add(layers.Dense(32, activation="relu"))
model.add(layers.Dense(12, activation="softmax"))
model.compile(
    "adam",
    loss="sparse_categorical_crossentropy",
    metrics=[keras.metrics.TopKCategoricalAccuracy(k=5)],  # blame
)
model.fit(leaves, species, epochs=1, verbose=0)  # blame
