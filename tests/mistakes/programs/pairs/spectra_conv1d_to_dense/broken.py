# expect: SL503
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

spectra = np.random.rand(120, 200, 1)
contaminated = np.random.randint(0, 2, 120)

model = tf.keras.Sequential([
    layers.Conv1D(8, 7, activation="relu", input_shape=(200, 1)),
    layers.MaxPooling1D(4),
    layers.Conv1D(8, 7, activation="relu"),
    layers.Dense(16, activation="relu"),  # blame
    layers.Dense(1, activation="sigmoid"),  # blame
])
model.compile("adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(spectra, contaminated, epochs=1, batch_size=24)
