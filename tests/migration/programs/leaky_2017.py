# params: 4*6+6 + 6*2+2
# output: (None, 2)
import numpy as np
from keras.layers import Dense, Input
from keras.layers.advanced_activations import LeakyReLU
from keras.models import Model

inputs = Input(shape=(4,))
x = Dense(6)(inputs)
x = LeakyReLU(alpha=0.1)(x)
model = Model(inputs, Dense(2)(x))
model.compile("adam", "mse")
model.fit(np.random.rand(4, 4), np.random.rand(4, 2), epochs=1, verbose=0)
