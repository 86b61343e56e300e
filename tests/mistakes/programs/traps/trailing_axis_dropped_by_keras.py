import numpy as np
from tensorflow import keras

x = np.random.rand(50, 12, 1)
y = np.random.rand(50)
model = keras.Sequential([keras.Input((12,)), keras.layers.Dense(4), keras.layers.Dense(1)])
model.compile(loss="mae", optimizer="sgd")
model.fit(x, y, epochs=1)
