# params: 4*((3+5)*5+5) + 5*1+1
# output: (None, 1)
import numpy as np
from keras.layers import CuDNNLSTM, Dense
from keras.models import Sequential

model = Sequential()
model.add(CuDNNLSTM(5, input_shape=(7, 3)))
model.add(Dense(1))
model.compile("adam", "mae")
model.fit(np.random.rand(4, 7, 3), np.random.rand(4, 1), epochs=1, verbose=0)
