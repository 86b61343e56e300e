"""Metrics that look at labels of another rank than they seem to want."""

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(3)
pictures = rng.random((4, 16, 16, 3)).astype("float32")
masks = rng.integers(0, 2, size=(4, 16, 16))

segment = keras.Sequential([keras.Input((16, 16, 3)), layers.Conv2D(1, 3, padding="same", activation="sigmoid")])
segment.compile("adam", "mse", metrics=[keras.metrics.BinaryIoU(), "hinge", keras.metrics.MeanIoU(2)])
segment.fit(pictures, masks[..., None].astype("float32"), verbose=0)
print(segment.evaluate(pictures, masks[..., None].astype("float32"), verbose=0))

rows = rng.normal(size=(20, 5)).astype("float32")
kinds = rng.integers(0, 4, size=(20, 1))
classify = keras.Sequential([keras.Input((5,)), layers.Dense(4, activation="softmax")])
classify.compile(
    "adam",
    "sparse_categorical_crossentropy",
    metrics=["sparse_top_k_categorical_accuracy", keras.metrics.SparseCategoricalCrossentropy()],
)
classify.fit(rows, kinds, verbose=0)

many = keras.Sequential([keras.Input((5,)), layers.Dense(4, activation="sigmoid")])
many.compile("adam", "binary_crossentropy", metrics=[keras.metrics.FBetaScore(beta=2.0), "kl_divergence"])
many.fit(rows, keras.utils.to_categorical(kinds, 4), verbose=0)
