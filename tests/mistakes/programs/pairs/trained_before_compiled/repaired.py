import numpy as np
from tensorflow import keras

x, y = np.random.rand(40, 3), np.random.rand(40, 1)
model = keras.Sequential()
model.add(keras.layers.Dense(8, activation="relu", input_shape=(3,)))
model.add(keras.layers.Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(x, y, epochs=1)
