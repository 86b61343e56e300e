import numpy as np
from tensorflow.keras import Input, Model, layers

x_train, y_train = np.random.rand(80, 12), np.random.rand(80, 1)
x_valid, y_valid = np.random.rand(20, 12), np.random.rand(20, 1)

inputs = Input((12,))
model = Model(inputs, layers.Dense(1)(layers.Dense(8, activation="relu")(inputs)))
model.compile(optimizer="adam", loss="mse")
model.fit(x_train, y_train, validation_data=(x_valid, y_valid), epochs=1)
