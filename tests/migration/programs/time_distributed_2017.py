# params: 3*4+4 + 4*((4+5)*5+5) + 5*2+2
# output: (None, 6, 2)
import numpy as np
from keras.layers import LSTM, Activation, Dense
from keras.layers.wrappers import TimeDistributed
from keras.models import Sequential

model = Sequential()
model.add(TimeDistributed(Dense(4), input_shape=(6, 3)))
model.add(LSTM(5, return_sequences=True, implementation=2))
model.add(TimeDistributed(Dense(2)))
model.add(Activation("softmax"))
model.compile("rmsprop", "categorical_crossentropy")
model.fit(np.random.rand(4, 6, 3), np.eye(2)[np.random.randint(0, 2, (4, 6))], epochs=1, verbose=0)
