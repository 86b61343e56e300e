"""(N, 30) fed to Input((30, 1)): Keras adds the axis itself."""
import numpy as np
from tensorflow.keras import Input, Model, layers

series = np.random.rand(40, 30)
target = np.random.rand(40, 1)
inputs = Input((30, 1))
x = layers.LSTM(8)(inputs)
model = Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
model.fit(series, target, epochs=1)
