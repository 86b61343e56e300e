import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

sensors = keras.Input(shape=(6, 8), name="sensors")
features = layers.Dense(10, activation="relu")(sensors)
flat = keras.ops.reshape(features, (-1, 60))
verdict = layers.Dense(1, activation="sigmoid")(flat)
model = keras.Model(sensors, verdict)
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(np.random.rand(8, 6, 8), np.random.randint(0, 2, (8, 1)), epochs=1, verbose=0)
