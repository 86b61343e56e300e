import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(16, 3)
y = np.random.rand(16, 1)
weights = np.ones((16, 1))
model = keras.Sequential([keras.Input((3,)), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(x, y, sample_weight=weights, validation_split=0.25, epochs=1, verbose=0)
model.fit(x, y, sample_weight=[weights[:, 0]], epochs=1, verbose=0)
# one batch takes a list of numbers
model.train_on_batch(x, y, sample_weight=[1.0] * 16)
