import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(16, 3)
y = np.random.rand(16, 1)
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile("sgd", "mse")
# without data to validate with, their steps are never read
model.fit(x, y, epochs=1, validation_steps=16 / 4, verbose=0)
# neither is the share where the data are given
model.fit(x, y, epochs=1, validation_split=1.0, validation_data=(x, y), verbose=0)
