# expect: SL202
"""No input shape is given: the model is built by the first batch."""
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

scans = np.random.rand(64, 24, 24)  # blame
tumour = np.random.randint(2, size=(64,))

model = keras.Sequential([
    layers.Conv2D(8, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(scans, tumour, epochs=1)  # blame
