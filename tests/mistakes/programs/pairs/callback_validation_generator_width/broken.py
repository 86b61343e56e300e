# expect: SL511 warning
import numpy as np
from tensorflow import keras

X, y = np.random.rand(50, 9), np.random.rand(50, 2)
m = keras.Sequential([keras.layers.Dense(6, input_shape=(9,)), keras.layers.Dense(2)])
m.compile("adam", "mse")
m.fit(X, y, validation_data=(X[:10], y[:10, None]), epochs=1)  # blame
