import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((16,), name="frame")
x = layers.Dense(8, activation="relu")(inputs)
steering = layers.Dense(1, name="steering")(x)
throttle = layers.Dense(1, name="throttle")(x)
model = keras.Model(inputs, [steering, throttle])
model.compile(optimizer="adam", loss={"steering": "mse", "throttle": "mse"})
model.fit(np.random.rand(12, 16), {"steering": np.zeros((12, 1)), "throttle": np.ones((12, 1))}, epochs=1)
