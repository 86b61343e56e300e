import numpy as np
from tensorflow import keras

X = np.random.rand(50, 6)
y = np.random.rand(50, 1)
model = keras.Sequential([keras.layers.Dense(8, input_shape=(6,)), keras.layers.Dense(1)])
model.compile("adam", "mae")
model.fit(X, y, epochs=1)
