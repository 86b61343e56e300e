# params: 5*4+4 + 4*1+1
# output: (None, 1)
import numpy as np
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Model

inputs = Input(shape=5)
model = Model(inputs, Dense(1)(Dense(4, activation="relu")(inputs)))
model.compile("adam", "mse", ["mae"])
model.fit(np.random.rand(4, 5), np.random.rand(4, 1), epochs=1, verbose=0)
