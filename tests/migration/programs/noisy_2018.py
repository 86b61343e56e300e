# params: 6*4+4 + 4*6+6
# output: (None, 6)
import numpy as np
from keras.layers.core import Dense
from keras.layers.noise import GaussianNoise
from keras.models import Sequential
from keras.regularizers import l2

model = Sequential()
model.add(GaussianNoise(0.1, input_shape=(6,)))
model.add(Dense(4, activation="relu", kernel_regularizer=l2(0.01)))
model.add(Dense(6))
model.compile(optimizer="adadelta", loss="mean_squared_error")
x = np.random.rand(8, 6)
model.fit(x, x, epochs=1, verbose=0)
