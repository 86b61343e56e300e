import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.rand(30, 4)
y = np.random.rand(30, 1)
model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(x, y, 8, 2, 0)
model.evaluate(x, y, 10, 0)
# a number of samples, whatever its type
model.predict(x, np.int64(len(x) // 3), 0)
