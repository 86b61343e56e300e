# expect: SL505
"""Roads in aerial pictures: the overlap of what is found."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(3)
pictures = rng.random((6, 32, 32, 3)).astype("float32")
roads = rng.integers(0, 2, size=(6, 32, 32, 1))

inputs = keras.Input((32, 32, 3))
x = layers.Conv2D(8, 3, padding="same", activation="relu")(inputs)
x = layers.Conv2D(8, 3, padding="same", activation="relu")(x)
maps = layers.Conv2D(2, 1, activation="softmax")(x)
model = keras.Model(inputs, maps)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=[keras.metrics.MeanIoU(num_classes=2)],  # blame
)
model.fit(pictures, roads, batch_size=2, epochs=1, verbose=0)
