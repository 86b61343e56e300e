# expect: SL505
"""Which customers leave: the F1 score beside the loss."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(3)
customers = rng.normal(size=(40, 6)).astype("float32")
leaves = (customers[:, 0] > 0.4).astype("float32")

model = keras.Sequential(
    [
        keras.Input((6,)),
        layers.Dense(16, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(
    optimizer="adam",
    loss="binary_crossentropy",
    metrics=["accuracy", keras.metrics.F1Score(threshold=0.5)],  # blame
)
model.fit(customers, leaves, epochs=1, batch_size=8, verbose=0)  # blame
